/** What was done in each step of a check, in Spanish: told as done, or as what should have happened. */
import { assertNever } from '../../../model/assert-never.ts';
import { fromText } from '../../../model/bytes.ts';
import { countBytes, describeBytes, quoteBytes, showBytes, showText } from '../../bytes-text.ts';
import type { Goal } from '../../../spec/converse.ts';
import type { Seen, StepWords } from '../catalogue.ts';
import type { Payload } from '../../../spec/payload-bytes.ts';
import type { StepOf } from '../../../spec/step.ts';
import { writtenBytes } from '../../written-bytes.ts';
import type { Content } from '../../../spec/file-steps.ts';
import { fileName, same } from '../telling.ts';
import { number, yours, who } from './phrases.ts';

const valueColumns = 44;
const lineColumns = 72;

export const steps: StepWords = {
  start: ({ port, ready }, seen) => {
    const command = seen.commandLine ?? yours(seen.setting);
    const taken = port === 'taken' ? ', con su puerto ya ocupado por otro programa' : '';
    const listens = seen.setting.role === 'server' && ready && port !== 'taken';
    const done = `se inició ${command}${taken}`;
    return {
      done: seen.address === null || port === 'taken' ? done : `${done} y abrió ${seen.address}`,
      failed: listens ? `${done}: debía abrir su puerto` : done,
    };
  },
  stop: (_, { setting }) => same(`se detuvo ${yours(setting)} de golpe, como si fallara el equipo`),
  signal: ({ signal }, { setting }) =>
    same(`se le envió a ${yours(setting)} la señal ${signal}${signal === 'SIGINT' ? ' (Ctrl+C)' : ''}`),
  freeze: (_, { setting }) => same(`se puso en pausa ${yours(setting)}, para que se acumule lo que llega`),
  thaw: (_, { setting }) => same(`${yours(setting)} volvió a funcionar`),
  type: (_, { sent, setting }) =>
    same(`se escribió en el teclado de ${yours(setting)}: ${quoteBytes(sent ?? new Uint8Array(), valueColumns)}`),
  endInput: (_, { setting }) => same(`se cerró la entrada estándar de ${yours(setting)}`),
  converse: ({ goal, on }, { conversed, sent, setting }) => {
    const typed = `se escribió ${typedLines(sent)} en el teclado de ${yours(setting)}, y`;
    const what = typedFor(goal);
    const done = {
      itself: `${yours(setting)} ${what} sin que se escribiera nada`,
      line: `${typed} ${what}`,
      'end-of-input': `${typed} ${what} al acabarse la entrada`,
      nothing: sent === null ? `${yours(setting)} no llegó a pedir una línea, y no ${what}` : `${typed} no ${what}`,
    }[conversed?.by ?? 'nothing'];
    return { done, failed: on === undefined ? done : `${done} (debía terminar con "${showText(on)}")` };
  },
  listen: (_, { address, setting }) =>
    same(
      `se abrió ${address ?? 'el puerto'} para que ${yours(setting)} ${setting.transport === 'tcp' ? 'se conecte' : 'le escriba'}`,
    ),
  connect: ({ peer, tls }, { address, setting }) =>
    setting.transport === 'udp'
      ? same(`${who(peer)} abrió un socket UDP${address === null ? '' : ` para escribirle a ${address}`}`)
      : {
          done: `${who(peer)} se conectó a ${address ?? yours(setting)}${tls === undefined ? '' : ' con TLS'}`,
          failed: `${who(peer)} intentó conectarse a ${address ?? yours(setting)}${tls === undefined ? '' : ' con TLS'}`,
        },
  accept: ({ peer }, { setting }) =>
    setting.transport === 'tcp'
      ? {
          done: `${yours(setting)} se conectó; lo atiende ${who(peer)}`,
          failed: `${who(peer)} esperaba que ${yours(setting)} se conectara`,
        }
      : {
          done: `${who(peer)} recibió el primer datagrama de ${yours(setting)}`,
          failed: `${who(peer)} esperaba un datagrama de ${yours(setting)}`,
        },
  send: (step, seen) => {
    const pieces =
      seen.sentInPieces > 1 && step.pieces !== undefined
        ? `, en ${seen.sentInPieces} fragmentos, cada uno cuando ${yours(seen.setting)} ya había leído el anterior`
        : '';
    const from = step.from === undefined ? '' : ` desde otro socket (${step.from})`;
    const what = sentValue(seen.sent, step.payload);
    const datagram = seen.setting.transport === 'udp' ? 'un datagrama de ' : '';
    return {
      done: `${who(step.peer)} envió${from} ${datagram}${what}${pieces}`,
      failed: `${who(step.peer)} intentó enviar${from} ${datagram}${what}${pieces}`,
    };
  },
  expect: ({ peer, expected, order }, seen) => {
    const what = `${awaited(expected, seen)}${order === undefined ? '' : ' (en cualquier orden)'}`;
    return { done: `${who(peer)} recibió ${what}`, failed: `${who(peer)} esperaba recibir ${what}` };
  },
  expectNothingMore: ({ peer }) => ({
    done: `${who(peer)} no recibió nada más`,
    failed: `${who(peer)} no debía recibir nada más`,
  }),
  expectNever: ({ peer }) => ({
    done: `${who(peer)} no recibió lo que no se debía enviar`,
    failed: `${who(peer)} no debía recibir lo que no se debe enviar`,
  }),
  expectClose: ({ peer }, { setting }) => ({
    done: `${yours(setting)} cerró su lado de la conexión con ${who(peer)}`,
    failed: `${yours(setting)} debía cerrar su lado de la conexión con ${who(peer)}`,
  }),
  echo: ({ peer, pieces }) => {
    const slowly = pieces === undefined ? '' : ', byte por byte';
    return {
      done: `${who(peer)} devolvió todo lo que recibió${slowly}`,
      failed: `${who(peer)} devolvía todo lo que recibía${slowly}`,
    };
  },
  halfClose: ({ peer }) => same(`${who(peer)} avisó que no enviará más (FIN) y siguió leyendo`),
  close: ({ peer }) => same(`${who(peer)} cerró la conexión`),
  reset: ({ peer }) => same(`${who(peer)} cortó la conexión de golpe (RST)`),
  pause: ({ peer }) => same(`${who(peer)} dejó de leer`),
  resume: ({ peer }) => same(`${who(peer)} volvió a leer`),
  drop: ({ peer }, { setting }) => ({
    done: `${who(peer)} recibió un datagrama y no lo contestó`,
    failed: `${who(peer)} esperaba un datagrama de ${yours(setting)}`,
  }),
  expectOutput: ({ shown }, seen) => {
    const what = outputAwaited(shown, seen);
    return { done: `${yours(seen.setting)} mostró ${what}`, failed: `${yours(seen.setting)} debía mostrar ${what}` };
  },
  expectExit: ({ code, message, contact }, { exit, setting }) => ({
    done: `${yours(setting)} terminó${exit === null ? '' : exit.signal === null ? ` (código de salida ${exit.code ?? '?'})` : ` (por ${exit.signal})`}`,
    failed: `${yours(setting)} debía terminar${exitAwaited(code)}${messageAwaited(message, code)}${contact === undefined ? '' : ', sin llamar a nadie'}`,
  }),
  expectRunning: (_, { setting }) => ({
    done: `${yours(setting)} seguía en marcha`,
    failed: `${yours(setting)} debía seguir en marcha`,
  }),
  expectRest: (_, { setting }) => ({
    done: `${yours(setting)} descansó mientras nadie le pedía nada`,
    failed: `${yours(setting)} debía descansar mientras nadie le pide nada`,
  }),
  expectConnections: ({ atMost }, { setting }) => ({
    done: `${yours(setting)} conservó ${number(atMost, 'conexión', 'conexiones')} como máximo`,
    failed: `${yours(setting)} debía conservar ${number(atMost, 'conexión', 'conexiones')} como máximo`,
  }),
  expectNoZombies: (_, { setting }) => ({
    done: `${yours(setting)} no dejó ningún zombi (hijo terminado que nadie recogió)`,
    failed: `${yours(setting)} no debía dejar ningún zombi (hijo terminado que nadie recogió)`,
  }),
  file: ({ path, payload }, { setting }) =>
    same(`se puso en la carpeta de ${yours(setting)} el archivo ${fileName(path)} con ${value(null, payload)}`),
  expectFile: ({ path, content }, { setting }) => ({
    done: `${yours(setting)} guardó el archivo ${fileName(path)}, ${fileContent(content)}`,
    failed: `${yours(setting)} debía guardar el archivo ${fileName(path)}, ${fileContent(content)}`,
  }),
  expectNoFile: ({ path }, { setting }) => ({
    done: `${yours(setting)} no dejó ningún archivo ${fileName(path)}`,
    failed: `${yours(setting)} no debía dejar ningún archivo ${fileName(path)}`,
  }),
};

function fileContent(content: Content): string {
  if (content.kind === 'length') return `de ${countBytes(content.length)}`;
  return `con ${value(null, content.payload)}`;
}

function typedLines(sent: Uint8Array | null): string {
  return sent === null ? 'nada' : quoteBytes(sent, valueColumns);
}

function typedFor(goal: Goal): string {
  switch (goal.kind) {
    case 'connected':
      return 'se conectó';
    case 'sent':
      return `envió "${showText(goal.text)}"`;
    case 'ended':
      return 'terminó';
    default:
      return assertNever(goal);
  }
}

function value(bytes: Uint8Array | null, payload: Payload): string {
  const known = bytes ?? writtenBytes(payload);
  if (known !== null) return describeBytes(known, valueColumns);
  return payload.kind === 'template' ? `"${showText(payload.template)}"` : '';
}

/** What went out; says so when it was not all of it. */
function sentValue(bytes: Uint8Array | null, payload: Payload): string {
  const whole = writtenBytes(payload)?.length ?? 0;
  return bytes !== null && bytes.length > 0 && bytes.length < whole
    ? `${bytes.length} de ${countBytes(whole)}: ${quoteBytes(bytes, valueColumns)}`
    : value(bytes, payload);
}

function awaited(expected: StepOf<'expect'>['expected'], seen: Seen): string {
  switch (expected.kind) {
    case 'exactly':
      return seen.expected === null && expected.payload.kind === 'template' && expected.payload.template === '{sent}'
        ? 'lo mismo que envió'
        : value(seen.expected, expected.payload);
    case 'any':
      return expected.isText ? 'un texto en UTF-8' : 'algo';
    case 'prefix':
      return `algo que comienza con "${showText(expected.prefix)}"`;
    case 'contains':
      return quoteBytes(fromText(expected.text), valueColumns);
    case 'pattern':
      return `algo que coincide con /${showText(expected.pattern)}/`;
    case 'length':
      return number(expected.length, 'byte', 'bytes');
    case 'json': {
      const json = showBytes(fromText(JSON.stringify(expected.value)), lineColumns, 'single');
      return `${seen.setting.transport === 'udp' ? 'el datagrama' : 'la línea'} ${json}`;
    }
    default:
      return assertNever(expected);
  }
}

function outputAwaited(shown: StepOf<'expectOutput'>['shown'], seen: Seen): string {
  switch (shown.kind) {
    case 'pattern':
      return `algo que coincide con /${showText(shown.pattern)}/`;
    case 'contains':
      return outputValue(seen.expected, shown.payload);
    case 'anything':
      return 'algo';
    case 'address':
      return `la dirección y el puerto de ${who(shown.peer)}`;
    case 'fragments':
      return `${outputValue(seen.expected, shown.payload)} en fragmentos de ${number(shown.fragmentBytes, 'byte', 'bytes')}, cada uno aparte`;
    default:
      return assertNever(shown);
  }
}

function outputValue(bytes: Uint8Array | null, payload: Payload): string {
  const known = bytes ?? writtenBytes(payload);
  if (known !== null) return quoteBytes(known, valueColumns);
  return payload.kind === 'template' && payload.template === '{sent}' ? 'lo que se envió' : 'lo que recibió';
}

function messageAwaited(message: 'any' | 'clean' | undefined, code: number | 'non-zero' | undefined): string {
  if (message === undefined) return '';
  if (message === 'clean' && code === undefined) return ' con un mensaje propio';
  return message === 'any' ? ' y decir qué pasó' : ' y con un mensaje propio';
}

function exitAwaited(code: number | 'non-zero' | undefined): string {
  if (code === undefined) return '';
  return code === 'non-zero' ? ' con un código de salida distinto de 0' : ` con código de salida ${code}`;
}
