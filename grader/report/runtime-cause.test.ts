import { describe, expect, test } from 'vitest';
import type { RuntimeError } from '../model/finding.ts';
import { causeOf } from './runtime-cause.ts';

function error(runtime: RuntimeError['runtime'], type: string, message = '', code: string | null = null): RuntimeError {
  return { runtime, type, message, code, file: null, line: null, source: null };
}

describe('the kind of a runtime error', () => {
  test.each([
    ['OSError', '[Errno 98] Address already in use', 'address-in-use'],
    ['OSError', '[Errno 48] Address already in use', 'address-in-use'],
    ['OSError', '[WinError 10048] Solo se permite un uso de cada dirección', 'address-in-use'],
    ['OSError', '[Errno 22] Invalid argument', 'invalid-argument'],
    ['OSError', '[Errno 99] Cannot assign requested address', 'address-not-available'],
    ['ConnectionResetError', '[Errno 104] Connection reset by peer', 'reset'],
    ['socket.timeout', 'timed out', 'timed-out'],
    ['socket.gaierror', '[Errno -2] Name or service not known', 'name-unknown'],
    ['UnicodeDecodeError', "'utf-8' codec can't decode byte 0xc3", 'decoding'],
    ['ModuleNotFoundError', "No module named 'colorama'", 'module-missing'],
    ['TypeError', "'str' object cannot be interpreted as an integer", 'type'],
  ])('Python: %s: %s', (type, message, cause) => {
    expect(causeOf(error('python', type, message))).toBe(cause);
  });

  test.each([
    ['Error', 'listen EADDRINUSE: address already in use 127.0.0.1:5000', 'address-in-use'],
    ['Error', 'read ECONNRESET', 'reset'],
    ['Error', 'connect ECONNREFUSED 127.0.0.1:5000', 'refused'],
    ['Error', 'write EPIPE', 'broken-pipe'],
    ['Error', 'getaddrinfo ENOTFOUND servidor', 'name-unknown'],
    ['ReferenceError', 'puerto is not defined', 'name'],
    ['throw', 'el puerto está ocupado', 'thrown'],
  ])('Node: %s: %s', (type, message, cause) => {
    expect(causeOf(error('node', type, message))).toBe(cause);
  });

  test.each([
    ['RangeError', 'ERR_SOCKET_BAD_PORT', 'overflow'],
    ['AggregateError', 'ECONNREFUSED', 'refused'],
    ['Error', 'MODULE_NOT_FOUND', 'module-missing'],
    ['SyntaxError', 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX', 'typescript-syntax'],
    ['SyntaxError', 'ERR_SOMETHING_NEW', 'syntax'],
  ])('Node: %s with the code %s', (type, code, cause) => {
    expect(causeOf(error('node', type, '', code))).toBe(cause);
  });

  test('words in a message decide nothing', () => {
    expect(causeOf(error('python', 'OSError', 'Address already in use'))).toBeUndefined();
    expect(causeOf(error('python', 'RuntimeError', 'said [Errno 98] somewhere'))).toBeUndefined();
    expect(causeOf(error('node', 'Error', 'the port is in use: EADDRINUSE'))).toBeUndefined();
  });
});
