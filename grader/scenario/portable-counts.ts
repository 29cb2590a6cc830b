/**
 * The portable way to what only a kernel that can be asked shows at once: processor time and zombies, from `ps`, and
 * connections that a program still holds, from the FINs it has not sent. Where there is no `ps` (Windows) the check stays open and
 * the grade incomplete. It is not left out: a student would then read full marks for what nobody has looked at, and the
 * same program would get another number of points on the instructor's machine.
 */
import type { StepOf } from '../spec/step.ts';
import { FreeTimeClock } from '../portable/free-time.ts';
import { familyOf, type ProcessRow } from '../portable/process-table.ts';
import { recordUnproven } from './frozen.ts';
import { defaultWithinMs, silenceMs } from './deadlines.ts';
import type { Stage } from './stage.ts';
import { done, waitFor, type Waited } from './wait.ts';

/** Processor time is compared over so many times what it is told in, so that rounding does not decide. */
const spansMeasured = 5;
const shortestSpanMs = 400;

/** On a machine that others keep busy it takes longer to see whether a program would use a processor. */
const mostRounds = 2;

/** Counts only what it surely used: the difference of two times that were both rounded down may be one unit too much. */
export async function expectRestPortably(stage: Stage, step: StepOf<'expectRest'>): Promise<Waited> {
  const before = await processorTime(stage, step.program);
  if (before === undefined) {
    recordUnproven(stage, step, 'needs-kernel-evidence');
    return done;
  }
  const withinMs = Math.max(shortestSpanMs, before.resolutionMs * spansMeasured);
  const clock = new FreeTimeClock();
  let cpuMs = 0;
  for (let round = 0; round < mostRounds && cpuMs === 0 && clock.freeMs < withinMs / 2; round += 1) {
    await waitFor(stage, { withinMs, onTick: () => clock.upperBoundMs(), until: () => false });
    const after = await processorTime(stage, step.program);
    cpuMs = Math.max(0, (after?.usedMs ?? 0) - before.usedMs - before.resolutionMs);
  }
  // Time in which it could have used a processor: others left one free, or it did use one.
  const wallMs = Math.max(clock.freeMs, cpuMs);
  stage.recorder.record({ kind: 'cpu-used', program: step.program, cpuMs, wallMs });
  return done;
}

async function processorTime(
  stage: Stage,
  name: string,
): Promise<{ usedMs: number; resolutionMs: number } | undefined> {
  const { pid } = stage.program(name);
  const family = pid === undefined ? undefined : await familyOf(pid);
  if (family === undefined) return undefined;
  const sum = (of: (row: ProcessRow) => number): number => family.reduce((total, row) => total + of(row), 0);
  return { usedMs: sum(({ cpuMs }) => cpuMs), resolutionMs: sum(({ cpuResolutionMs }) => cpuResolutionMs) };
}

/** A parent may need a moment to wait for the children that have ended. */
const zombieLooks = 3;

export async function expectNoZombiesPortably(stage: Stage, step: StepOf<'expectNoZombies'>): Promise<Waited> {
  let zombies: number | undefined;
  for (let look = 0; look < zombieLooks && zombies !== 0; look += 1) {
    await waitFor(stage, { withinMs: defaultWithinMs, idleMs: silenceMs, until: () => false });
    zombies = await countZombies(stage, step.program);
    if (zombies === undefined) {
      recordUnproven(stage, step, 'needs-kernel-evidence');
      return done;
    }
  }
  stage.recorder.record({ kind: 'children-unreaped', program: step.program, children: zombies ?? 0 });
  return done;
}

async function countZombies(stage: Stage, name: string): Promise<number | undefined> {
  const { pid } = stage.program(name);
  const family = pid === undefined ? undefined : await familyOf(pid);
  return family?.filter((row) => row.ended && row.pid !== pid).length;
}

/** A connection whose end the program has not sent is one it still holds; nobody is told of an end after a whole close. */
export async function expectClosedPortably(stage: Stage, step: StepOf<'expectConnections'>): Promise<Waited> {
  if (stage.ledger.facts.some((fact) => fact.kind === 'grader-closed' && fact.how !== 'half-close')) {
    recordUnproven(stage, step, 'needs-kernel-evidence');
    return done;
  }
  const held = (): number =>
    [...stage.peers.keys()].filter((name) => stage.ledger.peer(name).closed === undefined).length;
  const waited = await waitFor(stage, { withinMs: defaultWithinMs, until: () => held() <= step.atMost });
  stage.recorder.record({ kind: 'sockets-held', program: step.program, connections: held() });
  return waited;
}
