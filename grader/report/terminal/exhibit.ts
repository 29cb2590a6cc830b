/** The thing itself that a finding speaks of: the two values, the line of code, the compiler's words. */
import type { Finding, RuntimeError } from '../../model/finding.ts';
import { fromText } from '../../model/bytes.ts';
import { splitLines } from '../byte-lines.ts';
import { quoteBytes, showBytes } from '../bytes-text.ts';
import { caretLines } from '../caret-lines.ts';
import { displayWidth } from '../display-width.ts';
import { fixed, flow, paragraph, plain, toned } from '../layout.ts';
import type { Labels } from '../messages/catalogue.ts';
import { baseName } from '../messages/telling.ts';
import type { Rows } from './view.ts';

const maxLogLines = 12;

export function exhibit(finding: Finding, labels: Labels, indent: number, columns: number): Rows {
  switch (finding.code) {
    case 'REPLY_DIFFERENT':
      return compared(finding.args, replied(labels), indent, columns);
    case 'REPLY_TRUNCATED':
      return compared({ ...finding.args, differsAt: finding.args.received.length }, replied(labels), indent, columns);
    case 'REPLY_WRONG_JSON':
      return asLines(finding.args, labels, indent, columns);
    case 'OUTPUT_MISSING': {
      const { expected, nearest } = finding.args;
      const names = { expected: labels.shouldShow, received: labels.showed };
      return nearest === null
        ? []
        : compared({ expected, received: nearest.bytes, differsAt: nearest.differsAt }, names, indent, columns);
    }
    case 'FILE_DIFFERENT': {
      const { shown, differsAt } = finding.args;
      return shown === null || differsAt === null
        ? []
        : compared({ ...shown, differsAt }, replied(labels), indent, columns);
    }
    case 'REPLY_LACKS': {
      const { expected, nearest } = finding.args;
      if (nearest === null) return arrived(finding.args.received, labels, indent, columns);
      const { bytes, differsAt } = nearest;
      return compared({ expected, received: bytes, differsAt }, replied(labels), indent, columns);
    }
    case 'FRAGMENTS_MISSING':
      return finding.args.fragments.slice(0, 4).map((fragment) => shouldShow(fragment, labels, indent, columns));
    case 'CRASHED':
    case 'ERROR_SHOWN':
    case 'RAW_ERROR':
      return errorRows(finding.args.error, labels, indent);
    case 'COMPILE_FAILED':
      return logRows(finding.args.log, labels, indent);
    default:
      return [];
  }
}

type Names = { readonly expected: string; readonly received: string };

function replied({ expected, received }: Labels): Names {
  return { expected, received };
}

type Compared = { readonly expected: Uint8Array; readonly received: Uint8Array; readonly differsAt: number };

function compared({ expected, received, differsAt }: Compared, names: Names, indent: number, columns: number): Rows {
  const label = Math.max(displayWidth(names.expected), displayWidth(names.received)) + 2;
  const lines = caretLines(expected, received, differsAt, Math.max(20, columns - indent - label));
  return [
    fixed(indent, toned('dim', names.expected.padEnd(label)), plain(lines.expected)),
    fixed(indent, toned('dim', names.received.padEnd(label)), plain(lines.received)),
    fixed(indent, plain(' '.repeat(label)), toned('bad', lines.caret)),
  ];
}

/** Without a caret: keys may stand in another order. */
function asLines(
  { expected, received }: { readonly expected: string; readonly received: Uint8Array },
  labels: Labels,
  indent: number,
  columns: number,
): Rows {
  const label = Math.max(displayWidth(labels.expected), displayWidth(labels.received)) + 2;
  const room = Math.max(20, columns - indent - label);
  const line = (name: string, bytes: Uint8Array) =>
    fixed(indent, toned('dim', name.padEnd(label)), plain(showBytes(bytes, room, 'single')));
  return [line(labels.expected, fromText(expected)), line(labels.received, received)];
}

function arrived(value: Uint8Array, labels: Labels, indent: number, columns: number): Rows {
  const label = `${labels.received}  `;
  return [fixed(indent, toned('dim', label), plain(quoteBytes(value, columns - indent - displayWidth(label))))];
}

function shouldShow(value: Uint8Array, labels: Labels, indent: number, columns: number) {
  const label = `${labels.shouldShow}  `;
  return fixed(indent, toned('dim', label), plain(quoteBytes(value, columns - indent - displayWidth(label))));
}

function errorRows(error: RuntimeError, labels: Labels, indent: number): Rows {
  const message = error.message === '' ? error.type : `${error.type}: ${error.message}`;
  const at =
    error.file !== null && error.line !== null
      ? [paragraph(indent, toned('dim', labels.atLine(baseName(error.file), error.line)))]
      : [];
  const source = error.source === null ? [] : [fixed(indent + 2, toned('code', error.source.trim()))];
  return [...at, ...source, paragraph(indent, plain(message))];
}

/** The beginning of a compiler's log: its first error is the one to mend. */
function logRows(log: Uint8Array, labels: Labels, indent: number): Rows {
  const lines = splitLines(log);
  const shown = lines
    .slice(0, maxLogLines)
    .map(({ text }) => flow(indent, toned('dim', '│ '), [plain(showBytes(text, 300, 'single'))]));
  const more = lines.length - maxLogLines;
  return more > 0 ? [...shown, paragraph(indent, toned('dim', labels.moreLines(more)))] : shown;
}
