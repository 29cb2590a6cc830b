/** Findings about the bytes a program sent, or did not, and how it closed, in Spanish. */
import { assertNever } from '../../../model/assert-never.ts';
import { countBytes, describeBytes, quoteBytes, showText } from '../../bytes-text.ts';
import { isAllZero, isLineEnd } from '../../byte-shapes.ts';
import { otherPeer, stuckIn, type Stuck } from '../../stuck.ts';
import type { Family } from '../api.ts';
import type { FindingWords, Setting } from '../catalogue.ts';
import { at, told, type Outcome } from '../telling.ts';
import { meanwhile, ownVariables, withoutWaiting } from './clients.ts';
import { differences, newlineAdded } from './differences.ts';
import { yours, ended, endOfStream, readOn, waitAtMost, Yours, who, Who, toWhom } from './phrases.ts';

type Codes =
  | 'REPLY_MISSING'
  | 'REPLY_TRUNCATED'
  | 'REPLY_DIFFERENT'
  | 'REPLY_UNMATCHED'
  | 'REPLY_LACKS'
  | 'REPLY_NOT_UTF8'
  | 'REPLY_WRONG_LENGTH'
  | 'REPLY_WRONG_HASH'
  | 'UNEXPECTED_BYTES'
  | 'WRONG_SOURCE'
  | 'NOT_CLOSED'
  | 'CLOSED_BY_RESET';

export const replies: Pick<FindingWords, Codes> = {
  REPLY_MISSING: ({ peer, expected, givenTo, ...outcome }, s) => {
    if (givenTo !== undefined && s.echoes)
      return told(`Lo que debía recibir ${who(peer)} le llegó ${toWhom(givenTo)}.`, ended(outcome, s), ownVariables(s));
    const what = s.transport === 'udp' ? 'no recibió el datagrama que esperaba' : 'no recibió nada de lo que esperaba';
    const size = expected.length === 0 ? '' : ` (${countBytes(expected.length)})`;
    return told(`${Who(peer)} ${what}${size}.`, ended(outcome, s), missing(outcome, peer, s));
  },
  REPLY_TRUNCATED: ({ peer, expected, received, ...outcome }, s) =>
    told(
      `${Who(peer)} recibió solo ${received.length} de ${countBytes(expected.length)}.`,
      ended(outcome, s),
      !s.echoes && isLineEnd(expected.subarray(received.length))
        ? 'Termina cada respuesta con un salto de línea (\\n).'
        : truncated(outcome, peer, s),
    ),
  REPLY_DIFFERENT: ({ peer, expected, received, differsAt, difference, takenFrom }, s) =>
    takenFrom !== undefined && s.echoes
      ? told(`${Who(peer)} recibió bytes que había enviado ${who(takenFrom)}.`, null, ownVariables(s))
      : differences[difference]({ peer, expected, received, differsAt }, s),
  REPLY_UNMATCHED: ({ peer, pattern, received, ending }, s) =>
    told(
      received.length === 0
        ? `${Who(peer)} no recibió nada.`
        : `Lo que recibió ${who(peer)} no es lo que se pedía (${describeBytes(received)}).`,
      `Debía coincidir con /${showText(pattern)}/. ${ended({ ending, waits: [] }, s)}`,
      null,
    ),
  REPLY_LACKS: ({ peer, expected, ...outcome }, s) =>
    told(
      `${Who(peer)} no recibió ${quoteBytes(expected)}.`,
      ended(outcome, s),
      'Envía el texto tal como es, completo y en UTF-8.',
    ),
  REPLY_NOT_UTF8: ({ peer, at: place, byte }, s) =>
    told(
      `Lo que ${yours(s)} le envió ${toWhom(peer)} no es texto en UTF-8.`,
      byte === null
        ? `Termina en medio de una letra, en el byte ${place + 1}.`
        : `El byte ${place + 1}, \\x${byte.toString(16).padStart(2, '0')}, no puede estar ahí.`,
      encodings[s.api.family],
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
      s.role === 'client'
        ? 'Envía solo el mensaje, una sola vez.'
        : s.echoes
          ? 'Envía solo lo que recibiste, una sola vez, sin saludos ni saltos de línea.'
          : 'Envía solo lo que pide el enunciado, una sola vez.';
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
      howToClose(outcome, peer, s),
    ),
  CLOSED_BY_RESET: ({ peer }, s) =>
    told(
      `${Yours(s)} cortó de golpe la conexión con ${who(peer)} (RST), en lugar de cerrarla en orden (FIN).`,
      'El sistema envía RST cuando un socket se cierra con datos sin leer, o el programa se interrumpe.',
      `Lee todo lo que llegó antes de llamar a ${s.api.close}.`,
    ),
};

/** A client that only waits has yet to tell the server that it sends no more. */
function sayDone({ api }: Setting): string {
  const ways: Record<Family, string> = {
    python: 'shutdown(socket.SHUT_WR)',
    node: 'socket.end()',
    c: 'shutdown(..., SHUT_WR)',
  };
  return `Dile al servidor que ya enviaste todo: cierra con ${api.close} o, si todavía quieres leer su respuesta, usa ${ways[api.family]}.`;
}

const encodings: Record<Family, string> = {
  python: "Conviértelo en bytes con .encode('utf-8'), sin otra codificación.",
  node: 'Envía el texto tal cual, o con Buffer.from(texto): Node usa UTF-8 si no se le pide otra codificación.',
  c: 'Guarda el archivo del código en UTF-8, y envía strlen(texto) bytes.',
};

function howToClose({ waits }: Outcome, peer: string, s: Setting): string {
  if (s.role === 'client')
    return stuckIn(waits, peer) === 'receiving' || stuckIn(waits, peer) === 'polling'
      ? sayDone(s)
      : `Al terminar, llama a ${s.api.close} sobre el socket.`;
  return s.echoes || stuckIn(waits, peer) === 'receiving'
    ? `Cuando ${endOfStream(s, 'indicative')}, el cliente terminó: sal del bucle y llama a ${s.api.close} sobre esa conexión.`
    : `Llama a ${s.api.close} sobre la conexión de cada cliente cuando hayas terminado con él.`;
}

/** The program receives although it is its turn to send. */
function notYetSent(isUnasked: boolean, s: Setting): string {
  const { api } = s;
  if (isUnasked)
    return `Espera en ${api.receive} a que el cliente hable, y aquí habla primero el servidor: envía en cuanto aceptes la conexión.`;
  if (s.role === 'server')
    return s.echoes
      ? `Volvió a ${api.receive} sin contestar: responde lo que trajo cada ${api.receive}, sin esperar a que llegue más.`
      : `Volvió a ${api.receive} sin enviar lo que faltaba: responde en cuanto tengas un mensaje completo.`;
  return s.transport === 'udp'
    ? waitAtMost(s)
    : `Espera una respuesta sin haber enviado todo: envía el mensaje completo antes de llamar a ${api.receive}.`;
}

type Waiting = Outcome & { readonly unasked?: true; readonly answered?: true };

function missing({ ending, waits, answered, unasked }: Waiting, peer: string, s: Setting): string | null {
  const { api } = s;
  if (ending === 'fin') return closedTooSoon(answered === true, s);
  if (ending === 'reset') return `Lee y responde todo antes de llamar a ${api.close}.`;
  if (ending === 'exited') return 'Lee lo último que escribió el programa: suele decir por qué terminó.';
  const stuck = stuckIn(waits, peer);
  switch (stuck) {
    case 'input':
      return s.role === 'server'
        ? 'Responde sin preguntar nada por teclado.'
        : 'Envía cada línea que lees del teclado: no se va a escribir otra.';
    case 'receiving':
      return notYetSent(unasked === true, s);
    case 'accepting':
      return `Está en ${api.accept} sin haber contestado: responde dentro del bucle que atiende a cada cliente.`;
    case 'receiving-another':
      return `Está ocupado con ${who(otherPeer(waits, peer) ?? peer)} y no atiende ${toWhom(peer)}: ${meanwhile(s)}`;
    case 'sending-another':
      return `Espera a que lea ${who(otherPeer(waits, peer) ?? peer)}, y mientras tanto no atiende ${toWhom(peer)}: ${withoutWaiting(s)}`;
    case 'sending':
      return 'Está bloqueado enviando: lee y envía por turnos, un fragmento a la vez.';
    case 'polling':
      return api.family === 'node' && s.role === 'server'
        ? `Responde con ${api.send} cada vez que llega algo a ${api.receive}.`
        : null;
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

function closedTooSoon(answered: boolean, s: Setting): string {
  if (s.role === 'client') return 'Cierra la conexión solo después de enviar el mensaje.';
  if (answered && !s.echoes)
    return `No cierres la conexión después de responder: sigue atendiéndola hasta que ${endOfStream(s, 'subjunctive')}.`;
  return answered
    ? `Atiende todos los mensajes de la conexión, no solo el primero. ${readOn(s)}`
    : 'Cierra la conexión solo después de responder.';
}

const heldUp = new Set<Stuck>(['sending', 'sending-another', 'receiving-another', 'locked', 'child']);

function truncated(outcome: Outcome, peer: string, s: Setting): string | null {
  if (s.transport === 'udp')
    return `Recibe el datagrama con un tamaño de búfer suficiente y envíalo entero con un solo ${s.api.send}.`;
  if (outcome.ending === 'exited') return 'Lee lo último que escribió el programa: suele decir por qué terminó.';
  const stuck = stuckIn(outcome.waits, peer);
  if (heldUp.has(stuck)) return missing(outcome, peer, s);
  if (s.role === 'client') return `Envía el mensaje entero con ${s.api.send}.`;
  if (stuck === 'receiving') return sendAll(s);
  return outcome.ending === 'fin' ? `${readOn(s)} Cierra la conexión solo cuando no quede nada por enviar.` : readOn(s);
}

function sendAll({ api }: Setting): string {
  return api.family === 'c'
    ? 'Volvió a recv() sin haber devuelto todo: send() puede enviar menos de lo pedido; repítelo hasta enviar tantos bytes como trajo recv().'
    : `Volvió a recv() sin haber devuelto todo: envía con ${api.send} todo lo que trajo cada recv().`;
}

function restOfBuffer({ api }: Setting): string {
  return api.family === 'c'
    ? 'Son los ceros del resto del búfer: envía solo tantos bytes como devolvió recv(), no el tamaño del búfer.'
    : 'Son los ceros del resto del búfer: envía solo la parte que se recibió.';
}
