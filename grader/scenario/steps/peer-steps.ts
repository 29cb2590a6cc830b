/** Steps that end or hold up the grader's side of a TCP connection. */
import { assertNever } from '../../model/assert-never.ts';
import type { Step } from '../../spec/step.ts';
import type { TcpPeer } from '../../wire/tcp-peer.ts';
import { untilAsleep } from '../asleep.ts';
import { proveBackPressure } from '../back-pressure.ts';
import { canBeStaged, proveCloseArrived } from '../frozen.ts';
import type { Stage } from '../stage.ts';
import { done, type Waited } from '../wait.ts';

type PeerStep = Extract<Step, { do: 'halfClose' | 'close' | 'reset' | 'pause' | 'resume' }>;

export async function changePeer(stage: Stage, step: PeerStep): Promise<Waited> {
  const { recorder } = stage;
  const { do: verb, peer } = step;
  const isStaged = canBeStaged(stage);
  const isTiny = stage.job.check.buffers === 'tiny';
  switch (verb) {
    case 'halfClose':
      if (!(await endDirection(stage, peer))) return done;
      if (isStaged) await proveCloseArrived(stage, step, peer, 'fin');
      return done;
    case 'close':
      if (!(await close(stage, peer))) return done;
      if (isStaged && stage.spec.transport === 'tcp') await proveCloseArrived(stage, step, peer, 'fin');
      return done;
    case 'reset':
      if (!isStaged) await untilAsleep(stage);
      if (stage.tcp(peer).gone) return done;
      recorder.record({ kind: 'grader-closed', peer, how: 'reset' });
      stage.tcp(peer).reset();
      if (isStaged) await proveCloseArrived(stage, step, peer, 'reset');
      return done;
    case 'pause':
      stage.tcp(peer).pause();
      recorder.record({ kind: 'reading-paused', peer });
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

/** Sends the grader's FIN. False when there is nothing left to end, or the FIN would do harm. */
export async function endDirection(stage: Stage, name: string): Promise<boolean> {
  const tcp = stage.tcp(name);
  if (!tcp.writable || wouldHoldPort(stage, name, tcp)) return false;
  stage.recorder.record({ kind: 'grader-closed', peer: name, how: 'half-close' });
  await tcp.halfClose();
  return true;
}

async function close(stage: Stage, name: string): Promise<boolean> {
  const peer = stage.peer(name);
  if (peer.transport === 'tcp' && (peer.tcp.gone || wouldHoldPort(stage, name, peer.tcp))) return false;
  stage.recorder.record({ kind: 'grader-closed', peer: name, how: 'close' });
  await (peer.transport === 'udp' ? peer.socket[Symbol.asyncDispose]() : peer.tcp.close());
  return true;
}

/**
 * The end that closes first lingers in TIME_WAIT once the other has closed too. Where that is the port a server uses
 * whatever it is told, its next start would fail: the end of the check breaks the connection off instead.
 */
function wouldHoldPort({ spec, ledger, endsLinger, port }: Stage, name: string, { remote }: TcpPeer): boolean {
  return spec.role === 'server' && ledger.peer(name).closed !== undefined && endsLinger && remote.port !== port;
}
