/** Findings about the bytes a program sent, or did not, and how it closed, in Spanish. */
import { assertNever } from '../../../model/assert-never.ts';
import { countBytes, describeBytes, quoteBytes, showText } from '../../bytes-text.ts';
import { isAllZero, isLineEnd, lostAllButAscii } from '../../byte-shapes.ts';
import { otherPeer, stuckIn } from '../../stuck.ts';
import type { Difference } from '../../../model/finding.ts';
import type { Family } from '../api.ts';
import type { FindingWords, Setting, Told } from '../catalogue.ts';
import { at, told, type Outcome } from '../telling.ts';
import { ended, endOfStream, readOn, waitAtMost, Yours, who, Who, toWhom } from './phrases.ts';

type Codes =
  | 'REPLY_MISSING'
  | 'REPLY_TRUNCATED'
  | 'REPLY_DIFFERENT'
  | 'REPLY_UNMATCHED'
  | 'REPLY_WRONG_LENGTH'
  | 'REPLY_WRONG_HASH'
  | 'UNEXPECTED_BYTES'
  | 'WRONG_SOURCE'
  | 'NOT_CLOSED'
  | 'CLOSED_BY_RESET';

export const replies: Pick<FindingWords, Codes> = {
  REPLY_MISSING: ({ peer, expected, ...outcome }, s) => {
    const what = s.transport === 'udp' ? 'no recibió el datagrama que esperaba' : 'no recibió nada de lo que esperaba';
    const size = expected.length === 0 ? '' : ` (${countBytes(expected.length)})`;
    return told(`${Who(peer)} ${what}${size}.`, ended(outcome, s), missing(outcome, peer, s));
  },
  REPLY_TRUNCATED: ({ peer, expected, received, ...outcome }, s) =>
    told(
      `${Who(peer)} recibió solo ${received.length} de ${countBytes(expected.length)}.`,
      ended(outcome, s),
      truncated(outcome, peer, s),
    ),
  REPLY_DIFFERENT: ({ peer, expected, received, differsAt, difference }, s) =>
    differences[difference]({ peer, expected, received, differsAt }, s),
  REPLY_UNMATCHED: ({ peer, pattern, received, ending }, s) =>
    told(
      received.length === 0
        ? `${Who(peer)} no recibió nada.`
        : `Lo que recibió ${who(peer)} no es lo que se pedía (${describeBytes(received)}).`,
      `Debía coincidir con /${showText(pattern)}/. ${ended({ ending, waits: [] }, s)}`,
      null,
    ),
  REPLY_WRONG_LENGTH: ({ peer, expectedLength, received, ...outcome }, s) =>
    received.length < expectedLength
      ? told(
          `${Who(peer)} recibió solo ${received.length} de ${countBytes(expectedLength)}.`,
          ended(outcome, s),
          truncated(outcome, peer, s),
        )
      : told(
          `${Who(peer)} recibió ${countBytes(received.length)} y debían ser ${expectedLength}.`,
          null,
          `Envía solo lo que se pide, en un datagrama con ${s.api.send}.`,
        ),
  REPLY_WRONG_HASH: ({ peer, received }) =>
    told(
      `${Who(peer)} recibió ${countBytes(received.length)}, tantos como debían ser, pero no son los mismos bytes.`,
      'Se compararon por su resumen (SHA-256), así que no se sabe desde cuál cambian.',
      'Envía los bytes tal como son, sin convertirlos en texto, y en su orden.',
    ),
  UNEXPECTED_BYTES: ({ peer, bytes }, s) => {
    if (isLineEnd(bytes)) return newlineAdded(peer, s);
    const only =
      s.role === 'server'
        ? 'Envía solo lo que recibiste, una sola vez, sin saludos ni saltos de línea.'
        : 'Envía solo el mensaje, una sola vez.';
    return told(
      `${Yours(s)} le envió ${toWhom(peer)} más de lo debido (${describeBytes(bytes)}).`,
      null,
      isAllZero(bytes) ? restOfBuffer(s) : only,
    );
  },
  WRONG_SOURCE: ({ peer, expected, from }, s) =>
    told(
      `La respuesta ${toWhom(peer)} salió de ${at(from)}, y ${who(peer)} le habló a ${at(expected)}.`,
      'Un cliente puede ignorar lo que llega de una dirección a la que no le escribió.',
      `Responde con ${s.api.send} desde el mismo socket que recibió el datagrama; no crees otro.`,
    ),
  NOT_CLOSED: ({ peer, ...outcome }, s) =>
    told(
      `${Yours(s)} no cerró su lado de la conexión con ${who(peer)}.`,
      ended(outcome, s),
      s.role === 'server'
        ? `Cuando ${endOfStream(s, 'indicative')}, el cliente terminó: sal del bucle y llama a ${s.api.close} sobre esa conexión.`
        : `Al terminar, llama a ${s.api.close} sobre el socket.`,
    ),
  CLOSED_BY_RESET: ({ peer }, s) =>
    told(
      `${Yours(s)} cortó de golpe la conexión con ${who(peer)} (RST), en lugar de cerrarla en orden (FIN).`,
      'El sistema envía RST cuando un socket se cierra con datos sin leer, o el programa se interrumpe.',
      `Lee todo lo que llegó antes de llamar a ${s.api.close}.`,
    ),
};

function missing({ ending, waits }: Outcome, peer: string, s: Setting): string | null {
  const { api } = s;
  if (ending === 'fin')
    return `Cierra la conexión solo después de ${s.role === 'server' ? 'responder' : 'enviar el mensaje'}.`;
  if (ending === 'reset') return `Lee y responde todo antes de llamar a ${api.close}.`;
  if (ending === 'exited') return 'Lee lo último que escribió el programa: suele decir por qué terminó.';
  const stuck = stuckIn(waits, peer);
  switch (stuck) {
    case 'input':
      return s.role === 'server'
        ? 'Responde sin preguntar nada por teclado.'
        : 'Lee una sola línea del teclado y envíala: no se va a escribir otra.';
    case 'receiving':
      if (s.role === 'server')
        return `Volvió a ${api.receive} sin contestar: responde lo que trajo cada ${api.receive}, sin esperar a que llegue más.`;
      return s.transport === 'udp'
        ? waitAtMost(s)
        : `Espera una respuesta sin haber enviado todo: envía el mensaje completo antes de llamar a ${api.receive}.`;
    case 'accepting':
      return `Está en ${api.accept} sin haber contestado: responde dentro del bucle que atiende a cada cliente.`;
    case 'receiving-another':
      return `Está ocupado con ${who(otherPeer(waits, peer) ?? peer)} y no atiende ${toWhom(peer)}: ${meanwhile(s)}`;
    case 'sending':
      return 'Está bloqueado enviando: lee y envía por turnos, un fragmento a la vez.';
    case 'polling':
      return api.family === 'node' ? `Responde con ${api.send} cada vez que llega algo a ${api.receive}.` : null;
    case 'locked':
      return 'Un hilo espera a otro que no avanza: revisa los candados (locks), las colas y join().';
    case 'child':
      return 'Espera a que termine un proceso hijo: atiende al cliente sin esperar al hijo.';
    case 'unknown':
      return null;
    default:
      return assertNever(stuck);
  }
}

function meanwhile({ api }: Setting): string {
  const ways: Record<Family, string> = {
    python: 'atiende cada conexión en su propio hilo (threading.Thread).',
    node: 'no detengas el programa dentro de un evento: Node atiende a todos por turnos.',
    c: 'atiende cada conexión en su propio hilo (pthread_create) o proceso (fork).',
  };
  return ways[api.family];
}

function truncated(outcome: Outcome, peer: string, s: Setting): string | null {
  if (s.transport === 'udp')
    return `Recibe el datagrama con un tamaño de búfer suficiente y envíalo entero con un solo ${s.api.send}.`;
  if (outcome.ending === 'exited') return 'Lee lo último que escribió el programa: suele decir por qué terminó.';
  const stuck = stuckIn(outcome.waits, peer);
  if (stuck === 'sending' || stuck === 'receiving-another' || stuck === 'locked' || stuck === 'child')
    return missing(outcome, peer, s);
  if (s.role === 'client') return `Envía el mensaje entero con ${s.api.send}.`;
  return stuck === 'receiving' ? sendAll(s) : readOn(s);
}

function sendAll({ api }: Setting): string {
  return api.family === 'c'
    ? 'Volvió a recv() sin haber devuelto todo: send() puede enviar menos de lo pedido; repítelo hasta enviar tantos bytes como trajo recv().'
    : `Volvió a recv() sin haber devuelto todo: envía con ${api.send} todo lo que trajo cada recv().`;
}

type Compared = {
  readonly peer: string;
  readonly expected: Uint8Array;
  readonly received: Uint8Array;
  readonly differsAt: number;
};

const sameBytes = (s: Setting): string =>
  s.role === 'server'
    ? `Devuelve con ${s.api.send} exactamente los bytes que entregó ${s.api.receive}.`
    : 'Envía exactamente el texto que se escribió.';

const trimming = { python: ' (strip())', node: ' (trim())', c: '' };

const differences: { readonly [Kind in Difference]: (compared: Compared, setting: Setting) => Told } = {
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
        ? `Muestra tus textos en pantalla con ${s.api.print}; por el socket va solo el eco. ${sameBytes(s)}`
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
        : s.role === 'server' && s.transport === 'tcp'
          ? readOn(s)
          : sameBytes(s),
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
      sameBytes(s),
    ),
};

function newlineAdded(peer: string, s: Setting): Told {
  const trim = s.api.family === 'python' ? " con .rstrip('\\n')" : '';
  return told(
    `${Yours(s)} agregó un salto de línea (\\n) a lo que recibió ${who(peer)}.`,
    null,
    s.role === 'server'
      ? sameBytes(s)
      : `Envía el texto sin el salto de línea: si lo lees completo del teclado, quítale el final${trim}.`,
  );
}

function restOfBuffer({ api }: Setting): string {
  return api.family === 'c'
    ? 'Son los ceros del resto del búfer: envía solo tantos bytes como devolvió recv(), no el tamaño del búfer.'
    : 'Son los ceros del resto del búfer: envía solo la parte que se recibió.';
}

function oneByte(value: Uint8Array, offset: number): string {
  return offset < value.length ? quoteBytes(value.subarray(offset, offset + 1)) : 'el final';
}
