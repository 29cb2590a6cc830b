/** A check made up in a test: a program of a few lines in the only part, and the steps in the notation of authors. */
import type { Observation, Timeline } from '../model/observation.ts';
import { performCheck } from '../scenario/perform-check.ts';
import { Stage, type Conditions } from '../scenario/stage.ts';
import type { Exercise } from '../spec/exercise.ts';
import { parseExercise } from '../spec/parse-exercise.ts';
import type { Lab, Ready } from './lab.ts';
import { kernelFacts } from './needs.ts';

export type Part = {
  readonly role: 'server' | 'client';
  readonly transport: 'tcp' | 'udp';
  /** The port of the exercise; programs are told another. */
  readonly port?: number;
  readonly buffers?: 'tiny';
  readonly folder?: 'own';
  /** The address the check is performed at. */
  readonly host?: string;
};

/** Test files run side by side on one network: each process has a port of its own. */
const ownPort = 20_000 + (process.pid % 10_000);

/** An exercise with one check; the program in it is called `program`. */
export function exerciseOf(
  { role, transport, port = ownPort, buffers, host, folder }: Part,
  steps: readonly string[],
): Exercise {
  const parsed = parseExercise(
    `
id: made-up
title: { es: Inventado, en: Made up }
points: { basic: 100, robust: 0, bonus: 0 }
programs:
  program: { title: { es: Programa, en: Program }, role: ${role}, transport: ${transport}, port: ${port}${folder === undefined ? '' : `, folder: ${folder}`}, files: [program] }
checks:
  - id: made-up
    of: program
    level: basic
    title: { es: Inventado, en: Made up }${buffers === undefined ? '' : `\n    buffers: ${buffers}`}${host === undefined ? '' : `\n    host: ${host}`}
    steps:
${steps.map((step) => `      - ${step}\n`).join('')}`,
    'made-up.yaml',
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.exercise;
}

export type Play = Part & {
  readonly program: Ready;
  readonly steps: readonly string[];
  readonly fixedPort?: number;
  /** By what the kernel shows, unless said otherwise. */
  readonly kernel?: boolean;
  readonly patience?: number;
};

export function stageOf(lab: Lab, { program, steps, fixedPort, kernel = true, patience = 1, ...part }: Play): Stage {
  if (kernel) lab.needs(kernelFacts);
  const exercise = exerciseOf(part, steps);
  const [check] = exercise.checks;
  if (check === undefined) throw new Error('There is no check');
  const conditions: Conditions = { kernel, privateNetwork: false };
  return new Stage({ exercise, check, actor: { prepared: program, fixedPort }, conditions, patience });
}

/** What happened; all that was started has ended. */
export async function perform(lab: Lab, play: Play): Promise<Timeline> {
  await using stage = stageOf(lab, play);
  return await performCheck(stage);
}

type Fact<Kind extends Observation['kind']> = Extract<Observation, { kind: Kind }>;

export function factsOf<Kind extends Observation['kind']>(timeline: Timeline, kind: Kind): Fact<Kind>[] {
  return timeline.filter((fact): fact is Fact<Kind> => fact.kind === kind);
}

/** How the last step ended: `ended`, or why it was given up. */
export function lastEnd(timeline: Timeline): string {
  const end = timeline.findLast((fact) => fact.kind === 'step-ended' || fact.kind === 'step-gave-up');
  if (end === undefined) return 'never';
  return end.kind === 'step-gave-up' ? end.why : 'ended';
}

/** What the program wrote. */
export function outputOf(timeline: Timeline, stream: 'stdout' | 'stderr' = 'stdout'): string {
  const pieces = factsOf(timeline, 'program-output').filter((fact) => fact.stream === stream);
  return pieces.map(({ bytes }) => new TextDecoder().decode(bytes)).join('');
}
