/** The reports in `captured/` are what the runtimes really printed; only the folders have other names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fromText } from '../model/bytes.ts';
import type { RuntimeError } from '../model/finding.ts';
import { findRuntimeError } from './runtime-error.ts';

function captured(file: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(import.meta.dirname, 'captured', file), 'utf8');
  const [, ...parts] = text.split(/^=== (.+)\n/m);
  return new Map(parts.flatMap((name, index) => (index % 2 === 0 ? [[name, parts[index + 1] ?? ''] as const] : [])));
}

type Told = readonly [type: string, message: string, file: string | null, line: number | null, source: string | null];

function python(type: string, message: string, file: string, line: number, source: string | null): Told {
  return [type, message, `/home/ana/entrega/${file}`, line, source];
}

const notUtf8 =
  "Non-UTF-8 code starting with '\\xf1' in file /home/ana/entrega/tildes.py on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details";

const pythonReports: Readonly<Record<string, Told>> = {
  'an exception raised because of another, out of the library': python(
    'RuntimeError',
    'No hay servidor',
    'tcp_client.py',
    10,
    'raise RuntimeError("No hay servidor") from error',
  ),
  'an exception while another is handled': python(
    'ValueError',
    "invalid literal for int() with base 10: 'abc'",
    'durante.py',
    5,
    'puerto = int("abc")',
  ),
  'a statement of Python 2': python(
    'SyntaxError',
    "Missing parentheses in call to 'print'. Did you mean print(...)?",
    'python2.py',
    2,
    'print "Escuchando en", puerto',
  ),
  'a bracket that is never closed': python(
    'SyntaxError',
    "'(' was never closed",
    'parentesis.py',
    2,
    's = socket.socket(',
  ),
  'a wrong indentation': python(
    'IndentationError',
    'expected an indented block after function definition on line 1',
    'sangria.py',
    2,
    'print("hola")',
  ),
  'a file that is not UTF-8': python('SyntaxError', notUtf8, 'tildes.py', 1, null),
  'a syntax error in an imported file': python('SyntaxError', 'invalid syntax', 'roto.py', 1, 'def f(:'),
  'a group of exceptions, each with its own traceback': python(
    'ValueError',
    'cliente 1',
    'grupo.py',
    6,
    'raise ValueError(f"cliente {numero}")',
  ),
  'a group of exceptions that were never raised': python(
    'ExceptionGroup',
    'varios (2 sub-exceptions)',
    'grupo_simple.py',
    1,
    'raise ExceptionGroup("varios", [ValueError("uno"), TypeError("dos")])',
  ),
  'an exception of the program, without a message': python(
    'ConexionCortada',
    '',
    'propio.py',
    4,
    'raise ConexionCortada',
  ),
  'an exception with a small name': python(
    'struct.error',
    'required argument is not an integer',
    'empaquetar.py',
    3,
    'cabecera = struct.pack("!I", "16")',
  ),
  'a message of two lines': python(
    'ValueError',
    'primera',
    'lineas.py',
    1,
    String.raw`raise ValueError("primera\nsegunda línea")`,
  ),
  'an exception with a note': python(
    'OSError',
    '[Errno 98] Address already in use',
    'nota.py',
    2,
    'raise OSError(98, "Address already in use")',
  ),
  'an exception in a thread': python(
    'OSError',
    '[Errno 9] Bad file descriptor',
    'hilo.py',
    4,
    'raise OSError(9, "Bad file descriptor")',
  ),
  'an endless recursion': python('RecursionError', 'maximum recursion depth exceeded', 'recursion.py', 2, 'servir()'),
  'an exception in code without a file': python(
    'NameError',
    "name 'servidor' is not defined",
    'cadena.py',
    1,
    'exec("servidor.bind()")',
  ),
  'an exception out of a C function of the library': python(
    'socket.gaierror',
    '[Errno -2] Name or service not known',
    'nombre.py',
    2,
    'socket.getaddrinfo("no.existe.invalid", 5000)',
  ),
  'an exception deep in the library': python(
    'json.decoder.JSONDecodeError',
    'Expecting value: line 1 column 12 (char 11)',
    'decodificar.py',
    4,
    'return json.loads(',
  ),
  'an exception out of asyncio': python('TimeoutError', '', 'cancelado.py', 4, 'async with asyncio.timeout(0.01):'),
  'an interrupt': python('KeyboardInterrupt', '', 'interrumpido.py', 2, 'os.kill(os.getpid(), signal.SIGINT)'),
  'a traceback the program printed itself, and went on': python(
    'ConnectionResetError',
    '[Errno 104] Connection reset by peer',
    'imprime.py',
    3,
    'raise ConnectionResetError(104, "Connection reset by peer")',
  ),
};

describe.each(['3.11', '3.12', '3.13'])('a traceback of Python %s', (version) => {
  const reports = captured(`python-${version}.txt`);

  test('every captured one is looked at', () => {
    expect([...reports.keys()]).toEqual(expect.arrayContaining(Object.keys(pythonReports)));
    expect(reports.size).toBe(Object.keys(pythonReports).length);
  });

  test.each(Object.entries(pythonReports))('%s', (name, [type, message, file, line, source]) => {
    const expected: RuntimeError = { runtime: 'python', type, message, code: null, file, line, source };
    expect(findRuntimeError(fromText(reports.get(name) ?? ''))).toEqual(expected);
  });
});

type NodeTold = { readonly code: string | null; readonly told: Told };

function nodeError({ code, told: [type, message, file, line, source] }: NodeTold): RuntimeError {
  return { runtime: 'node', type, message, code, file, line, source };
}

const nodeReports: Readonly<Record<string, NodeTold>> = {
  'an error that nobody caught': {
    code: null,
    told: [
      'Error',
      'Puerto ocupado: 5000',
      '/home/ana/entrega/lanza.ts',
      2,
      "if (puerto > 1024) throw new Error('Puerto ocupado: 5000');",
    ],
  },
  'a message of two lines': {
    code: null,
    told: ['Error', 'primera', '/home/ana/entrega/lineas.mjs', 1, String.raw`throw new Error('primera\nsegunda');`],
  },
  'an error without a message': {
    code: null,
    told: ['RangeError', '', '/home/ana/entrega/vacio.mjs', 1, 'throw new RangeError();'],
  },
  'an error of a class of the program': {
    code: null,
    told: ['ConexionCortada', 'se fue', '/home/ana/entrega/clase.mjs', 2, "throw new ConexionCortada('se fue');"],
  },
  'an error event without a listener': {
    code: 'ECONNREFUSED',
    told: ['Error', 'connect ECONNREFUSED 127.0.0.1:1', null, null, null],
  },
  'a server whose port is taken': {
    code: 'EADDRINUSE',
    told: ['Error', 'listen EADDRINUSE: address already in use 127.0.0.1:34975', null, null, null],
  },
  'a package that is not there': {
    code: 'ERR_MODULE_NOT_FOUND',
    told: [
      'Error',
      "Cannot find package 'no-existe-este' imported from /home/ana/entrega/modulo.mjs",
      null,
      null,
      null,
    ],
  },
  'a module that is not there': {
    code: 'MODULE_NOT_FOUND',
    told: ['Error', "Cannot find module 'no-existe-este'", '/home/ana/entrega/requiere.cjs', 1, null],
  },
  'an error out of Node itself': {
    code: 'ERR_SOCKET_BAD_PORT',
    told: [
      'RangeError',
      'options.port should be >= 0 and < 65536. Received type number (70000).',
      '/home/ana/entrega/puerto.mjs',
      2,
      null,
    ],
  },
  'an error with a cause': {
    code: null,
    told: [
      'Error',
      'Mensaje ilegible',
      '/home/ana/entrega/causa.mjs',
      4,
      "throw new Error('Mensaje ilegible', { cause: error });",
    ],
  },
  'an error that holds others': {
    code: null,
    told: [
      'AggregateError',
      'varios',
      '/home/ana/entrega/varios.mjs',
      1,
      "throw new AggregateError([new Error('a'), new Error('b')], 'varios')",
    ],
  },
  'a promise nobody caught': {
    code: null,
    told: [
      'TypeError',
      'socket is not defined',
      '/home/ana/entrega/rechazo.mjs',
      2,
      "throw new TypeError('socket is not defined');",
    ],
  },
  'a promise rejected without an error': {
    code: 'ERR_UNHANDLED_REJECTION',
    told: [
      'UnhandledPromiseRejection',
      'This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "sin servidor".',
      null,
      null,
      null,
    ],
  },
  'a syntax error': {
    code: null,
    told: ['SyntaxError', "Unexpected token '='", '/home/ana/entrega/sintaxis.mjs', 2, 'const = 4;'],
  },
  'an import that does not exist': {
    code: null,
    told: [
      'SyntaxError',
      "The requested module './leer.mjs' does not provide an export named 'x'",
      '/home/ana/entrega/exporta.mjs',
      1,
      "import { x } from './leer.mjs';",
    ],
  },
  'a syntax error in TypeScript': {
    code: 'ERR_INVALID_TYPESCRIPT_SYNTAX',
    told: [
      'SyntaxError',
      'Unexpected token `=`. Expected yield, an identifier, [ or {',
      '/home/ana/entrega/sintaxis2.ts',
      5,
      'const = 4;',
    ],
  },
  'an enum': {
    code: 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
    told: [
      'SyntaxError',
      'TypeScript enum is not supported in strip-only mode',
      '/home/ana/entrega/enumerado.ts',
      1,
      'enum Estado { Abierto, Cerrado }',
    ],
  },
  'a namespace': {
    code: 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
    told: [
      'SyntaxError',
      'TypeScript namespace declaration is not supported in strip-only mode',
      '/home/ana/entrega/espacio.ts',
      2,
      null,
    ],
  },
  'an error the program printed itself, and went on': {
    code: null,
    told: ['Error', 'ECONNRESET al leer', '/home/ana/entrega/registra.mjs', 1, null],
  },
  'an error without a stack': {
    code: null,
    told: [
      'throw',
      "[Error: x] { code: 'EMIO' }",
      '/home/ana/entrega/sinpila.mjs',
      1,
      "const e = new Error('x'); e.code = 'EMIO'; delete e.stack; throw e",
    ],
  },
  'a text that was thrown': { code: null, told: ['throw', 'sin servidor', null, null, null] },
};

describe('a report of Node 24', () => {
  const reports = captured('node-24.txt');

  test('every captured one is looked at', () => {
    expect([...reports.keys()].toSorted()).toEqual(Object.keys(nodeReports).toSorted());
  });

  test.each(Object.entries(nodeReports))('%s', (name, expected) => {
    expect(findRuntimeError(fromText(reports.get(name) ?? ''))).toEqual(nodeError(expected));
  });
});

const traceback = captured('python-3.12.txt').get('an exception with a small name') ?? '';
const uncaught = captured('node-24.txt').get('an error event without a listener') ?? '';

describe('the report is found', () => {
  test('between other output', () => {
    const output = `Escuchando en 5000\n${traceback}Servidor detenido\n`;
    expect(findRuntimeError(fromText(output))).toMatchObject({ type: 'struct.error', line: 3 });
  });

  test('when it is the last of several', () => {
    const earlier = captured('python-3.12.txt').get('an interrupt') ?? '';
    expect(findRuntimeError(fromText(earlier + traceback))).toMatchObject({ type: 'struct.error' });
    expect(findRuntimeError(fromText(traceback + earlier))).toMatchObject({ type: 'KeyboardInterrupt' });
  });

  test('when the one after it was cut off', () => {
    const cut = traceback.slice(0, traceback.indexOf('struct.error'));
    expect(findRuntimeError(fromText(traceback + cut))).toMatchObject({ type: 'struct.error' });
  });

  test('without a line end after it', () => {
    expect(findRuntimeError(fromText(traceback.trimEnd()))).toMatchObject({ type: 'struct.error' });
    expect(findRuntimeError(fromText(uncaught.slice(0, uncaught.indexOf('Emitted')).trimEnd()))).toMatchObject({
      message: 'connect ECONNREFUSED 127.0.0.1:1',
    });
  });

  test('by its own lines, not those of an earlier one', () => {
    const inLibrary =
      'Traceback (most recent call last):\n  File "/usr/lib/python3.12/threading.py", line 9, in run\nOSError: x\n';
    expect(findRuntimeError(fromText(traceback + inLibrary))).toMatchObject({
      file: '/usr/lib/python3.12/threading.py',
      source: null,
    });
  });

  test('when the lines end as in Windows', () => {
    expect(findRuntimeError(fromText(traceback.replaceAll('\n', '\r\n')))).toMatchObject({
      message: 'required argument is not an integer',
      source: 'cabecera = struct.pack("!I", "16")',
    });
  });

  test('after bytes that are no text', () => {
    const bytes = Uint8Array.of(0xff, 0xfe, 0x0a, ...fromText(traceback));
    expect(findRuntimeError(bytes)).toMatchObject({ type: 'struct.error' });
  });

  test('in no time, whatever the lines are made of', () => {
    const lines = ['    at (/'.padEnd(500_000, '(/'), 'a'.repeat(500_000), '  '.repeat(200_000), '- '.repeat(200_000)];
    const startMs = performance.now();
    expect(findRuntimeError(fromText([...lines, traceback, ...lines].join('\n')))).toMatchObject({ line: 3 });
    expect(findRuntimeError(fromText([...lines, uncaught, ...lines].join('\n')))).toMatchObject({
      code: 'ECONNREFUSED',
    });
    expect(performance.now() - startMs).toBeLessThan(2000);
  });

  test('with a class that has an accent in its name', () => {
    const output = traceback.replace('struct.error', 'ConexiónPerdida');
    expect(findRuntimeError(fromText(output))).toMatchObject({ type: 'ConexiónPerdida' });
  });

  test('in a file of a student who runs Windows', () => {
    const output = uncaught.replace('node:events:505', 'C:\\Users\\ana\\cliente.js:7');
    expect(findRuntimeError(fromText(output))).toMatchObject({ file: 'C:\\Users\\ana\\cliente.js', line: 7 });
  });
});

function thrownReport(value: string): string {
  return `Servidor listo\nfile:///home/ana/entrega/servidor.ts:7\n    throw 'ocupado';\n    ^\n${value}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)\n\nNode.js v24.21.0\n`;
}

describe('a value that Node was thrown, and that is no error', () => {
  const thrown = {
    runtime: 'node',
    type: 'throw',
    code: null,
    file: '/home/ana/entrega/servidor.ts',
    line: 7,
    source: "throw 'ocupado';",
  };

  test.each(['el puerto está ocupado', '42', 'null', '{ puerto: 5000 }', ''])('is told as it is: %s', (value) => {
    expect(findRuntimeError(fromText(thrownReport(value)))).toEqual({ ...thrown, message: value });
  });

  test('is told by its first line', () => {
    expect(findRuntimeError(fromText(thrownReport('dos\nlíneas')))).toEqual({ ...thrown, message: 'dos' });
  });

  test('ends the program: without the last line of the report it is output like any other', () => {
    expect(findRuntimeError(fromText(thrownReport('x').replace('Node.js v24.21.0', '')))).toBeUndefined();
  });
});

describe('no report is', () => {
  test.each([
    ['nothing at all', ''],
    ['a message for the user', 'ConnectionRefusedError: no hay un servidor en 127.0.0.1:5000\n'],
    ['a message in the form of Node', 'Error: no hay un servidor en 127.0.0.1:5000\n'],
    ['a line that names a file', 'Leyendo\n  File "datos.txt", line 3\n    Hola\nListo, adiós\n'],
    ['the head of a traceback', 'Traceback (most recent call last):\nValueError: abc\n'],
    ['a traceback cut off before its last line', traceback.slice(0, traceback.indexOf('struct.error'))],
    ['a line that says at what time', 'Error: se cortó\n    at las 10:30\nIntento de nuevo\n'],
    ['a stack without an error', '    at servir (file:///home/ana/entrega/lanza.ts:2:28)\n'],
    ['an indented list', 'Clientes:\n  alice\n  bob\nTotal\n'],
  ])('%s', (_, output) => {
    expect(findRuntimeError(fromText(output))).toBeUndefined();
  });

  test('an address is not taken for the place of the error', () => {
    const output = `Conectando a\n127.0.0.1:5000\n${uncaught}`;
    expect(findRuntimeError(fromText(output))).toMatchObject({ code: 'ECONNREFUSED', file: null, line: null });
  });
});
