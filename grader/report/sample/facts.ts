/** Timelines built by hand for the tests of the reports: facts in order, a little later each. */
import { fromText } from '../../model/bytes.ts';
import type { Address, Observation, Timeline, Unstamped, Wait } from '../../model/observation.ts';

/** Stamps the facts, 1.25 ms apart. */
export function timeline(...facts: readonly (Unstamped | readonly Unstamped[])[]): Timeline {
  return facts.flat().map((fact, index): Observation => ({ atMs: 0.4 + index * 1.25, ...fact }));
}

/** A step that came to its end, with the facts it caused. */
export function done(step: number, ...facts: readonly Unstamped[]): Unstamped[] {
  return [{ kind: 'step-began', step }, ...facts, { kind: 'step-ended', step }];
}

/** A step that stopped waiting. */
export function gaveUp(
  step: number,
  why: 'quiet' | 'deadline' | 'exited',
  waits: readonly Wait[] = [],
  ...facts: readonly Unstamped[]
): Unstamped[] {
  return [
    { kind: 'step-began', step },
    ...facts,
    { kind: 'step-gave-up', step, why, waits, ownTimeMs: why === 'deadline' ? 2000 : 3 },
  ];
}

export const serverAddress: Address = { host: '127.0.0.1', port: 5000 };
export const clientAddress: Address = { host: '127.0.0.1', port: 40_000 };

export function started(program: string, file: string, ...words: readonly string[]): Unstamped {
  const command = ['/usr/bin/python3', `/tmp/work/${file}`, '127.0.0.1', String(serverAddress.port), ...words];
  return { kind: 'program-started', program, command, port: serverAddress.port };
}

export function listening(program: string, transport: 'tcp' | 'udp' = 'tcp'): Unstamped {
  return { kind: 'program-listening', program, transport, address: serverAddress, evidence: 'kernel' };
}

export function connected(peer: string): Unstamped {
  return { kind: 'connected', peer, to: serverAddress, local: clientAddress };
}

export function accepted(peer: string): Unstamped {
  return { kind: 'accepted', peer, at: serverAddress, from: { host: '127.0.0.1', port: 40_001 } };
}

export function sent(peer: string, text: string): Unstamped {
  return { kind: 'sent', peer, bytes: fromText(text) };
}

export function received(peer: string, text: string): Unstamped {
  return { kind: 'received', peer, bytes: fromText(text) };
}

export function printed(program: string, text: string, stream: 'stdout' | 'stderr' = 'stdout'): Unstamped {
  return { kind: 'program-output', program, stream, bytes: fromText(text), omittedBytes: 0 };
}

export function exited(program: string, code: number | null, signal: string | null = null): Unstamped {
  return { kind: 'program-exited', program, code, signal, stoppedByGrader: false };
}
