/**
 * The steps of a check: what the grader does to a program, and what it waits for. In YAML a step is an object with
 * one key, its verb; here it is a union discriminated by `do`.
 */
import { z } from 'zod';
import { lengthKeys, mebibytes64, payloadKeys } from './payload.ts';
import { converse } from './converse.ts';
import type { Expected } from './expected.ts';
import { expectFile, expectNoFile, file } from './file-steps.ts';
import { name } from './name.ts';
import { expectNever, send } from './send.ts';
import { shownOf } from './shown.ts';
import { refuse } from './rule.ts';
import { requirePayload, takePayload } from './take-payload.ts';
import { connectTls, listenTls } from './tls.ts';

const withinMs = z
  .int()
  .min(50)
  .max(60_000)
  .optional()
  .describe(
    'how long the program may take, in milliseconds of its own time (time it was kept off the processor does not count)',
  );

const signalName = z.enum(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL']);

/** A verb that takes a program's name, or an object with it and more. */
function ofProgram<Shape extends z.core.$ZodShape>(shape: Shape) {
  return orName('program', z.strictObject({ program: name, ...shape }));
}

/** A verb that takes a peer's name, or an object with it and more. */
function ofPeer<Shape extends z.core.$ZodShape>(shape: Shape) {
  return orName('peer', z.strictObject({ peer: name, ...shape }));
}

function orName<Whole extends z.ZodType>(key: 'program' | 'peer', whole: Whole) {
  return z.union([name.transform((value) => whole.parse({ [key]: value })), whole]);
}

function verb<Verb extends string, Args extends object>(word: Verb, schema: z.ZodType<Args>) {
  return schema.transform((args) => ({ do: word, ...args })).optional();
}

const listen = ofProgram({ tls: listenTls });

const connect = ofPeer({ tls: connectTls });

const start = ofProgram({
  arguments: z
    .array(z.string())
    .optional()
    .describe(
      'the command line; {host}, {port}, {certificate}, {key}, {ca} and {token} are filled in. Without it: the `arguments` of the program, BUFFER only when given',
    ),
  buffer: z.int().min(1).max(mebibytes64).optional().describe('BUFFER, the third argument, in bytes'),
  ready: z.boolean().default(true).describe('for a server: wait until it listens'),
  flushing: z
    .enum(['immediate', 'natural'])
    .default('immediate')
    .describe('natural: output reaches the grader only when the program itself flushes it'),
  port: z.enum(['own', 'taken']).default('own').describe('taken: somebody else already listens on its port'),
});

/** Keys of `expect` that say something of bytes without naming them. */
const otherWays = ['any', 'prefix', 'contains', 'pattern', 'length', 'json'];

const expect = z
  .strictObject({
    peer: name,
    ...payloadKeys,
    any: z
      .literal([true, 'text'])
      .optional()
      .describe('at least one byte (TCP), any datagram (UDP); text: and all that came is UTF-8'),
    prefix: z.string().optional().describe('UTF-8 text the bytes must begin with'),
    contains: z.string().min(1).optional().describe('UTF-8 text that must stand somewhere in the bytes'),
    pattern: z.string().optional().describe('regular expression the bytes must match, one character a byte'),
    ...lengthKeys,
    json: z
      .json()
      .optional()
      .describe('one line (TCP) or datagram (UDP) of JSON with this value; the order of keys and blanks do not matter'),
    moreKeys: z.literal('allowed').optional().describe('with json: objects may have other keys besides'),
    as: name.optional().describe('a name for these bytes, for templates of later steps'),
    fromPort: z.literal('same').optional().describe('UDP: must come from the address the datagrams were sent to'),
    order: z.literal('any').optional().describe('UDP: any datagram that no step has taken yet, not only the first'),
    withinMs,
  })
  .transform((args, ctx) => {
    const { payload, rest } = takePayload(args, ctx);
    const { any, prefix, contains, pattern, length, sha256, json, moreKeys, ...others } = rest;
    const wanted = [payload, any, prefix, contains, pattern, length, json].filter((way) => way !== undefined);
    if (wanted.length > 1) refuse(ctx, { code: 'BYTES_IN_SEVERAL_WAYS' });
    if (sha256 !== undefined && length === undefined) refuse(ctx, { code: 'HASH_WITHOUT_LENGTH' });
    if (moreKeys !== undefined && json === undefined) refuse(ctx, { code: 'MORE_KEYS_WITHOUT_JSON' });
    const expected: Expected =
      any !== undefined
        ? { kind: 'any', isText: any === 'text' }
        : prefix !== undefined
          ? { kind: 'prefix', prefix }
          : contains !== undefined
            ? { kind: 'contains', text: contains }
            : pattern !== undefined
              ? { kind: 'pattern', pattern }
              : length !== undefined
                ? { kind: 'length', length, sha256 }
                : json !== undefined
                  ? { kind: 'json', value: json, moreKeys: moreKeys !== undefined }
                  : {
                      kind: 'exactly',
                      payload: requirePayload(payload, ctx, otherWays),
                    };
    return { ...others, expected };
  });

const expectOutput = z
  .strictObject({
    program: name,
    ...payloadKeys,
    pattern: z.string().optional().describe('regular expression some part of the output must match'),
    any: z.literal(true).optional().describe('at least one character that is no blank'),
    address: name.optional().describe('IP address and port of this peer, as the program sees them, in any words'),
    fragmentBytes: z
      .int()
      .min(1)
      .optional()
      .describe('the bytes must appear cut into fragments of this size, in order, each apart from the next'),
    withinMs,
  })
  .transform((args, ctx) => {
    const { payload, rest } = takePayload(args, ctx);
    const { pattern, any, address, fragmentBytes, ...others } = rest;
    const shown = shownOf({ payload, pattern, any, address, fragmentBytes }, ctx);
    return { ...others, shown };
  });

const type = z.strictObject({ program: name, ...payloadKeys }).transform((args, ctx) => {
  const { payload, rest } = takePayload(args, ctx);
  return { ...rest, payload: requirePayload(payload, ctx) };
});

const verbs = {
  start: verb('start', start).describe('start a program; a server is waited for until it listens'),
  stop: verb('stop', ofProgram({})).describe('end a program at once, as if its machine failed (SIGKILL)'),
  signal: verb('signal', z.strictObject({ program: name, signal: signalName })).describe('send a signal'),
  freeze: verb('freeze', ofProgram({})).describe('stop a program from running, so that what arrives queues up'),
  thaw: verb('thaw', ofProgram({})).describe('let a frozen program run again'),
  type: verb('type', type).describe('type on standard input'),
  converse: verb('converse', converse).describe(
    'type line after line, each when a client waits for it, until something has happened; what comes of it is for later steps to say',
  ),
  endInput: verb('endInput', ofProgram({})).describe('end of standard input'),
  listen: verb('listen', listen).describe('open the port that a client will call'),
  connect: verb('connect', connect).describe('TCP: connect to the server; UDP: open a socket that sends to it'),
  accept: verb('accept', ofPeer({ withinMs })).describe(
    'wait until the client connects (TCP) or sends its first datagram (UDP)',
  ),
  send: verb('send', send).describe('send bytes; TCP: one write, or pieces; UDP: one datagram'),
  expect: verb('expect', expect).describe('wait for bytes from the program'),
  expectNothingMore: verb('expectNothingMore', ofPeer({})).describe(
    'the program sends nothing more before it waits again',
  ),
  expectNever: verb('expectNever', expectNever).describe(
    'these bytes are nowhere in what the program has sent to the peer when it waits again, ends or closes',
  ),
  expectClose: verb(
    'expectClose',
    ofPeer({
      how: z
        .enum(['fin', 'any', 'close-notify'])
        .default('fin')
        .describe('close-notify: inside TLS, before the connection itself ends'),
      withinMs,
    }),
  ).describe('the program ends its side of the connection'),
  echo: verb(
    'echo',
    ofPeer({
      pieces: z.literal('bytes').optional().describe('send the echo back one byte at a time'),
      withinMs,
    }),
  ).describe(
    'send back whatever comes, until the program closes, ends, or waits for nothing the grader could still send',
  ),
  halfClose: verb('halfClose', ofPeer({})).describe(
    'end the direction from the grader to the program (FIN), keep reading',
  ),
  close: verb('close', ofPeer({})).describe('close in order'),
  reset: verb('reset', ofPeer({})).describe('break the connection off (RST)'),
  pause: verb('pause', ofPeer({})).describe(
    'stop reading; with `buffers: tiny`, what the program sends soon gets stuck',
  ),
  resume: verb('resume', ofPeer({})).describe(
    'read again; with `buffers: tiny`, once the program could not send any more',
  ),
  drop: verb('drop', ofPeer({ withinMs })).describe('UDP: take the next datagram and leave it unanswered'),
  expectOutput: verb('expectOutput', expectOutput).describe(
    'the program shows this on standard output or standard error',
  ),
  expectExit: verb(
    'expectExit',
    z.strictObject({
      program: name,
      code: z.union([z.int().min(0).max(255), z.literal('non-zero')]).optional(),
      message: z
        .enum(['any', 'clean'])
        .optional()
        .describe('any: it said something; clean: and it was no raw error report of the language'),
      signal: z.literal('allowed').optional().describe('an end by the signal it was sent counts too'),
      contact: z
        .literal('none')
        .optional()
        .describe('a client, after `listen`: it must not have called or sent anything before it ended'),
      withinMs,
    }),
  ).describe('the program ends'),
  expectRunning: verb('expectRunning', ofProgram({})).describe('the program is still running'),
  expectRest: verb(
    'expectRest',
    ofProgram({ atMostCpu: z.number().min(0.01).max(1).default(0.5).describe('share of one processor') }),
  ).describe('the program uses next to no processor time while nothing happens'),
  expectConnections: verb('expectConnections', z.strictObject({ program: name, atMost: z.int().min(0) })).describe(
    'the program holds at most so many connections',
  ),
  expectNoZombies: verb('expectNoZombies', ofProgram({})).describe(
    'the program has waited for every child process of its that has ended',
  ),
  file: verb('file', file).describe('put a file into the folder in which the programs run'),
  expectFile: verb('expectFile', expectFile).describe('the program has written this file, with these bytes'),
  expectNoFile: verb('expectNoFile', expectNoFile).describe('once the program waits again, no such file is there'),
};

const oneStep = z.strictObject(verbs).meta({ id: 'step', minProperties: 1, maxProperties: 1 });

export const step = oneStep.transform((verbsGiven, ctx) => {
  const given = Object.values(verbsGiven).filter((value) => value !== undefined);
  const [only, another] = given;
  if (only === undefined || another !== undefined) {
    refuse(
      ctx,
      only === undefined ? { code: 'NO_VERB' } : { code: 'SEVERAL_VERBS', verbs: given.map((one) => one.do) },
    );
    return z.NEVER;
  }
  return only;
});

export type Step = z.output<typeof step>;
export type StepOf<Verb extends Step['do']> = Extract<Step, { do: Verb }>;
