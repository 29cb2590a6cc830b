/**
 * Which kind of mistake a runtime error is, by exception type and error number only. Numbers differ between systems:
 * Linux (asm-generic/errno.h), macOS (sys/errno.h), Windows (winsock2.h, WSAE...).
 */
import type { RuntimeError } from '../model/finding.ts';

export type Cause =
  | 'address-in-use'
  | 'address-not-available'
  | 'invalid-argument'
  | 'not-connected'
  | 'already-connected'
  | 'no-destination'
  | 'operation-not-supported'
  | 'socket-closed'
  | 'datagram-too-long'
  | 'permission'
  | 'unreachable'
  | 'too-many-open'
  | 'refused'
  | 'reset'
  | 'broken-pipe'
  | 'timed-out'
  | 'name-unknown'
  | 'decoding'
  | 'encoding'
  | 'end-of-input'
  | 'interrupted'
  | 'module-missing'
  | 'import'
  | 'syntax'
  | 'indentation'
  | 'name'
  | 'attribute'
  | 'type'
  | 'value'
  | 'index'
  | 'key'
  | 'overflow'
  | 'recursion'
  | 'file-missing'
  | 'typescript-syntax'
  | 'thrown';

/** Causes with a better remedy than a message for whoever uses the program. */
const mistakes: ReadonlySet<Cause> = new Set<Cause>([
  'syntax',
  'indentation',
  'name',
  'attribute',
  'type',
  'import',
  'module-missing',
  'recursion',
  'typescript-syntax',
  'end-of-input',
]);

export function isMistake(cause: Cause): boolean {
  return mistakes.has(cause);
}

const byErrno: Readonly<Record<string, Cause>> = {
  EADDRINUSE: 'address-in-use',
  EADDRNOTAVAIL: 'address-not-available',
  EINVAL: 'invalid-argument',
  ENOTCONN: 'not-connected',
  EISCONN: 'already-connected',
  EDESTADDRREQ: 'no-destination',
  EOPNOTSUPP: 'operation-not-supported',
  EBADF: 'socket-closed',
  EMSGSIZE: 'datagram-too-long',
  EACCES: 'permission',
  EPERM: 'permission',
  ENETUNREACH: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EMFILE: 'too-many-open',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'broken-pipe',
  ETIMEDOUT: 'timed-out',
  EAGAIN: 'timed-out',
  ENOTFOUND: 'name-unknown',
  EAI_AGAIN: 'name-unknown',
  ENOENT: 'file-missing',
  ERR_MODULE_NOT_FOUND: 'module-missing',
  MODULE_NOT_FOUND: 'module-missing',
  ERR_SOCKET_BAD_PORT: 'overflow',
  ERR_STREAM_WRITE_AFTER_END: 'socket-closed',
  ERR_STREAM_DESTROYED: 'socket-closed',
  ERR_SOCKET_CLOSED: 'socket-closed',
  ERR_SOCKET_DGRAM_NOT_RUNNING: 'socket-closed',
  ERR_SERVER_NOT_RUNNING: 'socket-closed',
  ERR_INVALID_ARG_TYPE: 'type',
  ERR_INVALID_ARG_VALUE: 'value',
  ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX: 'typescript-syntax',
  ERR_INVALID_TYPESCRIPT_SYNTAX: 'syntax',
};

const names: Readonly<Record<string, string>> = {
  ...numbers('EADDRINUSE', 98, 48, 10_048),
  ...numbers('EADDRNOTAVAIL', 99, 49, 10_049),
  ...numbers('EINVAL', 22, 10_022),
  ...numbers('ENOTCONN', 107, 57, 10_057),
  ...numbers('EISCONN', 106, 56, 10_056),
  ...numbers('EDESTADDRREQ', 89, 39, 10_039),
  ...numbers('EOPNOTSUPP', 95, 102, 10_045),
  ...numbers('EBADF', 9, 10_009, 10_038),
  ...numbers('EMSGSIZE', 90, 40, 10_040),
  ...numbers('EACCES', 13, 10_013),
  ...numbers('ENETUNREACH', 101, 51, 10_051),
  ...numbers('EHOSTUNREACH', 113, 65, 10_065),
  ...numbers('EMFILE', 24, 10_024),
  ...numbers('ECONNREFUSED', 111, 61, 10_061),
  ...numbers('ECONNRESET', 104, 54, 10_054),
  ...numbers('ECONNABORTED', 103, 53, 10_053),
  ...numbers('EPIPE', 32),
  ...numbers('ETIMEDOUT', 110, 60, 10_060),
  ...numbers('EAGAIN', 11, 35, 10_035),
  ...numbers('ENOENT', 2),
};

function numbers(name: string, ...values: readonly number[]): Record<string, string> {
  return Object.fromEntries(values.map((value) => [String(value), name]));
}

const byPythonType: Readonly<Record<string, Cause>> = {
  ConnectionRefusedError: 'refused',
  ConnectionResetError: 'reset',
  ConnectionAbortedError: 'reset',
  BrokenPipeError: 'broken-pipe',
  TimeoutError: 'timed-out',
  timeout: 'timed-out',
  gaierror: 'name-unknown',
  PermissionError: 'permission',
  FileNotFoundError: 'file-missing',
  UnicodeDecodeError: 'decoding',
  UnicodeEncodeError: 'encoding',
  EOFError: 'end-of-input',
  KeyboardInterrupt: 'interrupted',
  ModuleNotFoundError: 'module-missing',
  ImportError: 'import',
  SyntaxError: 'syntax',
  IndentationError: 'indentation',
  TabError: 'indentation',
  NameError: 'name',
  UnboundLocalError: 'name',
  AttributeError: 'attribute',
  TypeError: 'type',
  ValueError: 'value',
  IndexError: 'index',
  KeyError: 'key',
  OverflowError: 'overflow',
  RecursionError: 'recursion',
};

const byNodeType: Readonly<Record<string, Cause>> = {
  ReferenceError: 'name',
  SyntaxError: 'syntax',
  TypeError: 'type',
  throw: 'thrown',
};

/** The kind of mistake, or undefined when type and number say nothing certain. */
export function causeOf(error: RuntimeError): Cause | undefined {
  const type = error.type.split('.').at(-1) ?? error.type;
  const fromErrno = byErrno[errnoName(error) ?? ''];
  return error.runtime === 'python' ? (byPythonType[type] ?? fromErrno) : (fromErrno ?? byNodeType[type]);
}

/** What to call the error: Node's system errors are all of type `Error`, and their number says more. */
export function errorName(error: RuntimeError): string {
  return error.type === 'Error' ? (errnoName(error) ?? error.type) : error.type;
}

/** `EADDRINUSE`, ... from the code Node gives an error, or the fixed formats `[Errno 98] ...`, `[WinError 10048] ...`, `listen EADDRINUSE: ...`. */
function errnoName(error: RuntimeError): string | undefined {
  if (error.runtime === 'python') return names[/^\[(?:Errno|WinError) (\d+)\]/.exec(error.message)?.[1] ?? ''];
  return error.code ?? /^(?:\w+ )?(E[A-Z_]+|ERR_\w+)\b/.exec(error.message)?.[1];
}
