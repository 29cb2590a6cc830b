/**
 * A worker that is not root keeps two capabilities over the network it has made for itself: without them it could not
 * change that network's settings. A program it starts would inherit them, and gives them up before it begins.
 */
import { readProc } from '../kernel/proc.ts';

/** CAP_SETPCAP and CAP_NET_ADMIN of capabilities(7): the first is what it takes to give up both for good. */
const keptByWorker = (1n << 8n) | (1n << 12n);

const giveUp = ['setpriv', '--bounding-set=-all', '--inh-caps=-all', '--'];

let prefix: readonly string[] | undefined;

/** What is put in front of a command; nothing where there is no such power. */
export function withoutPower(command: readonly string[]): readonly string[] {
  prefix ??= mayInherit() === keptByWorker ? giveUp : [];
  return [...prefix, ...command];
}

function mayInherit(): bigint {
  const bounding = /^CapBnd:\s*([0-9a-f]+)$/m.exec(readProc('/proc/self/status') ?? '')?.[1];
  return BigInt(`0x${bounding ?? '0'}`);
}
