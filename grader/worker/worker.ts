/**
 * A worker process: performs one check at a time and sends back what happened. Only workers open sockets and start
 * programs. When the main process goes away, for whatever reason, everything the worker has started goes with it.
 */
import { flushCompileCache } from 'node:module';
import { assertNever } from '../model/assert-never.ts';
import { kernelShowsFacts } from '../kernel/evidence.ts';
import { prepareProgram, prepareSandboxed, type Prepared } from '../launch/prepare-program.ts';
import { openSandbox } from '../launch/sandbox-system.ts';
import { findUsableTool, type UsableTool } from '../launch/usable-tool.ts';
import { reasonOf, stackOf } from '../model/error-words.ts';
import { performCheck } from '../scenario/perform-check.ts';
import { Stage, type Conditions } from '../scenario/stage.ts';
import type { Check, Exercise } from '../spec/exercise.ts';
import { closeInherited } from './close-inherited.ts';
import { trySandbox } from './try-sandbox.ts';
import type { FromWorker, Performed, ToWorker } from './protocol.ts';

const exercises = new Map<string, Exercise>();
const stages = new Set<Stage>();
const preparations = new Set<Promise<Prepared>>();
const leaving = new AbortController();
let conditions: Conditions | undefined;
/** Something of a check could not be ended: the next would meet it. */
let isSpoilt = false;

function say(message: FromWorker): void {
  // Nobody is left to hear how interrupted work ended.
  if (process.connected) process.send?.(message);
}

async function obey(message: ToWorker): Promise<void> {
  switch (message.kind) {
    case 'begin':
      return begin(message);
    case 'find-tool':
      return say({ kind: 'found-tool', id: message.id, found: await find(message.language) });
    case 'prepare':
      return say({ kind: 'prepared', id: message.id, prepared: await prepare(message) });
    case 'perform':
      return say({ kind: 'performed', id: message.id, performed: await perform(message) });
    case 'are-you-there':
      return say({ kind: 'here' });
    default:
      return assertNever(message);
  }
}

async function begin(message: Extract<ToWorker, { kind: 'begin' }>): Promise<void> {
  try {
    conditions = await meet(message);
  } catch (error) {
    return say({ kind: 'unable', reason: reasonOf(error) });
  }
  for (const exercise of message.exercises) exercises.set(exercise.id, exercise);
  say({ kind: 'ready', kernelEvidence: conditions.kernel });
  // A worker is killed in the end, so nothing is kept of what Node has compiled unless it is kept now.
  flushCompileCache();
}

async function meet({ conditions: wanted, isSandboxed }: Extract<ToWorker, { kind: 'begin' }>): Promise<Conditions> {
  closeInherited();
  if (!isSandboxed) return { ...wanted, kernel: wanted.kernel && kernelShowsFacts() };
  const sandbox = openSandbox();
  const { showsFacts } = await trySandbox(sandbox);
  return { ...wanted, kernel: wanted.kernel && showsFacts, sandbox };
}

function find(language: string): Promise<UsableTool> {
  const sandbox = conditions?.sandbox;
  if (sandbox === undefined) throw new Error('The worker has no sandbox');
  return findUsableTool(language, sandbox);
}

async function prepare({ preparation, copies }: Extract<ToWorker, { kind: 'prepare' }>): Promise<Prepared> {
  const sandbox = conditions?.sandbox;
  const prepared =
    sandbox === undefined
      ? prepareProgram(preparation, leaving.signal)
      : prepareSandboxed(preparation, copies ?? { folder: [] }, sandbox, leaving.signal);
  preparations.add(prepared);
  try {
    return await prepared;
  } finally {
    preparations.delete(prepared);
  }
}

async function perform({
  exercise: id,
  check: checkId,
  actor,
  patience,
}: Extract<ToWorker, { kind: 'perform' }>): Promise<Performed> {
  const { exercise, check } = known(id, checkId);
  if (conditions === undefined) throw new Error('The worker was given no conditions');
  const startMs = performance.now();
  const stage = new Stage({ exercise, check, actor, conditions, patience });
  stages.add(stage);
  try {
    const timeline = await performCheck(stage);
    return { timeline, wallMs: Math.round(performance.now() - startMs), toldPort: stage.port ?? null };
  } finally {
    await end(stage);
  }
}

/** A stage that cannot be ended stays known, so that it is tried once more when the worker leaves. */
async function end(stage: Stage): Promise<void> {
  isSpoilt = true;
  await stage[Symbol.asyncDispose]();
  isSpoilt = false;
  stages.delete(stage);
}

function known(id: string, checkId: string): { exercise: Exercise; check: Check } {
  const exercise = exercises.get(id);
  const check = exercise?.checks.find((one) => one.id === checkId);
  if (exercise === undefined || check === undefined) throw new Error(`The worker does not know ${id}, ${checkId}`);
  return { exercise, check };
}

async function leave(): Promise<void> {
  leaving.abort();
  await Promise.allSettled([...preparations, ...[...stages].map((stage) => stage[Symbol.asyncDispose]())]);
  process.kill(process.pid, 'SIGKILL');
}

process.on('message', (message: ToWorker) => {
  obey(message).catch((error: unknown) => {
    if ('id' in message) say({ kind: 'broken', id: message.id, message: stackOf(error), isLast: isSpoilt });
    else throw error;
  });
});
process.on('disconnect', () => void leave());
// Ctrl-C and the end of the terminal reach the whole foreground group; the main process decides what becomes of it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
