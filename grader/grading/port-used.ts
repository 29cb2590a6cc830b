import type { Timeline, Transport } from '../model/observation.ts';

/** The port a server opened, or a client called: the one it was told when that is among several, or else the first. */
export function portUsed(timeline: Timeline, transport: Transport, told: number | null): number | undefined {
  const ports = timeline.flatMap((fact) => {
    if (fact.kind === 'program-listening' && fact.transport === transport) return [fact.address.port];
    return fact.kind === 'accepted' ? [fact.at.port] : [];
  });
  return ports.find((port) => port === told) ?? ports[0];
}
