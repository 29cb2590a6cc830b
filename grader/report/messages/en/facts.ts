/** The lines of a wire log, in English. Who did it stands in a column before; these say what. */
import { describeBytes, quoteBytes } from '../../bytes-text.ts';
import { fromText } from '../../../model/bytes.ts';
import type { ConversedBy, GaveUp, InsteadOfFile, UnprovenProvocation } from '../../../model/observation.ts';
import type { FactWords } from '../catalogue.ts';
import { at, duration, fileName, mebibytes } from '../telling.ts';
import { list, number } from './phrases.ts';

const gaveUp: { readonly [Why in GaveUp]: string } = {
  quiet: 'nothing more can happen',
  deadline: 'time is over',
  exited: 'the program has ended',
};

const unproven: { readonly [What in UnprovenProvocation]: string } = {
  'needs-kernel-evidence': "needs the system's own data",
  'not-queued': 'the data was not waiting',
  'not-frozen': 'the program could not be paused',
  'accepted-too-early': 'the program had accepted the connection already',
  'close-not-arrived': 'the close did not reach it in time',
  'no-back-pressure': 'what it sends did not back up',
  'port-taken-by-another-program': 'another program uses the port',
  'time-wait-absent': 'the system did not hold the port back',
  'address-missing': 'the computer does not have that address',
  'tls-version-unavailable': 'Node cannot offer that version of TLS',
};

/** What stands where a file was looked for. */
const instead: { readonly [Found in InsteadOfFile]: string } = {
  nothing: 'nothing',
  folder: 'a folder',
  link: 'a link',
  other: 'something else',
};

const closings = { 'half-close': 'will send no more (FIN)', close: 'closed', reset: 'broke off (RST)' };

const goals = { connected: 'connected', sent: 'sent it', ended: 'ended' };

const reasons: { readonly [By in ConversedBy]: string } = {
  itself: 'before anything was typed',
  line: 'after the line',
  'end-of-input': 'at the end of input',
  nothing: 'by nothing that was typed: it did not happen',
};

export const facts: FactWords = {
  'step-began': ({ step }) => `step ${step + 1}`,
  'step-ended': ({ step }) => `step ${step + 1} done`,
  'step-gave-up': ({ step, why, waits, ownTimeMs }) =>
    `step ${step + 1} given up: ${gaveUp[why]} (${[duration(ownTimeMs), ...waits.map(({ call, on }) => `${call} ← ${on}`)].join(', ')})`,
  'grader-delayed': ({ delayMs }) =>
    `the machine was busy: the grader itself had to wait ${duration(delayMs)} for a processor`,
  'processors-busy': ({ freeMs, ownTimeMs }) =>
    `the machine was busy: a processor was free for only ${duration(freeMs)} of ${duration(ownTimeMs)}`,
  'program-started': ({ command }) => `started: ${command.join(' ')}`,
  'readiness-unknown': () => 'started; the first connection will tell whether it listens',
  'program-not-started': ({ reason }) => `could not be started: ${reason}`,
  'program-listening': ({ transport, address }) => `listens on ${at(address)} (${transport.toUpperCase()})`,
  'program-output': ({ bytes, omittedBytes }) =>
    omittedBytes > 0
      ? `${number(omittedBytes, 'byte not kept', 'bytes not kept')}, then ${describeBytes(bytes)}`
      : describeBytes(bytes),
  'output-found': () => 'showed what was expected in its output, which is not kept whole',
  'output-flood': ({ limitBytes }) => `wrote more than ${limitBytes} bytes and was stopped`,
  'memory-exceeded': ({ limitBytes }) => `used more than ${mebibytes(limitBytes)} of memory and was stopped`,
  'program-exited': ({ code, signal, stoppedByGrader }) =>
    `ended ${signal === null ? `with code ${code}` : `by ${signal}`}${stoppedByGrader ? ' (stopped by the grader)' : ''}`,
  'program-signalled': ({ signal }) => `got ${signal}`,
  'program-frozen': () => 'paused',
  'program-thawed': () => 'goes on',
  typed: ({ bytes }) => quoteBytes(bytes),
  conversed: ({ goal, by, line }) =>
    `${goals[goal]} ${reasons[by]}${line === null ? '' : ` ${quoteBytes(fromText(line))}`}`,
  'input-ended': () => 'end of input',
  'cpu-used': ({ cpuMs, wallMs }) => `used ${duration(cpuMs)} of processor in ${duration(wallMs)}`,
  'sockets-held': ({ connections }) => `holds ${number(connections, 'connection', 'connections')}`,
  'children-unreaped': ({ children }) => `has ${number(children, 'zombie', 'zombies')}`,
  'listen-not-in-source': () => 'its source calls accept(), and nowhere listen()',
  'sockets-idle': ({ sockets }) => `holds ${number(sockets, 'socket', 'sockets')}, neither connected nor listening`,
  'folder-made': ({ outside }) => `has a folder of its own, inside ${fileName(outside)}`,
  'file-placed': ({ path, length }) => `the file was put there: ${fileName(path)}, ${number(length, 'byte', 'bytes')}`,
  'file-seen': ({ path, length, sha256 }) =>
    `has ${fileName(path)}, ${number(length, 'byte', 'bytes')}${sha256 === null ? '' : `, sha256 ${sha256}`}`,
  'file-unseen': ({ path, found, names }) =>
    `in place of ${fileName(path)} there is ${instead[found]}${names.length === 0 ? '' : `; in the folder: ${names.map(fileName).join(', ')}`}`,
  'grader-listening': ({ addresses }) => `listens on ${list(addresses.map(at))}`,
  'port-unavailable': ({ address, reason }) => `${at(address)} is not available: ${reason}`,
  connected: ({ to, local }) => `connected to ${at(to)} from ${at(local)}`,
  'connect-failed': ({ to, error }) => `could not connect to ${at(to)}: ${error}`,
  accepted: ({ at: here, from }) => `came in at ${at(here)}, from ${at(from)}`,
  contacted: ({ at: here }) => `called ${at(here)}`,
  sent: ({ bytes, from }) => `${describeBytes(bytes)}${from === undefined ? '' : ` (from ${from})`}`,
  'piece-read': ({ peer }) => `read the piece of ${peer}`,
  'piece-left-unread': ({ peer, unsent }) =>
    `left a piece of ${peer} unread; ${number(unsent.length, 'byte was', 'bytes were')} still to be sent`,
  queued: ({ peer, bytes }) => `has ${number(bytes, 'byte', 'bytes')} of ${peer} still to read`,
  unaccepted: ({ peer }) => `has not accepted the connection of ${peer} yet`,
  'close-arrived': ({ peer, how }) =>
    `will find the connection of ${peer} ${how === 'fin' ? 'closed (FIN)' : 'broken off (RST)'}`,
  'back-pressure': ({ peer, queued }) =>
    `cannot send any more: ${number(queued, 'byte waits', 'bytes wait')} for ${peer} to read`,
  received: ({ bytes, from }) => `${describeBytes(bytes)}${from === undefined ? '' : ` (from ${at(from)})`}`,
  digest: ({ length, sha256 }) => `${number(length, 'byte', 'bytes')}, sha256 ${sha256}`,
  'tls-began': ({ as }) => (as === 'client' ? 'begins the TLS handshake' : 'awaits the TLS handshake'),
  'tls-established': ({ version, distrust }) =>
    `finished the handshake: ${version}${distrust === null ? '' : `; its certificate is not to be trusted: ${distrust}`}`,
  'tls-failed': ({ reason, raw }) =>
    `there is no TLS: ${reason}${raw.length === 0 ? '' : `; what came: ${describeBytes(raw)}`}`,
  'tls-notified': () => 'said goodbye inside TLS (close_notify)',
  'peer-closed': ({ how }) => (how === 'fin' ? 'closed its side (FIN)' : 'broke off (RST)'),
  'grader-closed': ({ how }) => closings[how],
  'reading-paused': () => 'stopped reading',
  'reading-resumed': () => 'reads again',
  unproven: ({ step, what }) => `step ${step + 1} not shown to have happened: ${unproven[what]}`,
  'grader-trouble': ({ step, message }) => `the grader failed at step ${step + 1}: ${message}`,
};
