/** One exercise of a submission, in one choice of files: perform its checks, judge them, add up the points. */
import { reasonOf } from '../model/error-words.ts';
import type { CheckResult, ExerciseGrade } from '../model/grade.ts';
import type { Finding } from '../model/finding.ts';
import { notesOn } from '../judge/notes.ts';
import { judgeCheck, programOf } from '../judge/judge-check.ts';
import type { Actor } from '../scenario/stage.ts';
import type { Check, Exercise } from '../spec/exercise.ts';
import type { ProgramSet } from '../submission/find-programs.ts';
import type { Elsewhere } from '../submission/share-out.ts';
import type { Performed } from '../worker/protocol.ts';
import type { WorkerProcess } from '../worker/worker-process.ts';
import { castPart, languageOfPart, type Part } from './cast.ts';
import { allSettled } from './all-settled.ts';
import { elsewhereNotes } from './count-once.ts';
import { decide, type Company } from './decide.ts';
import type { Jobs } from './jobs.ts';
import { performAll, withNeeds, type Outcome } from './perform-all.ts';
import { maxPointsOf, rounded } from './points.ts';
import { portUsed } from './port-used.ts';
import { urgenciesOf } from './urgency.ts';

export type ExerciseTask = {
  readonly exercise: Exercise;
  readonly set: ProgramSet;
  /** Files that could be its programs, and count for another exercise of the lab. */
  readonly elsewhere?: readonly Elsewhere[];
  /** Folder the paths of the set are relative to. */
  readonly root: string;
  /** A folder of the grader's own for compiled programs. */
  readonly workFolder: string;
  /** Only these checks and what they need; all when empty. */
  readonly only: readonly string[];
  /** Of `only` really only these, whatever they need. */
  readonly withoutNeeds?: boolean;
  /** Only checks of programs that were found: for folders that are about one program. */
  readonly presentOnly: boolean;
  readonly pool: Jobs;
  readonly onCheck: (outcome: Outcome) => void;
};

/** A deadline that passed while the machine was busy is given so many times its length before it counts. */
const patienceAlone = 2;

export async function gradeExercise(task: ExerciseTask): Promise<ExerciseGrade> {
  const checks = chosenChecks(task);
  const parts = await castAll(task, checks);
  const fixedPorts = new Map<string, FixedPort>();
  const ground = { parts, fixedPorts, urgencies: urgenciesOf(checks) };
  const perform = (check: Check): Promise<Outcome> => performOne(task, check, ground);
  const outcomes = await performAll(checks, perform, task.onCheck);
  return assemble(task, outcomes, fixedPorts);
}

/** A port a program used although it was told another. */
type FixedPort = { readonly wanted: number; readonly used: number };

/** Those programs that checks are about. */
async function castAll(
  { exercise, set, root, workFolder, pool }: ExerciseTask,
  checks: readonly Check[],
): Promise<Map<string, Part>> {
  const names = [...new Set(checks.map((check) => check.of))];
  const parts = await allSettled(
    names.map(async (name) => {
      const found = set.programs[name];
      if (found === undefined) throw new Error(`No file was looked for that could be ${name}`);
      const part = await castPart(name, found, root, workFolder, pool, exercise.programs[name]?.libraries);
      return [name, part] as const;
    }),
  );
  return new Map(parts);
}

export function chosenChecks({
  exercise,
  set,
  only,
  withoutNeeds = false,
  presentOnly,
}: Pick<ExerciseTask, 'exercise' | 'set' | 'only' | 'withoutNeeds' | 'presentOnly'>): Check[] {
  const named = withoutNeeds ? exercise.checks.filter(({ id }) => only.includes(id)) : withNeeds(exercise.checks, only);
  const checks = only.length === 0 ? [...exercise.checks] : named;
  return presentOnly ? checks.filter((check) => set.programs[check.of]?.kind === 'found') : checks;
}

type Ground = {
  /** By program. */
  readonly parts: ReadonlyMap<string, Part>;
  readonly fixedPorts: Map<string, FixedPort>;
  /** By check. */
  readonly urgencies: ReadonlyMap<string, number>;
};

async function performOne(task: ExerciseTask, check: Check, ground: Ground): Promise<Outcome> {
  const part = ground.parts.get(check.of);
  if (part === undefined) throw new Error(`Nobody plays ${check.of}`);
  if (part.kind === 'absent') return { check, verdict: part.verdict, timeline: [], wallMs: 0 };
  const { actor } = part;
  return decide((company) => attemptOnce(task, check, actor, ground, company));
}

async function attemptOnce(
  { exercise, pool }: ExerciseTask,
  check: Check,
  actor: Actor,
  { fixedPorts, urgencies }: Ground,
  company: Company,
): Promise<Outcome> {
  const job = (worker: WorkerProcess): Promise<Performed> => {
    const fixedPort = fixedPorts.get(check.of)?.used;
    const patience = company === 'alone' ? patienceAlone : 1;
    return worker.perform(exercise.id, check.id, { ...actor, fixedPort }, patience);
  };
  try {
    const performed = await (company === 'alone' ? pool.runAlone(job) : pool.run(job, urgencies.get(check.id)));
    const { timeline, wallMs, toldPort } = performed;
    const used = portUsed(timeline, programOf(exercise, check).transport, toldPort);
    if (used !== undefined && toldPort !== null && used !== toldPort)
      fixedPorts.set(check.of, { wanted: toldPort, used });
    return { check, verdict: judgeCheck(exercise, check, timeline), timeline, wallMs };
  } catch (error) {
    return { check, verdict: { kind: 'grader-error', message: reasonOf(error) }, timeline: [], wallMs: 0 };
  }
}

function assemble(
  task: ExerciseTask,
  outcomes: readonly Outcome[],
  fixedPorts: ReadonlyMap<string, FixedPort>,
): ExerciseGrade {
  const { exercise, set } = task;
  const checks = outcomes.map((outcome) => resultOf(exercise, outcome));
  const ignored = [...fixedPorts].map(([program, ports]): Finding => ({
    code: 'PORT_IGNORED',
    args: { program, ...ports },
    evidence: [],
  }));
  return {
    exercise: exercise.id,
    language: set.language,
    programs: Object.keys(exercise.programs).map((program) => ({ program, ...languageOfPart(set, program) })),
    checks,
    notes: [
      ...takenByContent(set),
      ...alsoFound(set),
      ...elsewhereNotes(task.elsewhere ?? []),
      ...ignored,
      ...seenNotes(outcomes),
    ],
    score: rounded(checks.reduce((total, check) => total + check.points, 0)),
    maxScore: rounded(
      checks.filter(({ level }) => level !== 'bonus').reduce((total, check) => total + check.maxPoints, 0),
    ),
    complete: checks.every(({ verdict }) => verdict.kind !== 'inconclusive' && verdict.kind !== 'grader-error'),
  };
}

function seenNotes(outcomes: readonly Outcome[]): Finding[] {
  const programs = new Set(outcomes.map(({ check }) => check.of));
  return [...programs].flatMap((program) =>
    notesOn(
      program,
      outcomes.filter(({ check }) => check.of === program).map(({ timeline }) => timeline),
    ),
  );
}

function alsoFound({ programs }: ProgramSet): Finding[] {
  return Object.entries(programs).flatMap(([program, found]) =>
    found.kind === 'found' && found.others !== undefined
      ? [{ code: 'ALSO_FOUND', args: { program, file: found.path, others: found.others }, evidence: [] }]
      : [],
  );
}

function takenByContent({ programs }: ProgramSet): Finding[] {
  return Object.entries(programs).flatMap(([program, found]) =>
    found.kind === 'found' && found.by === 'content'
      ? [{ code: 'TAKEN_BY_CONTENT', args: { program, file: found.path }, evidence: [] }]
      : [],
  );
}

function resultOf(exercise: Exercise, { check, verdict, timeline, wallMs }: Outcome): CheckResult {
  const maxPoints = maxPointsOf(exercise, check);
  return {
    check: check.id,
    program: check.of,
    level: check.level,
    points: verdict.kind === 'passed' ? maxPoints : 0,
    maxPoints,
    verdict,
    timeline,
    wallMs,
  };
}
