/** Findings about what a program showed, and about provocations that failed, in English. */
import { quoteBytes, showText } from '../../bytes-text.ts';
import type { AddressShown, Difference, Lookalike } from '../../../model/finding.ts';
import type { UnprovenProvocation } from '../../../model/observation.ts';
import type { Family } from '../api.ts';
import type { FindingWords, Setting } from '../catalogue.ts';
import { at, told } from '../telling.ts';
import { endOfStream, who, yours, Yours } from './phrases.ts';

type Codes =
  | 'OUTPUT_MISSING'
  | 'OUTPUT_UNMATCHED'
  | 'FRAGMENTS_MISSING'
  | 'NOTHING_SHOWN'
  | 'ADDRESS_MISSING'
  | 'UNPROVEN';

const unproven: { readonly [What in UnprovenProvocation]: string } = {
  'needs-kernel-evidence':
    'This needs to see what the system knows of the sockets (Linux, /proc), and that is not possible here.',
  'not-queued': 'It could not be shown that the data was waiting before the program read it.',
  'not-frozen': 'The program could not be paused, so what it was to find when it goes on could not be prepared.',
  'accepted-too-early': 'The program accepted the connection before it could be broken off.',
  'close-not-arrived': 'It could not be shown that the close of the connection reached the program before it went on.',
  'no-back-pressure':
    'It could not be shown that what the program sends got stuck: this system kept all it sent although nobody read it.',
  'port-taken-by-another-program':
    'Another program on this computer uses the port that is needed: close it and try again.',
  'time-wait-absent': 'The system did not hold the port back (TIME_WAIT), so the restart could not be tried.',
  'address-missing': 'This computer does not have the address this check needs.',
  'tls-version-unavailable': 'Node cannot offer an old version of TLS here, so it could not be tried.',
};

export const shown: Pick<FindingWords, Codes> = {
  OUTPUT_MISSING: ({ expected, output, apart, nearest }, s) =>
    told(
      `${Yours(s)} did not show ${quoteBytes(expected)}.`,
      whyMissing(output, apart === true, nearest),
      apart === true || nearest?.difference === 'cut-short' ? showWhole(s) : showIt(nearest, s),
    ),
  OUTPUT_UNMATCHED: ({ pattern, output }, s) =>
    told(
      `Nothing that ${yours(s)} showed matches /${showText(pattern)}/.`,
      output.length === 0 ? 'It showed nothing.' : null,
      null,
    ),
  FRAGMENTS_MISSING: ({ output }, s) =>
    told(
      `${Yours(s)} did not show each fragment on its own.`,
      output.length === 0 ? 'It showed nothing.' : null,
      `Use the third argument (BUFFER) as the size in ${s.api.receive}, and show with ${s.api.print} what arrives each time, on a line of its own.`,
    ),
  NOTHING_SHOWN: (_, s) => told(`${Yours(s)} showed nothing.`, null, `Show a notice with ${s.api.print}.`),
  ADDRESS_MISSING: ({ peer, address, shows }, s) =>
    told(
      `${Yours(s)} did not show the address of ${who(peer)}, ${at(address)}.`,
      addressSeen[shows],
      shows === 'port-swapped'
        ? 'The port comes in the byte order of the network: show it with ntohs().'
        : `Show with ${s.api.print} the IP address and the port of the client${ways[s.api.family]}.`,
    ),
  UNPROVEN: ({ what }) =>
    told(
      unproven[what],
      'This is not a mistake in your program and does not count against you; the grade stays incomplete.',
      null,
    ),
};

const addressSeen: { readonly [Part in AddressShown]: string | null } = {
  nothing: 'It showed nothing.',
  neither: null,
  'host-only': 'What it showed has the IP address, but not the port of the client.',
  'port-only': 'It showed the port, but not the IP address.',
  'port-swapped': 'It showed the port with its two bytes in the wrong order.',
};

/** Where the address of whoever called comes from. */
const ways: { readonly [Name in Family]: string } = {
  python: ': accept() returns them together with the connection',
  node: ': they are socket.remoteAddress and socket.remotePort',
  c: ': accept() writes them into the sockaddr_in you give it; show them with inet_ntoa() and ntohs()',
};

const lookalikes: { readonly [Kind in Difference]: string | null } = {
  'newline-added': null,
  'newline-missing': null,
  'whitespace-stripped': 'The spaces at its ends are missing.',
  'case-changed': 'Upper and lower case are changed.',
  decorated: null,
  'python-bytes-literal': "It is the written form of the bytes (b'...'), not the text.",
  'characters-replaced': 'Characters are replaced by � (U+FFFD): a piece of a character cannot be turned into text.',
  'bytes-dropped': 'A part of it is missing.',
  'cut-short': 'Its end is missing.',
  'buffer-ignored': null,
  repeated: 'It was shown more than once.',
  other: null,
};

function whyMissing(output: Uint8Array, apart: boolean, nearest: Lookalike | null): string | null {
  if (output.length === 0) return 'It showed nothing.';
  if (apart) return 'It showed each piece by itself, just as it arrived.';
  return nearest === null ? null : lookalikes[nearest.difference];
}

/** What was shown is what one call brought. */
function showWhole(s: Setting): string {
  return s.transport === 'udp'
    ? showIt(null, s)
    : `${s.api.receive} brings whatever has arrived, which may be a part only: join the pieces until ${endOfStream(s)}, or until you have all, and show it in one go with ${s.api.print}.`;
}

function showIt(nearest: Lookalike | null, s: Setting): string {
  if (nearest?.difference === 'python-bytes-literal') return 'Show data.decode(), not data.';
  if (!s.echoes) return `Show with ${s.api.print} what the statement asks for, once you have all of it.`;
  return s.role === 'server' || s.transport === 'udp'
    ? `Show what you receive with ${s.api.print}${asText(s)}.`
    : `Join all you receive and show it with ${s.api.print}${asText(s)}.`;
}

function asText({ api }: Setting): string {
  return api.family === 'python' ? ", turned into text with .decode(errors='replace')" : '';
}
