/** One finding of every code, for the tests of the reports. */
import { fromText } from '../../model/bytes.ts';
import type { Difference, Finding, FindingCode, RuntimeError } from '../../model/finding.ts';
import type { Wait } from '../../model/observation.ts';
import type { FindingArgs } from '../messages/catalogue.ts';

export const inRecv: readonly Wait[] = [{ call: 'recv', on: 'alice' }];
export const inAccept: readonly Wait[] = [{ call: 'accept', on: 'listener' }];
export const atKeyboard: readonly Wait[] = [{ call: 'read', on: 'standard-input' }];

export const hello = fromText('Hola Mundo Cruel');

export const splitCharacter: RuntimeError = {
  runtime: 'python',
  type: 'UnicodeDecodeError',
  message: "'utf-8' codec can't decode byte 0xc3 in position 2: unexpected end of data",
  code: null,
  file: '/tmp/work/tcp_server.py',
  line: 17,
  source: 'print("Recibido:", datos.decode())',
};

export const connectionRefused: RuntimeError = {
  runtime: 'python',
  type: 'ConnectionRefusedError',
  message: '[Errno 111] Connection refused',
  code: null,
  file: '/tmp/work/tcp_client.py',
  line: 9,
  source: 'cliente.connect((host, port))',
};

const address = { host: '127.0.0.1', port: 5000 };

/** A finding of one code that points at no fact. */
type Sample<Code extends FindingCode> = {
  readonly code: Code;
  readonly args: FindingArgs[Code];
  readonly evidence: readonly number[];
};

type Samples = { readonly [Code in FindingCode]: Sample<Code> };

export function finding<Code extends FindingCode>(code: Code, args: FindingArgs[Code]): Sample<Code> {
  return { code, args, evidence: [] };
}

const samples: Samples = {
  PROGRAM_MISSING: finding('PROGRAM_MISSING', {
    program: 'server',
    lookedFor: ['tcp_server.py', 'servidor.py'],
    found: ['main.py', 'udp_server.py'],
  }),
  PROGRAM_AMBIGUOUS: finding('PROGRAM_AMBIGUOUS', { program: 'server', candidates: ['server.py', 'servidor.py'] }),
  PROGRAM_UNREADABLE: finding('PROGRAM_UNREADABLE', {
    program: 'server',
    path: 'tcp_server.py',
    reason: 'dangling-link',
  }),
  LIBRARY_MISSING: finding('LIBRARY_MISSING', { language: 'c', header: 'openssl/ssl.h', package: 'libssl-dev' }),
  TOOLCHAIN_MISSING: finding('TOOLCHAIN_MISSING', { language: 'c', needs: ['cc', 'gcc', 'clang'] }),
  COMPILE_FAILED: finding('COMPILE_FAILED', {
    program: 'server',
    log: fromText("tcp_server.c: In function 'main':\ntcp_server.c:12:3: error: expected ';' before 'return'\n"),
  }),
  NOT_STARTED: finding('NOT_STARTED', { program: 'server', reason: 'spawn EACCES' }),
  NOT_LISTENING: finding('NOT_LISTENING', {
    program: 'server',
    transport: 'tcp',
    port: 5000,
    ending: 'quiet',
    waits: atKeyboard,
    idleSockets: 0,
    saysInvalid: false,
  }),
  LISTEN_MISSING: finding('LISTEN_MISSING', { program: 'server', port: 5000 }),
  WRONG_TRANSPORT: finding('WRONG_TRANSPORT', { program: 'server', wanted: 'tcp', opened: 'udp', port: 5000 }),
  EXITED_EARLY: finding('EXITED_EARLY', { program: 'server', exitCode: 0, signal: null }),
  CRASHED: finding('CRASHED', { program: 'server', error: splitCharacter }),
  ERROR_SHOWN: finding('ERROR_SHOWN', { program: 'server', error: splitCharacter }),
  OUTPUT_FLOOD: finding('OUTPUT_FLOOD', { program: 'server', limitBytes: 1_048_576 }),
  MEMORY_EXCEEDED: finding('MEMORY_EXCEEDED', { program: 'server', limitBytes: 536_870_912 }),
  STILL_RUNNING: finding('STILL_RUNNING', {
    program: 'client',
    expected: { code: 'non-zero', message: true },
    ending: 'quiet',
    waits: [{ call: 'recv', on: 'server' }],
    ownTimeMs: 12,
  }),
  WRONG_EXIT_CODE: finding('WRONG_EXIT_CODE', { program: 'client', expected: 'non-zero', exitCode: 0, signal: null }),
  ENDED_OTHERWISE: finding('ENDED_OTHERWISE', { program: 'client', expected: 'salir', by: 'line', line: 'exit' }),
  NO_MESSAGE: finding('NO_MESSAGE', { program: 'client' }),
  RAW_ERROR: finding('RAW_ERROR', { program: 'client', error: connectionRefused }),
  OUTPUT_MISSING: finding('OUTPUT_MISSING', {
    program: 'server',
    expected: hello,
    output: fromText('Esperando...\nRecibido: hola mundo cruel\n'),
    nearest: { bytes: fromText('hola mundo cruel'), differsAt: 0, difference: 'case-changed' },
  }),
  OUTPUT_UNMATCHED: finding('OUTPUT_UNMATCHED', {
    program: 'server',
    pattern: 'Recibido: .*',
    output: new Uint8Array(),
  }),
  FRAGMENTS_MISSING: finding('FRAGMENTS_MISSING', {
    program: 'server',
    fragments: [fromText('Hola Mun'), fromText('do Cruel')],
    output: hello,
  }),
  NOTHING_SHOWN: finding('NOTHING_SHOWN', { program: 'server' }),
  ADDRESS_MISSING: finding('ADDRESS_MISSING', {
    program: 'server',
    peer: 'alice',
    address: { host: '127.0.0.1', port: 43_210 },
    shows: 'neither',
  }),
  CONNECTION_FAILED: finding('CONNECTION_FAILED', { peer: 'alice', to: address, error: 'ECONNREFUSED' }),
  NEVER_CONNECTED: finding('NEVER_CONNECTED', {
    program: 'client',
    transport: 'tcp',
    ports: [5000, 41_000],
    ending: 'quiet',
    waits: atKeyboard,
  }),
  ARGUMENTS_IGNORED: finding('ARGUMENTS_IGNORED', { program: 'client', transport: 'tcp', port: 5000 }),
  REPLY_MISSING: finding('REPLY_MISSING', {
    peer: 'alice',
    expected: hello,
    ending: 'quiet',
    waits: inRecv,
    ownTimeMs: 4,
  }),
  REPLY_TRUNCATED: finding('REPLY_TRUNCATED', {
    peer: 'alice',
    expected: hello,
    received: fromText('Hola Mun'),
    ending: 'quiet',
    waits: inAccept,
    ownTimeMs: 4,
  }),
  REPLY_DIFFERENT: finding('REPLY_DIFFERENT', {
    peer: 'alice',
    expected: hello,
    received: fromText('Hola Mundo Cruel\n'),
    differsAt: 16,
    difference: 'newline-added',
  }),
  REPLY_UNMATCHED: finding('REPLY_UNMATCHED', {
    peer: 'alice',
    pattern: '^OK',
    received: fromText('ERROR'),
    ending: 'deadline',
  }),
  REPLY_LACKS: finding('REPLY_LACKS', {
    peer: 'alice',
    expected: fromText('mañana'),
    received: fromText('Ana: MAÑANA\n'),
    nearest: { bytes: fromText('MAÑANA'), differsAt: 0, difference: 'case-changed' },
    ending: 'quiet',
    waits: inRecv,
    ownTimeMs: 4,
  }),
  REPLY_NOT_UTF8: finding('REPLY_NOT_UTF8', { peer: 'alice', at: 2, byte: 0xf1 }),
  REPLY_WRONG_LENGTH: finding('REPLY_WRONG_LENGTH', {
    peer: 'alice',
    expectedLength: 65_536,
    received: hello,
    ending: 'quiet',
    waits: inAccept,
    ownTimeMs: 4,
  }),
  REPLY_WRONG_HASH: finding('REPLY_WRONG_HASH', { peer: 'alice', received: hello, sha256: 'ab'.repeat(32) }),
  REPLY_WRONG_JSON: finding('REPLY_WRONG_JSON', {
    peer: 'alice',
    expected: '{"id":1,"ok":true,"users":["ana","beto"]}',
    received: fromText('{"ok": true, "id": 1, "users": ["ana", "bea"]}\n'),
    fault: { kind: 'differs', at: 'users[1]', expected: '"beto"', received: '"bea"' },
  }),
  LINE_UNFINISHED: finding('LINE_UNFINISHED', {
    peer: 'alice',
    received: fromText('{"id": 1, "ok": true}'),
    complete: true,
    ending: 'quiet',
    waits: inRecv,
    ownTimeMs: 4,
  }),
  UNEXPECTED_BYTES: finding('UNEXPECTED_BYTES', { peer: 'alice', bytes: fromText('adiós\n') }),
  WRONG_SOURCE: finding('WRONG_SOURCE', {
    peer: 'alice',
    expected: address,
    from: { host: '127.0.0.1', port: 43_210 },
  }),
  NOT_CLOSED: finding('NOT_CLOSED', { peer: 'alice', ending: 'quiet', waits: inAccept, ownTimeMs: 4 }),
  BYTES_FORBIDDEN: finding('BYTES_FORBIDDEN', { peer: 'alice', bytes: fromText('secreto') }),
  TLS_FAILED: finding('TLS_FAILED', {
    peer: 'alice',
    reason: 'ERR_SSL_WRONG_VERSION_NUMBER',
    bytes: fromText('secreto\n'),
    ending: null,
    waits: [],
  }),
  CERTIFICATE_WRONG: finding('CERTIFICATE_WRONG', { peer: 'alice', reason: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }),
  TLS_ACCEPTED: finding('TLS_ACCEPTED', { peer: 'alice', version: 'TLSv1.1' }),
  CLOSE_NOTIFY_MISSING: finding('CLOSE_NOTIFY_MISSING', { peer: 'alice' }),
  CLOSED_BY_RESET: finding('CLOSED_BY_RESET', { peer: 'alice' }),
  SPINNING: finding('SPINNING', { program: 'server', cpuMs: 190, wallMs: 200 }),
  CONNECTIONS_KEPT: finding('CONNECTIONS_KEPT', { program: 'server', kept: 100, allowed: 1 }),
  CHILDREN_UNREAPED: finding('CHILDREN_UNREAPED', { program: 'server', children: 5 }),
  FILE_MISSING: finding('FILE_MISSING', {
    program: 'server',
    path: 'informe final.txt',
    found: 'nothing',
    names: ['informe', 'x\\xff'],
  }),
  FILE_DIFFERENT: finding('FILE_DIFFERENT', {
    program: 'server',
    path: 'nota.txt',
    expectedLength: 16,
    length: 8,
    differsAt: 8,
    difference: 'cut-short',
    shown: { expected: hello, received: hello.slice(0, 8) },
  }),
  FILE_LEFT: finding('FILE_LEFT', { program: 'server', path: '../nota.txt', length: 16 }),
  TAKEN_BY_CONTENT: finding('TAKEN_BY_CONTENT', { program: 'server', file: 'programa1.py' }),
  ALSO_FOUND: finding('ALSO_FOUND', { program: 'server', file: 'tcp_server.py', others: ['mi servidor tcp.py'] }),
  COUNTED_ELSEWHERE: finding('COUNTED_ELSEWHERE', { program: 'server', file: 'tcp_server.py', exercise: 'tcp-chat' }),
  STRAY_N: finding('STRAY_N', { program: 'client', line: '[+] Mensaje recibido del servidor: Hola, servidor!n' }),
  PORT_IGNORED: finding('PORT_IGNORED', { program: 'server', wanted: 41_000, used: 5000 }),
  UNPROVEN: finding('UNPROVEN', { what: 'not-queued' }),
};

/** Every code once, in the order of the model. */
export const everyFinding: readonly Finding[] = Object.values(samples);

type Example = {
  readonly difference: Difference;
  readonly expected: string;
  readonly received: string;
  readonly differsAt: number;
  readonly takenFrom?: string;
};

/** An example of every kind of difference. */
export const everyDifference: readonly Finding[] = (
  [
    { difference: 'newline-added', expected: 'hola', received: 'hola\n', differsAt: 4 },
    { difference: 'newline-missing', expected: 'hola\n', received: 'hola', differsAt: 4 },
    { difference: 'whitespace-stripped', expected: ' hola ', received: 'hola', differsAt: 0 },
    { difference: 'case-changed', expected: 'hola', received: 'HOLA', differsAt: 0 },
    { difference: 'decorated', expected: 'hola', received: 'Eco: hola', differsAt: 0 },
    { difference: 'python-bytes-literal', expected: 'mañana', received: String.raw`b'ma\xc3\xb1ana'`, differsAt: 0 },
    { difference: 'characters-replaced', expected: 'mañana', received: 'ma\ufffd\ufffdana', differsAt: 2 },
    { difference: 'bytes-dropped', expected: 'Hola Mundo Cruel', received: 'Hola Cruel', differsAt: 5 },
    { difference: 'cut-short', expected: 'Hola Mundo Cruel', received: 'Hola Mun', differsAt: 8 },
    { difference: 'buffer-ignored', expected: 'Hola Mun', received: 'Hola Mundo Cruel', differsAt: 8 },
    { difference: 'repeated', expected: 'hola', received: 'holahola', differsAt: 4 },
    { difference: 'other', expected: 'hola', received: 'hora', differsAt: 2 },
    { difference: 'decorated', expected: 'soy Alice', received: 'soy Bobsoy Alice', differsAt: 4, takenFrom: 'bob' },
  ] satisfies readonly Example[]
).map(({ expected, received, ...rest }) =>
  finding('REPLY_DIFFERENT', { peer: 'alice', expected: fromText(expected), received: fromText(received), ...rest }),
);
