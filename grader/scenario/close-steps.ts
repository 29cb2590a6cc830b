/** Steps that end or hold up the grader's side of a TCP connection. */
import { assertNever } from '../model/assert-never.ts';
import type { Step } from '../spec/step.ts';
import { proveBackPressure } from './back-pressure.ts';
import { canBeStaged, proveCloseArrived, recordUnproven } from './frozen.ts';
import type { Stage } from './stage.ts';
import { done, type Waited } from './wait.ts';

type ClosingStep = Extract<Step, { do: 'halfClose' | 'close' | 'reset' | 'pause' | 'resume' }>;

export async function closing(stage: Stage, step: ClosingStep): Promise<Waited> {
  const { recorder } = stage;
  const { do: verb, peer } = step;
  const isStaged = canBeStaged(stage);
  const isTiny = stage.job.check.buffers === 'tiny';
  switch (verb) {
    case 'halfClose':
      recorder.record({ kind: 'grader-closed', peer, how: 'half-close' });
      if (!hasLeft(stage, peer)) await stage.tcp(peer).halfClose();
      if (isStaged) await proveCloseArrived(stage, step, peer, 'fin');
      return done;
    case 'close':
      recorder.record({ kind: 'grader-closed', peer, how: 'close' });
      await close(stage, peer);
      if (isStaged && stage.spec.transport === 'tcp') await proveCloseArrived(stage, step, peer, 'fin');
      return done;
    case 'reset':
      recorder.record({ kind: 'grader-closed', peer, how: 'reset' });
      stage.tcp(peer).reset();
      if (isStaged) await proveCloseArrived(stage, step, peer, 'reset');
      return done;
    case 'pause':
      stage.tcp(peer).pause();
      recorder.record({ kind: 'reading-paused', peer });
      if (isTiny && !stage.job.conditions.kernel) recordUnproven(stage, step, 'no-back-pressure');
      return done;
    case 'resume':
      if (isTiny) await proveBackPressure(stage, step, peer);
      stage.tcp(peer).resume();
      recorder.record({ kind: 'reading-resumed', peer });
      return done;
    default:
      return assertNever(verb);
  }
}

async function close(stage: Stage, name: string): Promise<void> {
  const peer = stage.peer(name);
  if (peer.transport === 'udp') await peer.socket[Symbol.asyncDispose]();
  else if (!hasLeft(stage, name)) await peer.tcp.close();
}

/** After the program's FIN, one in return would leave its port in TIME_WAIT; the end of the check resets instead. */
function hasLeft(stage: Stage, peer: string): boolean {
  return stage.ledger.peer(peer).closed !== undefined;
}
