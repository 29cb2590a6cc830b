/**
 * The error report that a language's runtime prints when a program dies of an exception. Both formats are fixed by the
 * runtime: Python's traceback (`Traceback (most recent call last):`, `  File "f", line n`, `Type: message`) and Node's
 * (`file:line`, the source, a caret, then the stack).
 */
import { toText } from '../model/bytes.ts';
import type { RuntimeError } from '../model/finding.ts';

/** The last error report in the output, or undefined when there is none. */
export function findRuntimeError(stderr: Uint8Array): RuntimeError | undefined {
  const lines = toText(stderr).replaceAll('\r\n', '\n').split('\n');
  return findPythonError(lines) ?? findNodeError(lines);
}

const pythonFrame = /^ {2}File "(?<file>.*)", line (?<line>\d+)/;
const pythonError = /^(?<type>[A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit|Warning|timeout|gaierror|herror))(?:: (?<message>.*))?$/;

function findPythonError(lines: readonly string[]): RuntimeError | undefined {
  const errorAt = lines.findLastIndex((line) => pythonError.test(line));
  if (errorAt === -1) return undefined;
  const frameAt = lines.slice(0, errorAt).findLastIndex((line) => pythonFrame.test(line));
  if (frameAt === -1) return undefined;
  const { type = '', message = '' } = pythonError.exec(lines[errorAt] ?? '')?.groups ?? {};
  const own = ownFrameAt(lines, frameAt);
  const { file, line } = pythonFrame.exec(lines[own] ?? '')?.groups ?? {};
  const source = lines[own + 1]?.trim();
  return {
    runtime: 'python',
    type,
    message,
    file: file ?? null,
    line: line === undefined ? null : Number(line),
    source: source === undefined || source === '' ? null : source,
  };
}

/** The innermost frame of the student's own code: one that is not in the language's library. */
function ownFrameAt(lines: readonly string[], innermost: number): number {
  const own = lines
    .slice(0, innermost + 1)
    .findLastIndex((line) => pythonFrame.test(line) && !/[/\\]lib[/\\]python|<frozen/.test(line));
  return own === -1 ? innermost : own;
}

const nodeError = /^(?:Uncaught )?(?<type>[A-Za-z]*Error)(?: \[(?<code>[A-Z_0-9]+)\])?: (?<message>.*)$/;
const nodePlace = /^(?:file:\/\/)?(?<file>[^\s:][^:]*|[A-Za-z]:[^:]*):(?<line>\d+)$/;

function findNodeError(lines: readonly string[]): RuntimeError | undefined {
  const stackAt = lines.findLastIndex((line) => /^ {4}at /.test(line));
  if (stackAt === -1) return undefined;
  const errorAt = lines.slice(0, stackAt + 1).findLastIndex((line) => nodeError.test(line));
  if (errorAt === -1) return undefined;
  const { type = '', message = '' } = nodeError.exec(lines[errorAt] ?? '')?.groups ?? {};
  const placeAt = lines.slice(0, errorAt).findLastIndex((line) => nodePlace.test(line));
  const { file, line } = nodePlace.exec(lines[placeAt] ?? '')?.groups ?? {};
  return {
    runtime: 'node',
    type,
    message,
    file: file ?? null,
    line: line === undefined ? null : Number(line),
    source: placeAt === -1 ? null : (lines[placeAt + 1]?.trim() ?? null),
  };
}
