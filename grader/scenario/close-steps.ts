/** Steps that end or hold up the grader's side of a TCP connection. */
import { assertNever } from '../model/assert-never.ts';
import type { Step } from '../spec/step.ts';
import type { Stage } from './stage.ts';
import { done, type Waited } from './wait.ts';

type ClosingStep = Extract<Step, { do: 'halfClose' | 'close' | 'reset' | 'pause' | 'resume' }>;

export async function closing(stage: Stage, { do: verb, peer }: ClosingStep): Promise<Waited> {
  const { recorder } = stage;
  switch (verb) {
    case 'halfClose':
      recorder.record({ kind: 'grader-closed', peer, how: 'half-close' });
      if (!hasLeft(stage, peer)) await stage.tcp(peer).halfClose();
      return done;
    case 'close':
      recorder.record({ kind: 'grader-closed', peer, how: 'close' });
      await close(stage, peer);
      return done;
    case 'reset':
      recorder.record({ kind: 'grader-closed', peer, how: 'reset' });
      stage.tcp(peer).reset();
      return done;
    case 'pause':
      stage.tcp(peer).pause();
      recorder.record({ kind: 'reading-paused', peer });
      return done;
    case 'resume':
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
