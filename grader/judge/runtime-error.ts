/**
 * The error report that a language's runtime prints when a program dies of an exception. Both formats are fixed by the
 * runtime: Python's traceback (`  File "f", line n`, the source, `Type: message`) and Node's (`file:line`, the source, a
 * caret, `Type: message`, the stack).
 */
import { toText } from '../model/bytes.ts';
import type { RuntimeError } from '../model/finding.ts';

/** The last error report in the output, or undefined when there is none. */
export function findRuntimeError(stderr: Uint8Array): RuntimeError | undefined {
  const lines = toText(stderr).replaceAll('\r\n', '\n').split('\n');
  return findPythonError(lines) ?? findNodeError(lines);
}

/** A line that matched, with the parts the pattern names. */
type Match = { readonly at: number; readonly part: (name: string) => string | null };

function findLast(lines: readonly string[], pattern: RegExp, before: number): Match | undefined {
  for (let at = before - 1; at >= 0; at -= 1) {
    const groups = pattern.exec(lines[at] ?? '')?.groups;
    if (groups !== undefined) return { at, part: (name) => groups[name] ?? null };
  }
  return undefined;
}

const pythonFrame = /^ {2}File "(?<file>.*)", line (?<line>\d+)/;
/** Frames of the student's own code: not those in the language's library. */
const pythonOwnFrame = /^ {2}File "(?<file>(?!<frozen)(?!.*[/\\]lib[/\\]python).*)", line (?<line>\d+)/;
const pythonError =
  /^(?<type>[A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit|Warning|timeout|gaierror|herror))(?:: (?<message>.*))?$/;

function findPythonError(lines: readonly string[]): RuntimeError | undefined {
  const error = findLast(lines, pythonError, lines.length);
  if (error === undefined) return undefined;
  const innermost = findLast(lines, pythonFrame, error.at);
  if (innermost === undefined) return undefined;
  return describe('python', error, findLast(lines, pythonOwnFrame, innermost.at + 1) ?? innermost, lines);
}

const nodeError = /^(?:Uncaught )?(?<type>[A-Za-z]*Error)(?: \[(?<code>[A-Z_0-9]+)\])?: (?<message>.*)$/;
const nodePlace = /^(?:file:\/\/)?(?<file>[^\s:][^:]*|[A-Za-z]:[^:]*):(?<line>\d+)$/;
const nodeStack = /^ {4}at (?<frame>.*)$/;

function findNodeError(lines: readonly string[]): RuntimeError | undefined {
  const stack = findLast(lines, nodeStack, lines.length);
  const error = stack && findLast(lines, nodeError, stack.at);
  return error && describe('node', error, findLast(lines, nodePlace, error.at), lines);
}

function describe(
  runtime: RuntimeError['runtime'],
  error: Match,
  place: Match | undefined,
  lines: readonly string[],
): RuntimeError {
  const line = place?.part('line') ?? null;
  return {
    runtime,
    type: error.part('type') ?? '',
    message: error.part('message') ?? '',
    code: error.part('code'),
    file: place?.part('file') ?? null,
    line: line === null ? null : Number(line),
    source: place === undefined ? null : (lines[place.at + 1]?.trim() ?? null),
  };
}
