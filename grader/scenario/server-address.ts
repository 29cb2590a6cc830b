/** Where a server can be reached, before and after it is known which port it has opened. */
import type { Address } from '../model/observation.ts';
import { letGetOn, recordReached, serverPlaces } from './portable-server.ts';
import { startWithinMs } from './deadlines.ts';
import type { Stage } from './stage.ts';
import { ownTimeOf } from './wait.ts';

/** Where the server can be called: the port it was seen to open, or the ones it may have opened. */
export function serverAddresses(stage: Stage): Address[] {
  const { ledger, spec, job, port } = stage;
  const seen = ledger.program(job.check.of).listening.filter(({ transport }) => transport === spec.transport);
  const own = seen.find(({ address }) => address.port === port) ?? seen[0];
  if (own !== undefined)
    return job.check.host === undefined ? reachable(own.address) : [at(job.check.host, own.address)];
  return serverPlaces(stage);
}

/** The same port at the address of the check, wherever the server listens. */
function at(host: string, { port }: Address): Address {
  return { host, port };
}

/** A server bound to every address is called by the loopback ones. */
function reachable({ host, port }: Address): Address[] {
  if (host === '0.0.0.0') return [{ host: '127.0.0.1', port }];
  return host === '::'
    ? [
        { host: '127.0.0.1', port },
        { host: '::1', port },
      ]
    : [{ host, port }];
}

/** Portable proof that a UDP server is there: the kernel answers for a port nobody has bound. */
export async function sendToFirstBound(stage: Stage, name: string, bytes: Uint8Array): Promise<void> {
  const peer = stage.peer(name);
  if (peer.transport !== 'udp') return;
  const withinMs = startWithinMs * stage.job.patience;
  const clock = ownTimeOf(stage);
  do {
    for (const to of serverAddresses(stage)) {
      if (await peer.socket.sendUnlessRefused(bytes, to)) {
        recordReached(stage, to);
        readdress(stage, name, to);
        return;
      }
    }
    await letGetOn(stage);
  } while (stage.running().length > 0 && clock.elapsedMs() < withinMs);
}

/** The address of the server has become known since the peer was opened. */
export function readdress(stage: Stage, name: string, to: Address): void {
  const peer = stage.peer(name);
  if (peer.transport !== 'udp' || sameAddress(peer.to, to)) return;
  peer.to = to;
  stage.recorder.record({ kind: 'connected', peer: name, to, local: peer.socket.address });
}

export function sameAddress(one: Address, other: Address): boolean {
  return one.host === other.host && one.port === other.port;
}
