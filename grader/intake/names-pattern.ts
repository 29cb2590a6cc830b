/** The pattern an instructor gives for names that no preset knows. */
import { withoutArchiveEnding } from '../archive/format.ts';
import type { IntakeProblem, Student } from '../model/handed-in.ts';
import type { Branch } from './branch.ts';
import type { Reading } from './reading.ts';

export class IntakeRefused extends Error {
  override readonly name = 'IntakeRefused';
  readonly problem: IntakeProblem;

  constructor(problem: IntakeProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

const knownGroups = ['name', 'id', 'attempt', 'file', 'late'];

/**
 * A regular expression with the named groups `name` (or `id`), and if wanted `attempt` (the greatest counts), `file`
 * (what the file is called in the submission; names that differ only there are one) and `late` (not empty: late). It is
 * tried on the name of every folder and file, from the top; with a `/` in it on the whole path. Throws IntakeRefused.
 */
export function namesPattern(text: string): RegExp {
  const pattern = compile(text);
  const groups = groupsOf(pattern);
  const unknown = groups.find((group) => !knownGroups.includes(group));
  if (unknown !== undefined) throw new IntakeRefused({ code: 'UNKNOWN_GROUP', group: unknown, known: knownGroups });
  if (!groups.includes('name') && !groups.includes('id')) throw new IntakeRefused({ code: 'NO_NAME_GROUP' });
  return pattern;
}

function compile(text: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new IntakeRefused({ code: 'BAD_PATTERN', detail });
  }
}

function groupsOf({ source }: RegExp): string[] {
  return Object.keys(new RegExp(`${source}|`, 'u').exec('')?.groups ?? {});
}

/** What the names that the pattern fits say; those it does not fit are left out. */
export function readNamed(pattern: RegExp, branches: readonly Branch[]): Reading[] {
  const groups = groupsOf(pattern);
  const joins = groups.includes('file') || groups.includes('attempt');
  return branches.flatMap((branch) => readBranch(pattern, joins, branch));
}

/** The folder or file nearest to the top that the pattern fits is what was handed in. */
function readBranch(pattern: RegExp, joins: boolean, branch: Branch): Reading[] {
  const fitting = readFitting(pattern, joins, branch);
  if (fitting !== undefined) return [fitting];
  const below = branch.below.flatMap((one) => readBranch(pattern, joins, one));
  if (below.some(({ kind }) => kind === 'part')) return below;
  return [{ kind: 'left-out', source: branch.path, because: 'no-match' }];
}

function readFitting(pattern: RegExp, joins: boolean, branch: Branch): Reading | undefined {
  const { name, path, kind } = branch;
  const whole = pattern.source.includes('/') ? path : name;
  const groups = new RegExp(pattern.source, 'u').exec(whole)?.groups ?? {};
  const student = studentOf(groups);
  if (student === undefined || kind === 'other') return undefined;
  const ofName = joins ? `name ${student.name}` : `path ${path}`;
  return {
    kind: 'part',
    part: { path, as: groups['file'] ?? (kind === 'file' ? name : '') },
    student,
    group: student.id === null ? ofName : `id ${student.id}`,
    attempt: groups['attempt'] ?? '',
    late: (groups['late'] ?? '') !== '',
  };
}

function studentOf({ name, id }: Readonly<Record<string, string | undefined>>): Student | undefined {
  const said = withoutArchiveEnding(name ?? id ?? '').trim();
  return said === '' ? undefined : { name: said, id: id ?? null };
}
