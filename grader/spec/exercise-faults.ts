/** What a schema cannot see: whether the parts of an exercise fit together. */
import { conversationFaults } from './conversation-faults.ts';
import type { ProgramSpec, WrittenCheck, WrittenExercise } from './exercise.ts';
import { notAmong, valueAt, type Fault, type Problem } from './fault.ts';
import { needsFaults } from './needs-faults.ts';
import { placedSteps, type PlacedStep } from './repeat.ts';
import { stepFaults } from './step-faults.ts';

/** `file` holds the same exercise as plain values, as it was written. */
export function exerciseFaults(exercise: WrittenExercise, file: unknown): Fault[] {
  return [
    ...levelFaults(exercise, file),
    ...programFaults(exercise),
    ...duplicateFaults(exercise.checks),
    ...needsFaults(exercise.checks, Object.keys(exercise.programs)),
    ...exercise.checks.flatMap((check, index) => checkFaults(check, index, exercise)),
  ];
}

/** The bonus comes on top of full marks: only an author who writes it down must also let it be earned. */
function levelFaults({ points, checks }: WrittenExercise, file: unknown): Fault[] {
  const bonusIsWritten = valueAt(file, ['points', 'bonus']) !== undefined;
  const levels = ['basic', 'robust', ...(bonusIsWritten ? ['bonus' as const] : [])] as const;
  const unearned = levels
    .filter((level) => points[level] > 0 && checks.every((check) => check.level !== level))
    .map((level): Fault => ({
      path: ['points', level],
      problem: { code: 'LEVEL_UNCHECKED', level, points: points[level] },
    }));
  return points.basic > 0
    ? unearned
    : [{ path: ['points', 'basic'], problem: { code: 'BASIC_WORTH_NOTHING' } }, ...unearned];
}

/** A check of an unknown program may well be the one that is missing here. */
function programFaults({ programs, checks }: WrittenExercise): Fault[] {
  const names = Object.keys(programs);
  if (checks.some(({ of }) => !names.includes(of))) return [];
  return names
    .filter((program) => checks.every(({ of }) => of !== program))
    .map((program) => ({ path: ['programs', program], at: 'key', problem: { code: 'PROGRAM_UNCHECKED', program } }));
}

function duplicateFaults(checks: readonly WrittenCheck[]): Fault[] {
  return checks.flatMap(({ id }, index) => {
    const first = checks.findIndex((check) => check.id === id);
    if (first === index) return [];
    return [
      { path: ['checks', index, 'id'], problem: { code: 'DUPLICATE_CHECK', id }, related: ['checks', first, 'id'] },
    ];
  });
}

function checkFaults(check: WrittenCheck, index: number, { programs }: WrittenExercise): Fault[] {
  const names = Object.keys(programs);
  const program = names.includes(check.of) ? programs[check.of] : undefined;
  if (program === undefined) {
    const problem = { code: 'UNKNOWN_PROGRAM', program: check.of } as const;
    return [{ path: ['checks', index, 'of'], problem, ...notAmong(check.of, names) }];
  }
  const steps = placedSteps(check.steps, ['checks', index, 'steps']);
  const faults = steps.flatMap((step) => stepFaults(step, check.of, program, names));
  faults.push(...bufferFaults(check, steps, index, program));
  const meansAnother = faults.some(({ problem }) => aboutAnotherProgram.has(problem.code));
  return meansAnother ? faults : [...faults, ...conversationFaults(steps, check.of, program)];
}

/** Only `resume` proves that tiny buffers made a difference. */
function bufferFaults(
  { buffers, of }: WrittenCheck,
  steps: readonly PlacedStep[],
  index: number,
  { transport }: ProgramSpec,
): Fault[] {
  if (buffers === undefined) return [];
  const path = ['checks', index, 'buffers'];
  if (transport === 'udp') {
    return [{ path, at: 'key', problem: { code: 'NOT_FOR_TRANSPORT', word: 'buffers', program: of, transport } }];
  }
  const paused = steps.findIndex(({ step }) => step.do === 'pause');
  const isProven = paused >= 0 && steps.slice(paused).some(({ step }) => step.do === 'resume');
  return isProven ? [] : [{ path, at: 'key', problem: { code: 'TINY_BUFFERS_UNUSED' } }];
}

/** With steps that suit another program, nothing can be said about the conversation with this one. */
const aboutAnotherProgram: ReadonlySet<Problem['code']> = new Set(['UNKNOWN_PROGRAM', 'OTHER_PROGRAM', 'NOT_FOR_ROLE']);
