/** Turns of phrase the Spanish messages share. */
import { assertNever } from '../../../model/assert-never.ts';
import type { Wait } from '../../../model/observation.ts';
import type { Family } from '../api.ts';
import type { Setting } from '../catalogue.ts';
import { duration, soonestLimit, type Outcome } from '../telling.ts';

export function yours({ role }: Setting): string {
  return role === 'server' ? 'tu servidor' : 'tu cliente';
}

export function Yours({ role }: Setting): string {
  return role === 'server' ? 'Tu servidor' : 'Tu cliente';
}

/** The other side of a conversation: a test server or client where the author gave it no name of its own. */
export function who(peer: string): string {
  if (peer === 'server') return 'el servidor de prueba';
  return peer === 'client' ? 'el cliente de prueba' : peer;
}

export function Who(peer: string): string {
  return who(peer).replace(/^el /, 'El ');
}

export function toWhom(peer: string): string {
  return `a ${who(peer)}`.replace(/^a el /, 'al ');
}

export function list(items: readonly string[]): string {
  return new Intl.ListFormat('es', { type: 'conjunction' }).format(items);
}

export function either(items: readonly string[]): string {
  return new Intl.ListFormat('es', { type: 'disjunction' }).format(items);
}

export function number(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** "está esperando en recv(), en la conexión con alice" */
function waiting(waits: readonly Wait[], setting: Setting): string | null {
  const phrases = [...new Set(waits.map((wait) => oneWait(wait, setting)))].slice(0, 3);
  return phrases.length === 0 ? null : `está ${list(phrases)}`;
}

function oneWait({ call, on }: Wait, setting: Setting): string {
  if (on === 'standard-input') return 'esperando que alguien escriba en el teclado (entrada estándar)';
  const where = on === 'unknown' || on === 'listener' ? '' : `, en la conexión con ${who(on)}`;
  switch (call) {
    case 'accept':
      return 'esperando un cliente nuevo en accept()';
    case 'recv':
    case 'read':
      return setting.transport === 'udp' ? 'esperando un datagrama en recvfrom()' : `esperando en ${call}()${where}`;
    case 'send':
    case 'write':
      return `esperando en ${call}() a que ${on === 'unknown' ? 'el otro lado' : who(on)} lea`;
    case 'poll':
      return 'esperando que algo pase en sus sockets';
    case 'lock':
      return 'esperando a otro hilo';
    case 'wait-child':
      return 'esperando a un proceso hijo';
    case 'other':
      return 'esperando sin que nada pueda despertarlo';
    default:
      return assertNever(call);
  }
}

/** Why it is certain that what was missing does not come. */
export function ended({ ending, waits, ownTimeMs }: Outcome, setting: Setting): string {
  switch (ending) {
    case 'quiet':
      return atRest(waits, setting);
    case 'deadline':
      return ownTimeMs === undefined
        ? 'Se acabó el tiempo de espera.'
        : `${Yours(setting)} tuvo ${duration(ownTimeMs)} y no lo hizo.`;
    case 'exited':
      return 'El programa ya había terminado.';
    case 'fin':
      return `${Yours(setting)} cerró la conexión.`;
    case 'reset':
      return `${Yours(setting)} cortó la conexión de golpe (RST).`;
    default:
      return assertNever(ending);
  }
}

function atRest(waits: readonly Wait[], setting: Setting): string {
  const now = waiting(waits, setting);
  const limitMs = soonestLimit(waits);
  if (now === null)
    return `${Yours(setting)} no tiene nada por leer ni un temporizador en marcha: ya no va a pasar nada más.`;
  return limitMs === null
    ? `${Yours(setting)} ${now}, sin nada por leer y sin temporizador en marcha: ya no va a pasar nada más.`
    : `${Yours(setting)} ${now}, sin nada por leer; solo lo despertaría su propio límite de ${duration(limitMs)}, y la prueba no espera tanto.`;
}

/** Of what is yet to come Spanish speaks in the subjunctive: "cierra cuando recv() devuelva 0". */
type Mood = 'indicative' | 'subjunctive';

/** What tells a program that the other side ended. */
export function endOfStream({ api }: Setting, mood: Mood): string {
  const isYetToCome = mood === 'subjunctive';
  const returns = isYetToCome ? 'devuelva' : 'devuelve';
  const ways: Record<Family, string> = {
    python: `recv() ${returns} b'' (cero bytes)`,
    node: `${isYetToCome ? 'llegue' : 'llega'} el evento 'end'`,
    c: `recv() ${returns} 0`,
  };
  return ways[api.family];
}

/** How a program reads a stream to its end. */
export function readOn(setting: Setting): string {
  const { api, role } = setting;
  if (!setting.echoes) return joinWhole(setting);
  if (api.family === 'node') {
    return role === 'server'
      ? "Responde con socket.write() dentro de socket.on('data', ...): ese evento llega una vez por cada fragmento."
      : "Junta los fragmentos que llegan en socket.on('data', ...) hasta tener tantos bytes como enviaste.";
  }
  return role === 'server'
    ? `Llama a recv() en un bucle y devuelve cada fragmento con ${api.send}, hasta que ${endOfStream(setting, 'subjunctive')}.`
    : 'Llama a recv() en un bucle y junta los fragmentos hasta tener tantos bytes como enviaste: TCP puede entregar un mensaje en varias partes.';
}

function joinWhole({ api }: Setting): string {
  return api.family === 'node'
    ? "Junta los fragmentos que llegan en socket.on('data', ...) hasta tener un mensaje completo."
    : 'Llama a recv() en un bucle y junta los fragmentos hasta tener un mensaje completo: TCP puede entregarlo en varias partes, o junto con otro.';
}

/** How to fail with a message of one's own. */
export function complain({ api }: Setting): string {
  return `Escribe un mensaje con ${api.complain} y termina con ${api.exit}.`;
}

/** How a server goes on when one connection breaks. */
export function keepServing({ api }: Setting): string {
  const ways: Record<Family, string> = {
    python:
      'Captura el error con try / except OSError alrededor del código que atiende a cada cliente: cierra esa conexión y sigue con la próxima.',
    node: "Atiende el evento 'error' de cada conexión (socket.on('error', ...)): sin eso, Node detiene todo el programa.",
    c: 'Revisa lo que devuelven recv() y send(): si es menor que 0, cierra esa conexión y sigue con la próxima.',
  };
  return ways[api.family];
}

/** How a program that cannot go on says so; `exception` is the one to catch in Python. */
export function giveUpWithMessage({ api }: Setting, exception = 'OSError'): string {
  const ways: Record<Family, string> = {
    python: `Captura el error con try / except ${exception}, escribe un mensaje con ${api.complain} y termina con ${api.exit}.`,
    node: `Atiende el error (try / catch, o el evento 'error' del socket), escribe un mensaje con ${api.complain} y termina con ${api.exit}.`,
    c: `Si una llamada devuelve menos de 0, escribe un mensaje con ${api.complain} y termina con ${api.exit}.`,
  };
  return ways[api.family];
}

/** How a program stops waiting for a datagram that may never come. */
export function waitAtMost({ api }: Setting): string {
  const ways: Record<Family, string> = {
    python:
      'UDP no avisa si nadie contesta: pon un límite con settimeout() y captura TimeoutError, para enviar otra vez o terminar con un mensaje.',
    node: 'UDP no avisa si nadie contesta: pon un límite con setTimeout(), para enviar otra vez o terminar con un mensaje.',
    c: 'UDP no avisa si nadie contesta: pon un límite con setsockopt(..., SO_RCVTIMEO, ...), para enviar otra vez o terminar con un mensaje.',
  };
  return ways[api.family];
}
