/** The thing itself that a finding speaks of: the two values, the line of code, the compiler's words. Not yet laid out. */
import { fromText } from '../../model/bytes.ts';
import type { Finding, RuntimeError } from '../../model/finding.ts';
import { splitLines } from '../byte-lines.ts';
import type { Labels } from '../messages/catalogue.ts';
import { baseName } from '../messages/telling.ts';

export type NamedBytes = { readonly name: string; readonly bytes: Uint8Array };

export type Exhibit =
  /** To stand one above the other, with a mark at the first byte that differs. */
  | {
      readonly kind: 'compared';
      readonly expected: NamedBytes;
      readonly received: NamedBytes;
      readonly differsAt: number;
    }
  /** `quoted` where blanks at the ends matter. */
  | { readonly kind: 'values'; readonly values: readonly NamedBytes[]; readonly quoted: boolean }
  | {
      readonly kind: 'error';
      readonly at: string | null;
      /** The line of code, without its margin. */
      readonly source: string | null;
      readonly message: string;
    }
  /** The beginning of a compiler's log: its first error is the one to mend. `more` lines are left out. */
  | { readonly kind: 'log'; readonly lines: readonly Uint8Array[]; readonly more: number };

const maxLogLines = 12;
const maxFragments = 4;

/** Null where the words of the finding say all there is. */
export function exhibitOf(finding: Finding, labels: Labels): Exhibit | null {
  switch (finding.code) {
    case 'REPLY_DIFFERENT':
      return compared(finding.args, replied(labels));
    case 'REPLY_TRUNCATED':
      return compared({ ...finding.args, differsAt: finding.args.received.length }, replied(labels));
    case 'REPLY_WRONG_JSON':
      return asValues(finding.args, labels);
    case 'OUTPUT_MISSING': {
      const { expected, nearest } = finding.args;
      const names = { expected: labels.shouldShow, received: labels.showed };
      return nearest === null
        ? null
        : compared({ expected, received: nearest.bytes, differsAt: nearest.differsAt }, names);
    }
    case 'FILE_DIFFERENT': {
      const { shown, differsAt } = finding.args;
      return shown === null || differsAt === null ? null : compared({ ...shown, differsAt }, replied(labels));
    }
    case 'REPLY_LACKS': {
      const { expected, received, nearest } = finding.args;
      if (nearest === null) return quoted([{ name: labels.received, bytes: received }]);
      return compared({ expected, received: nearest.bytes, differsAt: nearest.differsAt }, replied(labels));
    }
    case 'FRAGMENTS_MISSING':
      return quoted(finding.args.fragments.slice(0, maxFragments).map((bytes) => ({ name: labels.shouldShow, bytes })));
    case 'CRASHED':
    case 'ERROR_SHOWN':
    case 'RAW_ERROR':
      return ofError(finding.args.error, labels);
    case 'COMPILE_FAILED':
      return ofLog(finding.args.log);
    default:
      return null;
  }
}

type Names = { readonly expected: string; readonly received: string };

function replied({ expected, received }: Labels): Names {
  return { expected, received };
}

type Compared = { readonly expected: Uint8Array; readonly received: Uint8Array; readonly differsAt: number };

function compared({ expected, received, differsAt }: Compared, names: Names): Exhibit {
  return {
    kind: 'compared',
    expected: { name: names.expected, bytes: expected },
    received: { name: names.received, bytes: received },
    differsAt,
  };
}

function quoted(values: readonly NamedBytes[]): Exhibit {
  return { kind: 'values', values, quoted: true };
}

/** Without a mark at the first difference: keys may stand in another order. */
function asValues(
  { expected, received }: { readonly expected: string; readonly received: Uint8Array },
  labels: Labels,
): Exhibit {
  const values = [
    { name: labels.expected, bytes: fromText(expected) },
    { name: labels.received, bytes: received },
  ];
  return { kind: 'values', values, quoted: false };
}

function ofError({ type, message, file, line, source }: RuntimeError, labels: Labels): Exhibit {
  return {
    kind: 'error',
    at: file !== null && line !== null ? labels.atLine(baseName(file), line) : null,
    source: source === null ? null : source.trim(),
    message: message === '' ? type : `${type}: ${message}`,
  };
}

function ofLog(log: Uint8Array): Exhibit {
  const lines = splitLines(log);
  const shown = lines.slice(0, maxLogLines).map(({ text }) => text);
  return { kind: 'log', lines: shown, more: Math.max(0, lines.length - maxLogLines) };
}
