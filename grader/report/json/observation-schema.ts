/** The facts of a timeline as they look in a result document. The types of the model must fit them both ways. */
import { z } from 'zod';
import { conversationBytes, plainBytes, stepBytes } from './bytes-schema.ts';

const count = z.int().nonnegative();
const atMs = z.number();
const program = z.string();
const peer = z.string();
const step = count;
export const transport = z.enum(['tcp', 'udp']);
export const address = z.strictObject({ host: z.string(), port: count });
const evidence = z.enum(['kernel', 'portable']);
export const gaveUp = z.enum(['quiet', 'deadline', 'exited']);
export const wait = z.strictObject({
  call: z.enum(['accept', 'recv', 'send', 'read', 'write', 'poll', 'lock', 'wait-child', 'other']),
  on: z.string(),
  limitMs: z.exactOptional(z.number().nonnegative()),
});
export const conversedBy = z.enum(['itself', 'line', 'end-of-input', 'nothing']);
export const insteadOfFile = z.enum(['nothing', 'folder', 'link', 'other']);
export const unprovenProvocation = z.enum([
  'needs-kernel-evidence',
  'not-queued',
  'not-frozen',
  'accepted-too-early',
  'close-not-arrived',
  'no-back-pressure',
  'port-taken-by-another-program',
  'time-wait-absent',
  'address-missing',
  'tls-version-unavailable',
]);

function fact<const Kind extends string, Shape extends z.core.$ZodShape>(kind: Kind, shape: Shape) {
  return z.strictObject({ atMs, kind: z.literal(kind), ...shape });
}

export const observation = z.discriminatedUnion('kind', [
  fact('step-began', { step }),
  fact('step-ended', { step }),
  fact('step-gave-up', { step, why: gaveUp, waits: z.array(wait), ownTimeMs: z.number() }),
  fact('grader-delayed', { delayMs: z.number() }),
  fact('processors-busy', { freeMs: z.number(), ownTimeMs: z.number() }),
  fact('program-started', { program, command: z.array(z.string()), port: count }),
  fact('readiness-unknown', { program }),
  fact('program-not-started', { program, reason: z.string() }),
  fact('program-listening', { program, transport, address, evidence }),
  fact('program-output', { program, stream: z.enum(['stdout', 'stderr']), bytes: plainBytes, omittedBytes: count }),
  fact('output-found', { program }),
  fact('output-flood', { program, limitBytes: count }),
  fact('memory-exceeded', { program, limitBytes: count }),
  fact('program-exited', {
    program,
    code: z.int().nullable(),
    signal: z.string().nullable(),
    stoppedByGrader: z.boolean(),
  }),
  fact('program-signalled', { program, signal: z.string() }),
  fact('program-frozen', { program }),
  fact('program-thawed', { program }),
  fact('typed', { program, bytes: plainBytes }),
  fact('input-ended', { program }),
  fact('conversed', {
    program,
    goal: z.enum(['connected', 'sent', 'ended']),
    by: conversedBy,
    line: z.string().nullable(),
  }),
  fact('cpu-used', { program, cpuMs: z.number(), wallMs: z.number() }),
  fact('sockets-held', { program, connections: count }),
  fact('children-unreaped', { program, children: count }),
  fact('sockets-idle', { program, sockets: count }),
  fact('listen-not-in-source', { program }),
  fact('folder-made', { outside: z.string() }),
  fact('file-placed', { path: z.string(), length: count, sha256: z.string() }),
  fact('file-seen', {
    path: z.string(),
    length: count,
    sha256: z.string().nullable(),
    start: plainBytes,
    differsAt: count.nullable(),
  }),
  fact('file-unseen', { path: z.string(), found: insteadOfFile, names: z.array(z.string()) }),
  fact('grader-listening', { addresses: z.array(address) }),
  fact('port-unavailable', { address, reason: z.string() }),
  fact('connected', { peer, to: address, local: address }),
  fact('connect-failed', { peer, to: address, error: z.string() }),
  fact('accepted', { peer, at: address, from: address }),
  fact('contacted', { program, at: address }),
  fact('sent', { peer, bytes: conversationBytes, from: z.string().exactOptional() }),
  fact('piece-read', { peer, evidence }),
  fact('piece-left-unread', { peer, unsent: stepBytes }),
  fact('queued', { peer, bytes: count }),
  fact('unaccepted', { peer }),
  fact('close-arrived', { peer, how: z.enum(['fin', 'reset']) }),
  fact('back-pressure', { peer, queued: count }),
  fact('received', { peer, bytes: conversationBytes, from: address.exactOptional() }),
  fact('digest', { peer, length: count, sha256: z.string() }),
  fact('tls-began', { peer, as: z.enum(['client', 'server']) }),
  fact('tls-established', { peer, version: z.string(), distrust: z.string().nullable() }),
  fact('tls-failed', { peer, reason: z.string(), raw: plainBytes }),
  fact('tls-notified', { peer }),
  fact('peer-closed', { peer, how: z.enum(['fin', 'reset']) }),
  fact('grader-closed', { peer, how: z.enum(['half-close', 'close', 'reset']) }),
  fact('reading-paused', { peer }),
  fact('reading-resumed', { peer }),
  fact('unproven', { step, what: unprovenProvocation }),
  fact('grader-trouble', { step, message: z.string() }),
]);

export type CodedObservation = z.output<typeof observation>;
