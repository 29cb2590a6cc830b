/** How much of a peer's address a program has shown, whatever the words around it. */
import { toBinaryString } from '../model/bytes.ts';
import type { AddressShown } from '../model/finding.ts';
import type { Address } from '../model/observation.ts';

export function addressShown(output: Uint8Array, address: Address | undefined): AddressShown | 'both' {
  if (output.length === 0) return 'nothing';
  if (address === undefined) return 'neither';
  const text = toBinaryString(output);
  const hasHost = standsIn(text, address.host);
  if (standsIn(text, String(address.port))) return hasHost ? 'both' : 'port-only';
  if (standsIn(text, String(swapped(address.port)))) return 'port-swapped';
  return hasHost ? 'host-only' : 'neither';
}

/** Not as a part of a longer number. */
function standsIn(text: string, value: string): boolean {
  return new RegExp(`(?<![0-9])${value.replaceAll('.', String.raw`\.`)}(?![0-9])`).test(text);
}

/** What a port looks like whose two bytes are read in the wrong order. */
function swapped(port: number): number {
  return ((port & 0xff) << 8) | (port >>> 8);
}
