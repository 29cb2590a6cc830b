/** The lines of a wire log, in Spanish. Who did it stands in a column before; these say what. */
import { describeBytes, quoteBytes } from '../../bytes-text.ts';
import { fromText } from '../../../model/bytes.ts';
import type { ConversedBy, GaveUp, InsteadOfFile, UnprovenProvocation } from '../../../model/observation.ts';
import type { FactWords } from '../catalogue.ts';
import { at, duration, fileName, mebibytes } from '../telling.ts';
import { list, number } from './phrases.ts';

const gaveUp: { readonly [Why in GaveUp]: string } = {
  quiet: 'no puede pasar nada más',
  deadline: 'se acabó el tiempo',
  exited: 'el programa ya terminó',
};

const unproven: { readonly [What in UnprovenProvocation]: string } = {
  'needs-kernel-evidence': 'hace falta ver los datos del sistema',
  'not-queued': 'los datos no quedaron en espera',
  'not-frozen': 'el programa no se dejó pausar',
  'accepted-too-early': 'el programa ya había aceptado la conexión',
  'close-not-arrived': 'el cierre no le llegó a tiempo',
  'no-back-pressure': 'sus envíos no se atascaron',
  'port-taken-by-another-program': 'otro programa ocupa el puerto',
  'time-wait-absent': 'el sistema no retuvo el puerto',
  'address-missing': 'el equipo no tiene esa dirección',
  'tls-version-unavailable': 'Node no puede ofrecer esa versión de TLS',
};

/** What stands where a file was looked for. */
const instead: { readonly [Found in InsteadOfFile]: string } = {
  nothing: 'nada',
  folder: 'una carpeta',
  link: 'un enlace',
  other: 'otra cosa',
};

const closings = { 'half-close': 'no enviará más (FIN)', close: 'cerró', reset: 'cortó (RST)' };

const goals = { connected: 'se conectó', sent: 'lo envió', ended: 'terminó' };

const reasons: { readonly [By in ConversedBy]: string } = {
  itself: 'sin que se escribiera nada',
  line: 'después de la línea',
  'end-of-input': 'con el fin de la entrada',
  nothing: 'con nada de lo que se escribió: no sucedió',
};

export const facts: FactWords = {
  'step-began': ({ step }) => `paso ${step + 1}`,
  'step-ended': ({ step }) => `paso ${step + 1} hecho`,
  'step-gave-up': ({ step, why, waits, ownTimeMs }) =>
    `paso ${step + 1} abandonado: ${gaveUp[why]} (${[duration(ownTimeMs), ...waits.map(({ call, on }) => `${call} ← ${on}`)].join(', ')})`,
  'grader-delayed': ({ delayMs }) =>
    `la máquina estaba ocupada: el propio evaluador tuvo que esperar ${duration(delayMs)} a que se liberara un procesador`,
  'processors-busy': ({ freeMs, ownTimeMs }) =>
    `el equipo estuvo ocupado: solo ${duration(freeMs)} de ${duration(ownTimeMs)} con un procesador libre`,
  'program-started': ({ command }) => `se inició: ${command.join(' ')}`,
  'readiness-unknown': () => 'iniciado; la primera conexión dirá si escucha',
  'program-not-started': ({ reason }) => `no se pudo iniciar: ${reason}`,
  'program-listening': ({ transport, address }) => `escucha en ${at(address)} (${transport.toUpperCase()})`,
  'program-output': ({ bytes, omittedBytes }) =>
    omittedBytes > 0
      ? `${number(omittedBytes, 'byte no guardado', 'bytes no guardados')}, después ${describeBytes(bytes)}`
      : describeBytes(bytes),
  'output-found': () => 'mostró lo esperado en su salida, que no se guarda completa',
  'output-flood': ({ limitBytes }) => `escribió más de ${limitBytes} bytes y se detuvo`,
  'memory-exceeded': ({ limitBytes }) => `usó más de ${mebibytes(limitBytes)} de memoria y se detuvo`,
  'program-exited': ({ code, signal, stoppedByGrader }) =>
    `terminó ${signal === null ? `con código ${code}` : `por ${signal}`}${stoppedByGrader ? ' (lo detuvo el calificador)' : ''}`,
  'program-signalled': ({ signal }) => `recibió ${signal}`,
  'program-frozen': () => 'en pausa',
  'program-thawed': () => 'sigue',
  typed: ({ bytes }) => quoteBytes(bytes),
  'input-ended': () => 'fin de la entrada',
  conversed: ({ goal, by, line }) =>
    `${goals[goal]} ${reasons[by]}${line === null ? '' : ` ${quoteBytes(fromText(line))}`}`,
  'cpu-used': ({ cpuMs, wallMs }) => `usó ${duration(cpuMs)} de procesador en ${duration(wallMs)}`,
  'sockets-held': ({ connections }) => `tiene ${number(connections, 'conexión', 'conexiones')}`,
  'children-unreaped': ({ children }) => `tiene ${number(children, 'zombi', 'zombis')}`,
  'listen-not-in-source': () => 'su código llama a accept() y en ninguna parte a listen()',
  'sockets-idle': ({ sockets }) => `tiene ${number(sockets, 'socket', 'sockets')} sin conexión y sin escuchar`,
  'folder-made': ({ outside }) => `tiene una carpeta propia, dentro de ${fileName(outside)}`,
  'file-placed': ({ path, length }) => `se puso el archivo ${fileName(path)}, ${number(length, 'byte', 'bytes')}`,
  'file-seen': ({ path, length, sha256 }) =>
    `tiene ${fileName(path)}, ${number(length, 'byte', 'bytes')}${sha256 === null ? '' : `, sha256 ${sha256}`}`,
  'file-unseen': ({ path, found, names }) =>
    `en lugar de ${fileName(path)} ${found === 'nothing' ? 'no ' : ''}hay ${instead[found]}${names.length === 0 ? '' : `; en la carpeta: ${names.map(fileName).join(', ')}`}`,
  'grader-listening': ({ addresses }) => `escucha en ${list(addresses.map(at))}`,
  'port-unavailable': ({ address, reason }) => `${at(address)} no está disponible: ${reason}`,
  connected: ({ to, local }) => `se conectó a ${at(to)} desde ${at(local)}`,
  'connect-failed': ({ to, error }) => `no se pudo conectar a ${at(to)}: ${error}`,
  accepted: ({ at: here, from }) => `entró por ${at(here)}, desde ${at(from)}`,
  contacted: ({ at: here }) => `llamó a ${at(here)}`,
  sent: ({ bytes, from }) => `${describeBytes(bytes)}${from === undefined ? '' : ` (desde ${from})`}`,
  'piece-read': ({ peer }) => `leyó el fragmento de ${peer}`,
  'piece-left-unread': ({ peer, unsent }) =>
    `dejó sin leer un fragmento de ${peer}; faltaron ${number(unsent.length, 'byte', 'bytes')} por enviar`,
  queued: ({ peer, bytes }) => `tiene ${number(bytes, 'byte', 'bytes')} de ${peer} por leer`,
  unaccepted: ({ peer }) => `aún no acepta la conexión de ${peer}`,
  'close-arrived': ({ peer, how }) =>
    `encontrará ${how === 'fin' ? 'cerrada (FIN)' : 'cortada (RST)'} la conexión de ${peer}`,
  'back-pressure': ({ peer, queued }) =>
    `no puede enviar más: ${number(queued, 'byte espera', 'bytes esperan')} a que ${peer} lea`,
  received: ({ bytes, from }) => `${describeBytes(bytes)}${from === undefined ? '' : ` (desde ${at(from)})`}`,
  digest: ({ length, sha256 }) => `${number(length, 'byte', 'bytes')}, sha256 ${sha256}`,
  'tls-began': ({ as }) => (as === 'client' ? 'empieza el saludo de TLS' : 'espera el saludo de TLS'),
  'tls-established': ({ version, distrust }) =>
    `completó el saludo: ${version}${distrust === null ? '' : `; su certificado no es de confianza: ${distrust}`}`,
  'tls-failed': ({ reason, raw }) =>
    `no hay TLS: ${reason}${raw.length === 0 ? '' : `; lo que llegó: ${describeBytes(raw)}`}`,
  'tls-notified': () => 'se despidió dentro de TLS (close_notify)',
  'peer-closed': ({ how }) => (how === 'fin' ? 'cerró su lado (FIN)' : 'cortó (RST)'),
  'grader-closed': ({ how }) => closings[how],
  'reading-paused': () => 'dejó de leer',
  'reading-resumed': () => 'volvió a leer',
  unproven: ({ step, what }) => `paso ${step + 1} sin demostrar: ${unproven[what]}`,
  'grader-trouble': ({ step, message }) => `falló el calificador en el paso ${step + 1}: ${message}`,
};
