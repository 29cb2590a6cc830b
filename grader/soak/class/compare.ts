/** Where the results of a class are not what was known beforehand, each in a line. Pure. */
import { assertNever } from '../../model/assert-never.ts';
import type { VerdictKind } from '../../model/verdict.ts';
import { partText, type Expected, type Member } from './part.ts';
import type { Entry, Written } from './written.ts';

/** Whoever shows them escapes them: the names are of students. */
export function differencesOf(members: readonly Member[], written: Written): string[] {
  const byId = Map.groupBy(written.entries, ({ student }) => student.id ?? '');
  const known = new Set(members.map(({ id }) => id));
  const strangers = written.entries.filter(({ student }) => !known.has(student.id ?? ''));
  return [
    ...members.flatMap((member) => differencesOfOne(member, byId.get(member.id) ?? [], written)),
    ...strangers.map(({ key }) => `${key}: nobody of the class`),
    ...filesDiffering(written),
  ];
}

function differencesOfOne(member: Member, entries: readonly Entry[], { verdicts }: Written): string[] {
  const { id, name, part } = member;
  const tell = (what: string): string => `${name} (${id}, ${partText(part)}): ${what}`;
  const [entry, ...others] = entries;
  if (entry === undefined) return [tell('has no result')];
  const own = verdicts.get(entry.key) ?? new Map<string, VerdictKind>();
  return [...(others.length > 0 ? [`has ${entries.length} results`] : []), ...unlike(part.expected, entry, own)].map(
    tell,
  );
}

function unlike(expected: Expected, entry: Entry, verdicts: ReadonlyMap<string, VerdictKind>): string[] {
  const state = expected.kind === 'ungradable' ? 'ungradable' : 'graded';
  if (entry.state !== state) return [`should be ${state}, is ${stateText(entry)}`];
  switch (expected.kind) {
    case 'ungradable':
      return expected.code === entry.because?.code ? [] : [`should be ${expected.code}, is ${stateText(entry)}`];
    case 'graded':
      return (entry.score ?? Infinity) <= expected.atMost
        ? []
        : [`should have ${expected.atMost} points at most, has ${entry.score}`];
    case 'verdicts':
      return [
        ...(entry.score === expected.score ? [] : [`should have ${expected.score} points, has ${entry.score}`]),
        ...[...expected.verdicts]
          .filter(([check, verdict]) => verdicts.get(check) !== verdict)
          .map(([check, verdict]) => `${check} should be ${verdict}, is ${verdicts.get(check) ?? 'absent'}`),
      ];
    default:
      return assertNever(expected);
  }
}

function stateText({ state, because, message }: Entry): string {
  const why = because?.code ?? message;
  return why === undefined ? state : `${state} ${why}`;
}

/** Two files for each result, the lists of the class, and nothing that was only for the time being. */
function filesDiffering({ entries, files, grades }: Written): string[] {
  const ofStudents = entries.flatMap(({ key }) => [`students/${key}.html`, `students/${key}.json`]);
  const wanted = new Set(['grades.csv', 'results.jsonl', 'students', ...ofStudents]);
  const rows = grades.split('\r\n').length - 2;
  return [
    ...files.filter((file) => !wanted.has(file)).map((file) => `${file}: a file that should not be there`),
    ...[...wanted].filter((file) => !files.includes(file)).map((file) => `${file}: is missing`),
    ...(rows === entries.length ? [] : [`grades.csv: has ${rows} rows for ${entries.length} results`]),
  ];
}

/** Two lists of the same class must be the same, byte for byte; told is the first line in which they are not. */
export function listsDiffering(unbroken: string, killed: string): string[] {
  if (unbroken === killed) return [];
  const [lines, others] = [unbroken.split('\r\n'), killed.split('\r\n')];
  const at = lines.findIndex((line, index) => line !== others[index]);
  const [before, now] = at === -1 ? ['the end', others[lines.length]] : [lines[at], others[at] ?? 'the end'];
  return [`grades.csv: line ${at === -1 ? lines.length + 1 : at + 1} is ${now} where the unbroken one has ${before}`];
}
