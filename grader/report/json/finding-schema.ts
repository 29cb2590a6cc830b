/** Findings as they look in a result document: a code, its arguments, and the facts that show it. */
import { z } from 'zod';
import { findingBytes as bytes } from './bytes-schema.ts';
import {
  address,
  conversedBy,
  gaveUp,
  insteadOfFile,
  transport,
  unprovenProvocation,
  wait,
} from './observation-schema.ts';

const count = z.int().nonnegative();
const text = z.string();
const program = z.string();
const peer = z.string();
const waits = z.array(wait);
const ownTimeMs = z.number();
const ending = z.enum([...gaveUp.options, 'fin', 'reset']);
const expectedCode = z.union([z.int(), z.literal('non-zero')]);
const expectedEnd = z.strictObject({ code: expectedCode.nullable(), message: z.boolean() });
const exitCode = z.int().nullable();
const signal = z.string().nullable();

const error = z.strictObject({
  runtime: z.enum(['python', 'node']),
  type: text,
  message: text,
  code: text.nullable(),
  file: text.nullable(),
  line: z.int().nullable(),
  source: text.nullable(),
});

const difference = z.enum([
  'newline-added',
  'newline-missing',
  'whitespace-stripped',
  'case-changed',
  'decorated',
  'python-bytes-literal',
  'characters-replaced',
  'bytes-dropped',
  'cut-short',
  'buffer-ignored',
  'repeated',
  'other',
]);

const lookalike = z.strictObject({ bytes, differsAt: count, difference });

const jsonFault = z.union([
  z.strictObject({ kind: z.enum(['empty-line', 'not-utf8', 'not-json', 'python-literal', 'several-values']) }),
  z.strictObject({ kind: z.literal('differs'), at: text, expected: text.nullable(), received: text.nullable() }),
]);

function detail<const Code extends string, Shape extends z.core.$ZodShape>(code: Code, args: Shape) {
  return z.strictObject({
    code: z.literal(code),
    args: z.strictObject(args),
    evidence: z.array(count).describe("indexes into the check's timeline"),
  });
}

export const finding = z.discriminatedUnion('code', [
  detail('PROGRAM_MISSING', { program, lookedFor: z.array(text), found: z.array(text) }),
  detail('PROGRAM_AMBIGUOUS', { program, candidates: z.array(text) }),
  detail('PROGRAM_UNREADABLE', { program, path: text, reason: z.enum(['directory', 'dangling-link', 'not-readable']) }),
  detail('TOOLCHAIN_MISSING', { language: text, needs: z.array(text) }),
  detail('LIBRARY_MISSING', { language: text, header: text, package: text }),
  detail('COMPILE_FAILED', { program, log: bytes }),
  detail('NOT_STARTED', { program, reason: text }),
  detail('NOT_LISTENING', {
    program,
    transport,
    port: count,
    ending: gaveUp,
    waits,
    idleSockets: count,
    saysInvalid: z.boolean(),
  }),
  detail('LISTEN_MISSING', { program, port: count, unsaid: z.literal(true).exactOptional() }),
  detail('WRONG_TRANSPORT', { program, wanted: transport, opened: transport, port: count }),
  detail('EXITED_EARLY', { program, exitCode, signal, afterEmptyDatagram: z.literal(true).exactOptional() }),
  detail('CRASHED', { program, error }),
  detail('ERROR_SHOWN', { program, error }),
  detail('OUTPUT_FLOOD', { program, limitBytes: count }),
  detail('MEMORY_EXCEEDED', { program, limitBytes: count }),
  detail('STILL_RUNNING', { program, expected: expectedEnd.nullable(), ending: gaveUp, waits, ownTimeMs }),
  detail('WRONG_EXIT_CODE', { program, expected: expectedCode, exitCode, signal }),
  detail('ENDED_OTHERWISE', { program, expected: text, by: conversedBy, line: text.nullable() }),
  detail('NO_MESSAGE', { program }),
  detail('RAW_ERROR', { program, error }),
  detail('OUTPUT_MISSING', {
    program,
    expected: bytes,
    output: bytes,
    apart: z.literal(true).exactOptional(),
    nearest: lookalike.nullable(),
  }),
  detail('OUTPUT_UNMATCHED', { program, pattern: text, output: bytes }),
  detail('FRAGMENTS_MISSING', { program, fragments: z.array(bytes), output: bytes }),
  detail('NOTHING_SHOWN', { program }),
  detail('ADDRESS_MISSING', {
    program,
    peer,
    address,
    shows: z.enum(['nothing', 'neither', 'host-only', 'port-only', 'port-swapped']),
  }),
  detail('CONNECTION_FAILED', { peer, to: address, error: text, only: address.exactOptional() }),
  detail('NEVER_CONNECTED', { program, transport, ports: z.array(count), ending: gaveUp, waits }),
  detail('ARGUMENTS_IGNORED', { program, transport, port: count }),
  detail('REPLY_MISSING', {
    peer,
    answered: z.literal(true).exactOptional(),
    givenTo: peer.exactOptional(),
    unasked: z.literal(true).exactOptional(),
    expected: bytes,
    ending,
    waits,
    ownTimeMs,
  }),
  detail('REPLY_TRUNCATED', { peer, expected: bytes, received: bytes, ending, waits, ownTimeMs }),
  detail('REPLY_DIFFERENT', {
    peer,
    expected: bytes,
    received: bytes,
    differsAt: z.int(),
    difference,
    takenFrom: peer.exactOptional(),
  }),
  detail('REPLY_UNMATCHED', { peer, pattern: text, received: bytes, ending }),
  detail('REPLY_LACKS', {
    peer,
    expected: bytes,
    received: bytes,
    nearest: lookalike.nullable(),
    ending,
    waits,
    ownTimeMs,
  }),
  detail('REPLY_NOT_UTF8', { peer, at: count, byte: count.nullable() }),
  detail('REPLY_WRONG_LENGTH', { peer, expectedLength: count, received: bytes, ending, waits, ownTimeMs }),
  detail('REPLY_WRONG_HASH', { peer, received: bytes, sha256: text }),
  detail('REPLY_WRONG_JSON', { peer, expected: text, received: bytes, fault: jsonFault }),
  detail('LINE_UNFINISHED', { peer, received: bytes, complete: z.boolean(), ending, waits, ownTimeMs }),
  detail('UNEXPECTED_BYTES', { peer, bytes }),
  detail('WRONG_SOURCE', { peer, expected: address, from: address }),
  detail('NOT_CLOSED', { peer, ending: gaveUp, waits, ownTimeMs }),
  detail('BYTES_FORBIDDEN', { peer, bytes }),
  detail('TLS_FAILED', { peer, reason: text.nullable(), bytes, ending: gaveUp.nullable(), waits }),
  detail('CERTIFICATE_WRONG', { peer, reason: text }),
  detail('TLS_ACCEPTED', { peer, version: text }),
  detail('CLOSE_NOTIFY_MISSING', { peer }),
  detail('CLOSED_BY_RESET', { peer }),
  detail('SPINNING', { program, cpuMs: z.number(), wallMs: z.number() }),
  detail('CONNECTIONS_KEPT', { program, kept: count, allowed: count }),
  detail('CHILDREN_UNREAPED', { program, children: count }),
  detail('FILE_MISSING', { program, path: text, found: insteadOfFile, names: z.array(text) }),
  detail('FILE_DIFFERENT', {
    program,
    path: text,
    expectedLength: count,
    length: count,
    differsAt: count.nullable(),
    difference: z.enum([...difference.options, 'empty', 'too-long']),
    shown: z.strictObject({ expected: bytes, received: bytes }).nullable(),
  }),
  detail('FILE_LEFT', { program, path: text, length: count.nullable() }),
  detail('TAKEN_BY_CONTENT', { program, file: text }),
  detail('ALSO_FOUND', { program, file: text, others: z.array(text) }),
  detail('COUNTED_ELSEWHERE', { program, file: text, exercise: text.describe('that it counts for') }),
  detail('STRAY_N', { program, line: text }),
  detail('PORT_IGNORED', { program, wanted: count, used: count }),
  detail('UNPROVEN', { what: unprovenProvocation }),
]);

export type CodedFinding = z.output<typeof finding>;
