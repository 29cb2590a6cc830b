/** Findings about how a program ended, or did not, in Spanish. */
import { assertNever } from '../../../model/assert-never.ts';
import { fromText } from '../../../model/bytes.ts';
import { quoteBytes } from '../../bytes-text.ts';
import { causeOf, errorName, isMistake } from '../../runtime-cause.ts';
import { stuckIn, type Stuck } from '../../stuck.ts';
import type { Family } from '../api.ts';
import type { FindingWords, Setting, Told } from '../catalogue.ts';
import type { ExpectedEnd, RuntimeError } from '../../../model/finding.ts';
import type { ConversedBy, GaveUp } from '../../../model/observation.ts';
import { causes } from './causes.ts';
import { baseName, duration, told } from '../telling.ts';
import { complain, ended, endOfStream, giveUpWithMessage, list, number, waitAtMost, yours, Yours } from './phrases.ts';

type Codes =
  | 'EXITED_EARLY'
  | 'CRASHED'
  | 'ERROR_SHOWN'
  | 'STILL_RUNNING'
  | 'WRONG_EXIT_CODE'
  | 'ENDED_OTHERWISE'
  | 'NO_MESSAGE'
  | 'RAW_ERROR'
  | 'SPINNING'
  | 'CONNECTIONS_KEPT'
  | 'CHILDREN_UNREAPED';

const signals: Readonly<Record<string, string>> = {
  SIGSEGV: 'Usó memoria que no es suya: revisa los índices, los punteros y el tamaño de los arreglos.',
  SIGABRT: 'Se detuvo a sí mismo: revisa malloc() y free(), y los límites de los arreglos.',
  SIGFPE: 'Dividió entre cero.',
  SIGPIPE:
    'Envió a una conexión que la otra parte ya había cerrado: usa send(..., MSG_NOSIGNAL) y revisa lo que devuelve.',
};

/** Not every language takes the line end away from what was typed. */
const lineEndKept: { readonly [Name in Family]: string } = {
  python: '',
  node: '',
  c: String.raw` fgets() deja el \n al final: quítalo antes de comparar.`,
};

/** How a parent waits for its children without being held up by them. */
const reaping: { readonly [Name in Family]: string } = {
  python:
    'Antes de fork(), escribe signal.signal(signal.SIGCHLD, signal.SIG_IGN); o llama a os.waitpid(-1, os.WNOHANG) mientras entregue alguno. A un multiprocessing.Process lo recoge join(), o el inicio del siguiente.',
  node: "Escucha el evento 'exit' de cada proceso hijo.",
  c: 'En un manejador de SIGCHLD, llama a waitpid(-1, NULL, WNOHANG) mientras entregue alguno; o escribe una sola vez, antes de fork(), signal(SIGCHLD, SIG_IGN).',
};

function endedBy(expected: string, by: ConversedBy, line: string | null): string {
  switch (by) {
    case 'itself':
      return `terminó antes de que se escribiera ${expected}`;
    case 'line':
      return `no terminó con ${expected}, sino con ${quoteText(line ?? '')}`;
    case 'end-of-input':
      return `no terminó con ${expected}, sino cuando se acabó la entrada`;
    case 'nothing':
      return `no terminó con ${expected}, ni con nada de lo que se escribió después`;
    default:
      return assertNever(by);
  }
}

const quoteText = (text: string): string => quoteBytes(fromText(text));

export const ending: Pick<FindingWords, Codes> = {
  EXITED_EARLY: ({ exitCode, signal, afterEmptyDatagram }, s) => {
    if (signal !== null) {
      return told(
        `${Yours(s)} terminó por la señal ${signal} cuando todavía debía seguir.`,
        null,
        signals[signal] ?? null,
      );
    }
    const what = `${Yours(s)} terminó (código de salida ${exitCode ?? '?'}) cuando todavía debía seguir.`;
    if (exitCode !== 0) return told(what, null, 'Lee lo último que escribió: suele decir por qué terminó.');
    if (afterEmptyDatagram === true) {
      return told(
        what,
        'Lo último que recibió fue un datagrama vacío.',
        'En UDP un datagrama vacío no significa que el cliente se fue: devuélvelo como los demás y sigue, sin salir del bucle.',
      );
    }
    return s.role === 'server'
      ? told(what, null, serveForEver(s))
      : told(
          what,
          null,
          'Revisa que el programa no llegue al final antes de tiempo: primero enviar, después recibir, y cerrar al terminar.',
        );
  },
  CRASHED: ({ error }, s) =>
    withCause(`${Yours(s)} se detuvo por un error: ${errorName(error)}${place(error)}.`, error, s),
  ERROR_SHOWN: ({ error }, s) =>
    withCause(`En ${yours(s)} apareció un error: ${errorName(error)}${place(error)}.`, error, s),
  STILL_RUNNING: ({ expected, ending: how, waits, ownTimeMs }, s) => {
    const why = ended({ ending: how, waits, ownTimeMs }, s);
    const what = `${Yours(s)} debía terminar${expected === null ? '' : endAwaited(expected)} y sigue en marcha.`;
    if (expected !== null && s.role === 'server' && serving.has(stuckIn(waits, null)))
      return told(what, why, expected.code === 0 ? serveOnce : checkFirst(s));
    return told(what, why, wayOut(stuckIn(waits, null), how, s));
  },
  WRONG_EXIT_CODE: ({ expected, exitCode, signal }, s) => {
    if (signal !== null)
      return told(`${Yours(s)} terminó por la señal ${signal}, no por sí mismo.`, null, signals[signal] ?? null);
    return expected === 'non-zero'
      ? told(
          `${Yours(s)} terminó con el código de salida ${exitCode}, que significa «todo bien».`,
          'Un código distinto de 0 es la forma de avisar que algo falló.',
          `Después del mensaje de error, termina con ${s.api.exit}.`,
        )
      : told(
          `${Yours(s)} terminó con el código de salida ${exitCode}; se esperaba ${expected}.`,
          null,
          'Si todo salió bien, el código de salida es 0.',
        );
  },
  ENDED_OTHERWISE: ({ expected, by, line }, s) =>
    told(
      `${Yours(s)} ${endedBy(quoteText(expected), by, line)}.`,
      null,
      `Compara cada línea con ${quoteText(expected)} antes de enviarla: si es esa palabra, sal del bucle, cierra la conexión y termina.${lineEndKept[s.api.family]}`,
    ),
  NO_MESSAGE: (_, s) => told(`${Yours(s)} terminó sin decir qué pasó.`, 'No escribió nada.', complain(s)),
  RAW_ERROR: ({ error }, s) => {
    const what = `${Yours(s)} mostró el error tal como lo informa el lenguaje (${errorName(error)}${place(error)}), sin un mensaje propio.`;
    const cause = causeOf(error);
    if (cause !== undefined && isMistake(cause)) return withCause(what, error, s);
    const why = 'Quien usa el programa necesita una frase que diga qué pasó.';
    return told(what, why, giveUpWithMessage(s, error.type));
  },
  SPINNING: ({ cpuMs, wallMs }, s) =>
    told(
      `${Yours(s)} usa el procesador sin descanso: ${duration(cpuMs)} de trabajo en ${duration(wallMs)}, sin que nadie le pida nada.`,
      null,
      s.transport === 'tcp'
        ? `Cuando ${endOfStream(s, 'indicative')}, la otra parte se fue: sal del bucle de esa conexión y ciérrala.`
        : `Espera los datagramas en ${s.api.receive}, sin dar vueltas mientras no llegan.`,
    ),
  CONNECTIONS_KEPT: ({ kept, allowed }, s) =>
    told(
      `${Yours(s)} conserva ${number(kept, 'conexión', 'conexiones')} de clientes que ya se fueron; puede conservar ${allowed} como máximo.`,
      'Cada una ocupa un descriptor, y cuando se acaban ya no entra nadie.',
      `Llama a ${s.api.close} sobre la conexión de cada cliente cuando ${endOfStream(s, 'subjunctive')}.`,
    ),
  CHILDREN_UNREAPED: ({ children }, s) =>
    told(
      `${Yours(s)} dejó ${number(children, 'zombi', 'zombis')}: procesos hijos que terminaron y que nadie recogió.`,
      'Cada uno ocupa un lugar en la tabla de procesos, y cuando no quedan lugares fork() falla y ya no se atiende a nadie.',
      reaping[s.api.family],
    ),
};

/** " con un mensaje y con código de salida 0" */
function endAwaited({ code, message }: ExpectedEnd): string {
  const parts = [
    ...(message ? ['con un mensaje'] : []),
    ...(code === null
      ? []
      : [`con ${code === 'non-zero' ? 'un código de salida distinto de 0' : `código de salida ${code}`}`]),
  ];
  return ` ${list(parts)}`;
}

function place({ file, line }: RuntimeError): string {
  if (file === null) return '';
  const name = baseName(file);
  return line === null ? ` en ${name}` : ` en ${name}, línea ${line}`;
}

function withCause(what: string, error: RuntimeError, setting: Setting): Told {
  const cause = causeOf(error);
  if (cause === undefined)
    return told(what, null, 'Lee la última línea de su salida: dice qué falló, y las de arriba dicen dónde.');
  const { why, tryThis } = causes[cause](error, setting);
  return told(what, why, tryThis);
}

function serveForEver({ api, transport }: Setting): string {
  if (api.family === 'node') return 'No cierres el socket del servidor: Node sigue mientras esté abierto.';
  return transport === 'tcp'
    ? `Un servidor no termina: pon ${api.accept} y el código que atiende al cliente dentro de un bucle (while), y revisa que ningún break ni return salga de él.`
    : `Un servidor no termina: pon ${api.receive} y ${api.send} dentro de un bucle (while), y revisa que ningún break ni return salga de él.`;
}

/** What a server is in that has opened a port. */
const serving: ReadonlySet<Stuck> = new Set<Stuck>(['accepting', 'receiving', 'polling']);

const serveOnce =
  'Aquí el servidor termina: cuando hayas atendido al cliente, cierra también el socket que escucha y no vuelvas a esperar a otro.';

function checkFirst({ api }: Setting): string {
  return `Se puso a esperar clientes: revisa ${api.arguments} antes de abrir el puerto, y si algo no sirve o el puerto no se puede abrir, escribe un mensaje con ${api.complain} y termina con ${api.exit}.`;
}

function wayOut(stuck: Stuck, gaveUp: GaveUp, setting: Setting): string | null {
  const { role, transport } = setting;
  if (stuck === 'input') return setting.echoes ? 'Lee una sola línea del teclado; no pidas otra.' : null;
  if (gaveUp === 'deadline' && stuck === 'unknown') {
    return `Busca un bucle (while) del que nunca sale${transport === 'tcp' ? `: cuando ${endOfStream(setting, 'indicative')}, ya no va a llegar nada más` : ''}.`;
  }
  return role === 'server' ? null : wayOutOfClient(stuck, setting);
}

function wayOutOfClient(stuck: Stuck, setting: Setting): string | null {
  const { api, transport } = setting;
  if (stuck === 'receiving' && transport === 'udp') return waitAtMost(setting);
  if (stuck === 'receiving' && !setting.echoes) return `Llama a ${api.close} y termina, sin esperar más mensajes.`;
  if (stuck === 'receiving') {
    return `Cuenta los bytes que llegan: cuando tengas tantos como enviaste, deja de llamar a ${api.receive} y cierra.`;
  }
  if (stuck === 'polling' && setting.echoes)
    return `Cierra con ${api.close} cuando hayas recibido tantos bytes como enviaste.`;
  return null;
}
