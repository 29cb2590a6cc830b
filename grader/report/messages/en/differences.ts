/** How the bytes a program sent differ from those expected, in English. */
import { countBytes, quoteBytes } from '../../bytes-text.ts';
import { lostAllButAscii } from '../../byte-shapes.ts';
import type { Difference } from '../../../model/finding.ts';
import type { Setting, Told } from '../catalogue.ts';
import { told } from '../telling.ts';
import { Yours, who, readOn } from './phrases.ts';

type Compared = {
  readonly peer: string;
  readonly expected: Uint8Array;
  readonly received: Uint8Array;
  readonly differsAt: number;
};

const sameBytes = (s: Setting): string =>
  s.role === 'server' && !s.echoes
    ? 'Send exactly what the statement asks for.'
    : s.role === 'server'
      ? `Send back with ${s.api.send} exactly the bytes that ${s.api.receive} delivered.`
      : 'Send exactly the text you are given, without changing it.';

const trimming = { python: ' (strip())', node: ' (trim())', c: '' };

/** What is different about the bytes a program sent. */
export const differences: { readonly [Kind in Difference]: (compared: Compared, setting: Setting) => Told } = {
  'newline-added': ({ peer }, s) => newlineAdded(peer, s),
  'newline-missing': ({ peer }, s) =>
    told(`What ${who(peer)} received lacks the newline (\\n).`, null, `Do not take the newline off. ${sameBytes(s)}`),
  'whitespace-stripped': ({ peer }, s) =>
    told(
      `${Yours(s)} took spaces or newlines off the ends of what ${who(peer)} received.`,
      null,
      `Do not trim the text${trimming[s.api.family]}. ${sameBytes(s)}`,
    ),
  'case-changed': ({ peer }, s) =>
    told(
      `${Yours(s)} changed upper and lower case in what ${who(peer)} received.`,
      null,
      `Do not change the case of the text. ${sameBytes(s)}`,
    ),
  decorated: ({ peer }, s) =>
    told(
      `${Yours(s)} added text of its own to what ${who(peer)} received.`,
      null,
      s.role === 'server'
        ? `Show your own texts on the screen with ${s.api.print}; only the ${s.echoes ? 'echo' : 'reply'} goes through the socket. ${sameBytes(s)}`
        : 'Send only the message, with no text around it.',
    ),
  'python-bytes-literal': ({ peer }, s) =>
    told(
      `${Yours(s)} sent ${who(peer)} the written form of the bytes (b'...'), not the bytes.`,
      "str(data) and f'{data}' turn bytes into the text b'...'.",
      `${sameBytes(s)} If you need the text, use data.decode().`,
    ),
  'characters-replaced': ({ peer }, s) =>
    told(
      `${Yours(s)} replaced characters by � (U+FFFD) in what ${who(peer)} received.`,
      'That happens when a piece that ends in the middle of a character, or bytes that are not UTF-8, are turned into text.',
      s.role === 'server' ? `${sameBytes(s)} Turn into text only what you show on the screen.` : sameBytes(s),
    ),
  'bytes-dropped': ({ peer, expected, received }, s) =>
    told(
      `${countBytes(expected.length - received.length)} from the middle of what ${who(peer)} should have received did not arrive.`,
      null,
      lostAllButAscii(expected, received)
        ? `They are the ones that are not ASCII (letters with accents, ñ, €): do not take them out when you turn bytes into text. ${sameBytes(s)}`
        : s.role === 'server' && s.transport === 'tcp' && s.echoes
          ? readOn(s)
          : sameBytes(s),
    ),
  'cut-short': ({ peer, expected, received }, s) =>
    told(
      `What ${who(peer)} received is cut short: the first ${received.length} bytes came, and not the last ${expected.length - received.length}.`,
      null,
      whyCut(expected, received, s),
    ),
  'buffer-ignored': ({ peer, expected, received }, s) =>
    told(
      `${Yours(s)} sent back ${received.length} of the bytes that ${who(peer)} sent, and BUFFER was ${expected.length}.`,
      null,
      s.api.family === 'node'
        ? 'Send back only the first BUFFER bytes of each datagram: data.subarray(0, size). BUFFER is the third argument.'
        : `Use the third argument (BUFFER) as the size in ${s.api.receive}.`,
    ),
  repeated: ({ peer }, s) =>
    told(
      `${Yours(s)} sent ${who(peer)} the same thing more than once.`,
      null,
      'Send each piece once, and do not send again what has already gone out.',
    ),
  other: ({ peer, differsAt, expected, received }, s) =>
    told(
      `What ${who(peer)} received differs at byte ${differsAt + 1}: ${oneByte(received, differsAt)} came, and it should have been ${oneByte(expected, differsAt)}.`,
      null,
      s.echoes ? sameBytes(s) : null,
    ),
};

export function newlineAdded(peer: string, s: Setting): Told {
  const trim = s.api.family === 'python' ? " with .rstrip('\\n')" : '';
  return told(
    `${Yours(s)} added a newline (\\n) to what ${who(peer)} received.`,
    null,
    s.role === 'server'
      ? sameBytes(s)
      : `Send the text without its newline: if you read the whole line, take the end off${trim}.`,
  );
}

function whyCut(expected: Uint8Array, received: Uint8Array, s: Setting): string {
  if (lostAllButAscii(expected, received)) return `What is missing is not ASCII. ${sameBytes(s)}`;
  if (s.api.family === 'c' && expected[received.length] === 0)
    return `It is cut at a byte 0: send as many bytes as ${s.api.receive} returned, without strlen().`;
  if (s.role === 'client' || s.transport === 'tcp' || s.api.family === 'node') return sameBytes(s);
  return `Use a larger buffer in ${s.api.receive}, for example of 65535 bytes: what does not fit of a datagram is lost.`;
}

function oneByte(value: Uint8Array, offset: number): string {
  return offset < value.length ? quoteBytes(value.subarray(offset, offset + 1)) : 'the end';
}
