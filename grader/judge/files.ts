/** Files in the folder of the programs against what a step expects of them. */
import type { FileDifference, Finding } from '../model/finding.ts';
import type { Observation } from '../model/observation.ts';
import { payloadBytes } from '../spec/payload-bytes.ts';
import type { StepOf } from '../spec/step.ts';
import { differenceOf } from './difference.ts';
import type { Failure } from './failure.ts';
import type { Ledger } from './ledger.ts';
import type { Settled } from './settle.ts';

type Seen = Extract<Observation, { kind: 'file-seen' }>;

export function settleFile({ content }: StepOf<'expectFile'>, ledger: Ledger): Settled {
  const seen = ledger.inStep('file-seen');
  if (typeof seen?.sha256 !== 'string') return 'open';
  if (content.kind === 'exactly') return seen.differsAt === null ? 'met' : 'open';
  const isSame = content.sha256 === undefined || content.sha256 === seen.sha256;
  return seen.length === content.length && isSame ? 'met' : 'open';
}

export function settleNoFile(ledger: Ledger): Settled {
  if (ledger.inStep('file-seen') !== undefined) return 'broken';
  const unseen = ledger.inStep('file-unseen');
  if (unseen === undefined) return 'open';
  return unseen.found === 'nothing' ? 'met' : 'broken';
}

export function explainFile(step: StepOf<'expectFile'>, { ledger, program, evidence }: Failure): Finding {
  const { path, content } = step;
  const seen = ledger.inStep('file-seen');
  if (seen === undefined) {
    const { found = 'nothing', names = [] } = ledger.inStep('file-unseen') ?? {};
    return { code: 'FILE_MISSING', args: { program, path, found, names }, evidence };
  }
  const { length, differsAt } = seen;
  const expected = content.kind === 'exactly' ? payloadBytes(content.payload, ledger.lookUp(undefined)) : undefined;
  const expectedLength = content.kind === 'exactly' ? (expected?.length ?? 0) : content.length;
  const difference = fileDifference(seen, expectedLength, expected);
  const isComparable = expected !== undefined && expected.length <= comparableBytes && isKeptWhole(seen);
  const shown = isComparable ? { expected, received: seen.start } : null;
  return {
    code: 'FILE_DIFFERENT',
    args: { program, path, expectedLength, length, differsAt, difference, shown },
    evidence: [seen.index],
  };
}

/** Longer contents are not set side by side. */
const comparableBytes = 4096;

function isKeptWhole({ start, length }: Seen): boolean {
  return start.length === length;
}

function fileDifference(seen: Seen, expectedLength: number, expected: Uint8Array | undefined): FileDifference {
  if (seen.length === 0) return 'empty';
  if (expected === undefined) return 'other';
  if (seen.differsAt === seen.length) return 'cut-short';
  if (seen.differsAt === expectedLength) return 'too-long';
  return isKeptWhole(seen) ? differenceOf(expected, seen.start) : 'other';
}

export function explainNoFile({ path }: StepOf<'expectNoFile'>, { ledger, program, evidence }: Failure): Finding {
  const length = ledger.inStep('file-seen')?.length ?? null;
  return { code: 'FILE_LEFT', args: { program, path, length }, evidence };
}
