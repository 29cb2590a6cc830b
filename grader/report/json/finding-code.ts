/** Findings to JSON and back. Long bytes of a finding are mostly part of the conversation it is about, and refer to it. */
import { equal } from '../../model/bytes.ts';
import type { Finding, Lookalike } from '../../model/finding.ts';
import type { Wait } from '../../model/observation.ts';
import type { Check } from '../../spec/exercise.ts';
import { codeAsStep, codePlain, decodePlain, decodeStep, shortestStepReference } from './bytes-code.ts';
import type { FindingBytes } from './bytes-schema.ts';
import type { CodedFinding } from './finding-schema.ts';
import { part, type Conversations } from './timeline-code.ts';

/** What the bytes of a finding may refer to. */
export type Surroundings = { readonly conversations: Conversations; readonly check: Check | undefined };

export function codeFinding(finding: Finding, around: Surroundings): CodedFinding {
  const evidence = [...finding.evidence];
  const peer = 'peer' in finding.args ? finding.args.peer : undefined;
  const code = (bytes: Uint8Array): FindingBytes => codeBytes(bytes, peer, around);
  switch (finding.code) {
    case 'COMPILE_FAILED':
      return { ...finding, args: { ...finding.args, log: code(finding.args.log) }, evidence };
    case 'OUTPUT_MISSING':
      return { ...finding, args: { ...finding.args, ...searched(finding.args, code) }, evidence };
    case 'OUTPUT_UNMATCHED':
      return { ...finding, args: { ...finding.args, output: code(finding.args.output) }, evidence };
    case 'FRAGMENTS_MISSING':
      return {
        ...finding,
        args: { ...finding.args, fragments: finding.args.fragments.map(code), output: code(finding.args.output) },
        evidence,
      };
    case 'REPLY_MISSING':
      return {
        ...finding,
        args: { ...finding.args, expected: code(finding.args.expected), waits: [...finding.args.waits] },
        evidence,
      };
    case 'REPLY_TRUNCATED':
      return { ...finding, args: { ...withBoth(finding.args, code), waits: [...finding.args.waits] }, evidence };
    case 'REPLY_DIFFERENT':
      return { ...finding, args: withBoth(finding.args, code), evidence };
    case 'REPLY_UNMATCHED':
      return { ...finding, args: { ...finding.args, received: code(finding.args.received) }, evidence };
    case 'REPLY_LACKS':
      return { ...finding, args: lacking(finding.args, code), evidence };
    case 'REPLY_WRONG_LENGTH':
      return { ...finding, args: { ...withReceived(finding.args, code), ...waited(finding.args) }, evidence };
    case 'REPLY_WRONG_HASH':
      return { ...finding, args: withReceived(finding.args, code), evidence };
    case 'REPLY_WRONG_JSON':
      return { ...finding, args: withReceived(finding.args, code), evidence };
    case 'LINE_UNFINISHED':
      return { ...finding, args: { ...withReceived(finding.args, code), ...waited(finding.args) }, evidence };
    case 'FILE_DIFFERENT':
      return { ...finding, args: { ...finding.args, shown: sideBySide(finding.args.shown, code) }, evidence };
    case 'BYTES_FORBIDDEN':
    case 'UNEXPECTED_BYTES':
      return { ...finding, args: { ...finding.args, bytes: code(finding.args.bytes) }, evidence };
    case 'TLS_FAILED':
      return {
        ...finding,
        args: { ...finding.args, bytes: code(finding.args.bytes), ...waited(finding.args) },
        evidence,
      };
    default:
      return codeWithoutBytes(finding);
  }
}

type WithoutBytes = Exclude<
  Finding,
  {
    code:
      | 'COMPILE_FAILED'
      | 'OUTPUT_MISSING'
      | 'OUTPUT_UNMATCHED'
      | 'FRAGMENTS_MISSING'
      | 'REPLY_MISSING'
      | 'REPLY_TRUNCATED'
      | 'REPLY_DIFFERENT'
      | 'REPLY_UNMATCHED'
      | 'REPLY_LACKS'
      | 'REPLY_WRONG_LENGTH'
      | 'REPLY_WRONG_HASH'
      | 'REPLY_WRONG_JSON'
      | 'LINE_UNFINISHED'
      | 'FILE_DIFFERENT'
      | 'BYTES_FORBIDDEN'
      | 'TLS_FAILED'
      | 'UNEXPECTED_BYTES';
  }
>;

function codeWithoutBytes(finding: WithoutBytes): CodedFinding {
  const evidence = [...finding.evidence];
  switch (finding.code) {
    case 'PROGRAM_MISSING':
      return {
        ...finding,
        args: { ...finding.args, lookedFor: [...finding.args.lookedFor], found: [...finding.args.found] },
        evidence,
      };
    case 'PROGRAM_AMBIGUOUS':
      return { ...finding, args: { ...finding.args, candidates: [...finding.args.candidates] }, evidence };
    case 'ALSO_FOUND':
      return { ...finding, args: { ...finding.args, others: [...finding.args.others] }, evidence };
    case 'TOOLCHAIN_MISSING':
      return { ...finding, args: { ...finding.args, needs: [...finding.args.needs] }, evidence };
    case 'NOT_LISTENING':
      return { ...finding, args: { ...finding.args, waits: [...finding.args.waits] }, evidence };
    case 'STILL_RUNNING':
      return { ...finding, args: { ...finding.args, waits: [...finding.args.waits] }, evidence };
    case 'FILE_MISSING':
      return { ...finding, args: { ...finding.args, names: [...finding.args.names] }, evidence };
    case 'NOT_CLOSED':
      return { ...finding, args: { ...finding.args, waits: [...finding.args.waits] }, evidence };
    case 'NEVER_CONNECTED':
      return {
        ...finding,
        args: { ...finding.args, waits: [...finding.args.waits], ports: [...finding.args.ports] },
        evidence,
      };
    default:
      return { ...finding, evidence };
  }
}

/** Throws when a reference leads nowhere. */
export function decodeFinding(coded: CodedFinding, around: Surroundings): Finding {
  const decode = (bytes: FindingBytes): Uint8Array => decodeBytes(bytes, around);
  switch (coded.code) {
    case 'COMPILE_FAILED':
      return { ...coded, args: { ...coded.args, log: decode(coded.args.log) } };
    case 'OUTPUT_MISSING':
      return { ...coded, args: { ...coded.args, ...searched(coded.args, decode) } };
    case 'OUTPUT_UNMATCHED':
      return { ...coded, args: { ...coded.args, output: decode(coded.args.output) } };
    case 'FRAGMENTS_MISSING':
      return {
        ...coded,
        args: { ...coded.args, fragments: coded.args.fragments.map(decode), output: decode(coded.args.output) },
      };
    case 'REPLY_MISSING':
      return { ...coded, args: { ...coded.args, expected: decode(coded.args.expected) } };
    case 'REPLY_TRUNCATED':
      return { ...coded, args: withBoth(coded.args, decode) };
    case 'REPLY_DIFFERENT':
      return { ...coded, args: withBoth(coded.args, decode) };
    case 'REPLY_UNMATCHED':
      return { ...coded, args: { ...coded.args, received: decode(coded.args.received) } };
    case 'REPLY_LACKS':
      return { ...coded, args: { ...withBoth(coded.args, decode), nearest: withBytes(coded.args.nearest, decode) } };
    case 'REPLY_WRONG_LENGTH':
      return { ...coded, args: { ...coded.args, received: decode(coded.args.received) } };
    case 'REPLY_WRONG_HASH':
      return { ...coded, args: { ...coded.args, received: decode(coded.args.received) } };
    case 'REPLY_WRONG_JSON':
      return { ...coded, args: { ...coded.args, received: decode(coded.args.received) } };
    case 'LINE_UNFINISHED':
      return { ...coded, args: { ...coded.args, received: decode(coded.args.received) } };
    case 'FILE_DIFFERENT':
      return { ...coded, args: { ...coded.args, shown: sideBySide(coded.args.shown, decode) } };
    case 'BYTES_FORBIDDEN':
      return { ...coded, args: { ...coded.args, bytes: decode(coded.args.bytes) } };
    case 'TLS_FAILED':
      return { ...coded, args: { ...coded.args, bytes: decode(coded.args.bytes) } };
    case 'UNEXPECTED_BYTES':
      return { ...coded, args: { ...coded.args, bytes: decode(coded.args.bytes) } };
    default:
      return coded;
  }
}

type Compared<Bytes> = { readonly expected: Bytes; readonly received: Bytes };

function withBoth<From, To, Args extends Compared<From>>(
  args: Args,
  turn: (bytes: From) => To,
): Omit<Args, keyof Compared<unknown>> & Compared<To> {
  return { ...args, expected: turn(args.expected), received: turn(args.received) };
}

function withReceived<From, To, Args extends { readonly received: From }>(
  args: Args,
  turn: (bytes: From) => To,
): Omit<Args, 'received'> & { readonly received: To } {
  return { ...args, received: turn(args.received) };
}

function waited({ waits }: { readonly waits: readonly Wait[] }): { waits: Wait[] } {
  return { waits: [...waits] };
}

function lacking(
  args: Extract<Finding, { code: 'REPLY_LACKS' }>['args'],
  code: (bytes: Uint8Array) => FindingBytes,
): Extract<CodedFinding, { code: 'REPLY_LACKS' }>['args'] {
  return { ...withBoth(args, code), ...waited(args), nearest: withBytes(args.nearest, code) };
}

type Nearest<Bytes> = Omit<Lookalike, 'bytes'> & { readonly bytes: Bytes };

function withBytes<From, To>(nearest: Nearest<From> | null, turn: (bytes: From) => To): Nearest<To> | null {
  return nearest === null ? null : { ...nearest, bytes: turn(nearest.bytes) };
}

type Searched<Bytes> = {
  readonly expected: Bytes;
  readonly output: Bytes;
  readonly nearest: Nearest<Bytes> | null;
};

function searched<From, To>({ expected, output, nearest }: Searched<From>, turn: (bytes: From) => To): Searched<To> {
  return { expected: turn(expected), output: turn(output), nearest: withBytes(nearest, turn) };
}

/** Two contents side by side, where they are shown. */
function sideBySide<From, To>(shown: Compared<From> | null, turn: (bytes: From) => To): Compared<To> | null {
  return shown === null ? null : { expected: turn(shown.expected), received: turn(shown.received) };
}

/** Looks where long bytes of a finding come from: the beginning or the end of a direction, or a step of the check. */
function codeBytes(bytes: Uint8Array, peer: string | undefined, { conversations, check }: Surroundings): FindingBytes {
  if (bytes.length < shortestStepReference) return codePlain(bytes);
  return (
    (peer === undefined ? undefined : codeAsPart(bytes, peer, conversations)) ??
    codeAsAnyStep(bytes, check) ??
    codePlain(bytes)
  );
}

function codeAsPart(bytes: Uint8Array, peer: string, conversations: Conversations): FindingBytes | undefined {
  const sent = offsetIn(conversations.of(peer, 'sent').bytes, bytes);
  if (sent !== undefined) return { sentBy: peer, range: [sent, bytes.length] };
  const received = offsetIn(conversations.of(peer, 'received').bytes, bytes);
  return received === undefined ? undefined : { receivedBy: peer, range: [received, bytes.length] };
}

function offsetIn(whole: Uint8Array, bytes: Uint8Array): number | undefined {
  return [0, whole.length - bytes.length].find(
    (offset) => offset >= 0 && equal(whole.subarray(offset, offset + bytes.length), bytes),
  );
}

function codeAsAnyStep(bytes: Uint8Array, check: Check | undefined): FindingBytes | undefined {
  for (const step of check?.steps.keys() ?? []) {
    const reference = codeAsStep(bytes, check, step, 0);
    if (reference !== undefined) return reference;
  }
  return undefined;
}

function decodeBytes(coded: FindingBytes, { conversations, check }: Surroundings): Uint8Array {
  if ('ofStep' in coded) return decodeStep(coded, check);
  if ('sentBy' in coded) return part(conversations.of(coded.sentBy, 'sent'), coded.range);
  if ('receivedBy' in coded) return part(conversations.of(coded.receivedBy, 'received'), coded.range);
  return decodePlain(coded);
}
