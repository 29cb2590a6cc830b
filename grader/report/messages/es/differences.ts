/** How the bytes a program sent differ from those expected, in Spanish. */
import { countBytes, quoteBytes } from '../../bytes-text.ts';
import { lostAllButAscii } from '../../byte-shapes.ts';
import type { Difference } from '../../../model/finding.ts';
import type { Setting, Told } from '../catalogue.ts';
import { told } from '../telling.ts';
import { Yours, who, toWhom, readOn } from './phrases.ts';

type Compared = {
  readonly peer: string;
  readonly expected: Uint8Array;
  readonly received: Uint8Array;
  readonly differsAt: number;
};

const sameBytes = (s: Setting): string =>
  s.role === 'server' && !s.echoes
    ? 'Envía exactamente lo que pide el enunciado.'
    : s.role === 'server'
      ? `Devuelve con ${s.api.send} exactamente los bytes que entregó ${s.api.receive}.`
      : 'Envía exactamente el texto que se te da, sin cambiarlo.';

const trimming = { python: ' (strip())', node: ' (trim())', c: '' };

/** What is different about the bytes a program sent. */
export const differences: { readonly [Kind in Difference]: (compared: Compared, setting: Setting) => Told } = {
  'newline-added': ({ peer }, s) => newlineAdded(peer, s),
  'newline-missing': ({ peer }, s) =>
    told(
      `A lo que recibió ${who(peer)} le falta el salto de línea (\\n).`,
      null,
      `No quites el salto de línea. ${sameBytes(s)}`,
    ),
  'whitespace-stripped': ({ peer }, s) =>
    told(
      `${Yours(s)} quitó espacios o saltos de línea de los extremos de lo que recibió ${who(peer)}.`,
      null,
      `No recortes el texto${trimming[s.api.family]}. ${sameBytes(s)}`,
    ),
  'case-changed': ({ peer }, s) =>
    told(
      `${Yours(s)} cambió mayúsculas y minúsculas en lo que recibió ${who(peer)}.`,
      null,
      `No conviertas el texto a mayúsculas ni a minúsculas. ${sameBytes(s)}`,
    ),
  decorated: ({ peer }, s) =>
    told(
      `${Yours(s)} agregó texto propio a lo que recibió ${who(peer)}.`,
      null,
      s.role === 'server'
        ? `Muestra tus textos en pantalla con ${s.api.print}; por el socket va solo ${s.echoes ? 'el eco' : 'la respuesta'}. ${sameBytes(s)}`
        : `Envía solo el mensaje, sin texto alrededor.`,
    ),
  'python-bytes-literal': ({ peer }, s) =>
    told(
      `${Yours(s)} le envió ${toWhom(peer)} la forma escrita de los bytes (b'...'), no los bytes.`,
      "str(datos) y f'{datos}' convierten los bytes en el texto b'...'.",
      `${sameBytes(s)} Si necesitas el texto, usa datos.decode().`,
    ),
  'characters-replaced': ({ peer }, s) =>
    told(
      `${Yours(s)} cambió caracteres por � (U+FFFD) en lo que recibió ${who(peer)}.`,
      'Eso pasa al convertir en texto un fragmento que termina a la mitad de un carácter, o bytes que no son UTF-8.',
      s.role === 'server' ? `${sameBytes(s)} Convierte a texto solo lo que muestras en pantalla.` : sameBytes(s),
    ),
  'bytes-dropped': ({ peer, expected, received }, s) =>
    told(
      `Faltan ${countBytes(expected.length - received.length)} en medio de lo que recibió ${who(peer)}.`,
      null,
      lostAllButAscii(expected, received)
        ? `Son los que no son ASCII (letras con acento, ñ, €): no los quites al convertir a texto. ${sameBytes(s)}`
        : s.role === 'server' && s.transport === 'tcp' && s.echoes
          ? readOn(s)
          : sameBytes(s),
    ),
  'cut-short': ({ peer, expected, received }, s) =>
    told(
      `Lo que recibió ${who(peer)} está cortado: llegaron los primeros ${received.length} bytes y no los últimos ${expected.length - received.length}.`,
      null,
      whyCut(expected, received, s),
    ),
  'buffer-ignored': ({ peer, expected, received }, s) =>
    told(
      `${Yours(s)} devolvió ${received.length} de los bytes que envió ${who(peer)}, y BUFFER era ${expected.length}.`,
      null,
      s.api.family === 'node'
        ? 'De cada datagrama devuelve solo los primeros BUFFER bytes: datos.subarray(0, tamaño). BUFFER es el tercer argumento.'
        : `Usa como tamaño de ${s.api.receive} el tercer argumento (BUFFER).`,
    ),
  repeated: ({ peer }, s) =>
    told(
      `${Yours(s)} envió lo mismo más de una vez ${toWhom(peer)}.`,
      null,
      `Envía cada fragmento una sola vez, sin volver a enviar lo que ya salió.`,
    ),
  other: ({ peer, differsAt, expected, received }, s) =>
    told(
      `Lo que recibió ${who(peer)} cambia en el byte ${differsAt + 1}: llegó ${oneByte(received, differsAt)} y debía ser ${oneByte(expected, differsAt)}.`,
      null,
      s.echoes ? sameBytes(s) : null,
    ),
};

export function newlineAdded(peer: string, s: Setting): Told {
  const trim = s.api.family === 'python' ? " con .rstrip('\\n')" : '';
  return told(
    `${Yours(s)} agregó un salto de línea (\\n) a lo que recibió ${who(peer)}.`,
    null,
    s.role === 'server'
      ? sameBytes(s)
      : `Envía el texto sin el salto de línea: si lo lees completo del teclado, quítale el final${trim}.`,
  );
}

function whyCut(expected: Uint8Array, received: Uint8Array, s: Setting): string {
  if (lostAllButAscii(expected, received)) return `Lo que falta no es ASCII. ${sameBytes(s)}`;
  if (s.api.family === 'c' && expected[received.length] === 0)
    return `Se corta en un byte 0: envía tantos bytes como devolvió ${s.api.receive}, sin usar strlen().`;
  if (s.role === 'client' || s.transport === 'tcp' || s.api.family === 'node') return sameBytes(s);
  return `Usa en ${s.api.receive} un búfer más grande, por ejemplo de 65535 bytes: lo que no cabe de un datagrama se pierde.`;
}

function oneByte(value: Uint8Array, offset: number): string {
  return offset < value.length ? quoteBytes(value.subarray(offset, offset + 1)) : 'el final';
}
