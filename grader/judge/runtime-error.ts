/**
 * The error report that a language's runtime prints when a program dies of an exception. Both formats are fixed by the
 * runtime: Python's traceback (`  File "f", line n`, the source, `Type: message`) and Node's (`file:line`, the source, a
 * caret, `Type: message`, the stack, what else the error holds).
 */
import { toText } from '../model/bytes.ts';
import type { RuntimeError } from '../model/finding.ts';

/** A program may write lines of any length; patterns are tried on this much of each. */
const longestLine = 2000;

/** The last error report in the output, or undefined when there is none. */
export function findRuntimeError(stderr: Uint8Array): RuntimeError | undefined {
  const lines = toText(stderr)
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.slice(0, longestLine));
  return findPythonError(lines) ?? findNodeError(lines) ?? findThrownValue(lines);
}

/** A line that matched, with the parts the pattern names. */
type Match = { readonly at: number; readonly part: (name: string) => string | null };

type Place = Pick<RuntimeError, 'file' | 'line' | 'source'>;

const nowhere: Place = { file: null, line: null, source: null };

function matchAt(lines: readonly string[], at: number, pattern: RegExp): Match | undefined {
  const groups = pattern.exec(lines[at] ?? '')?.groups;
  return groups && { at, part: (name) => groups[name] ?? null };
}

function findLast(lines: readonly string[], pattern: RegExp, before: number, from = 0): Match | undefined {
  for (let at = before - 1; at >= Math.max(from, 0); at -= 1) {
    const match = matchAt(lines, at, pattern);
    if (match !== undefined) return match;
  }
  return undefined;
}

const groupHeading = /^ {2}\+ Exception Group Traceback /;
/** What stands before every line of an exception group, and the lines between its exceptions. */
const groupMargin = /^ +(?:\| ?|\+-*[+ -].*$)/;
const pythonFrame = /^ {2}File "(?<file>.*)", line (?<line>\d+)/;
/** Frames of the student's own code: neither in the language's library nor in no file at all. */
const pythonOwnFrame = /^ {2}File "(?<file>(?!<)(?!.*[/\\]lib[/\\]python).*)", line (?<line>\d+)/;
/** Has no frame when the program itself is the file that cannot be read. */
const pythonNotUtf8 =
  /^(?<type>SyntaxError): (?<message>Non-UTF-8 code starting with .* in file (?<file>.*) on line (?<line>\d+),.*)$/;
const pythonError = /^(?<type>[\p{L}_][\p{L}\w.<>]*)(?:: (?<message>.*))?$/u;

function findPythonError(printed: readonly string[]): RuntimeError | undefined {
  const inGroup = printed.some((line) => groupHeading.test(line));
  const lines = inGroup ? printed.map((line) => line.replace(groupMargin, '')) : printed;
  for (let at = lines.length - 1; at > 0; at -= 1) {
    const error = isIndented(lines[at - 1]) ? matchAt(lines, at, pythonError) : undefined;
    const place = error && pythonPlace(lines, error.at);
    if (error !== undefined && place !== undefined) return describe('python', error, place, null);
  }
  const unread = findLast(lines, pythonNotUtf8, lines.length);
  return unread && describe('python', unread, placeOf(unread), null);
}

/** The frames stand right above the error, all of them indented; undefined when there are none. */
function pythonPlace(lines: readonly string[], error: number): Place | undefined {
  let first = error;
  while (first > 0 && isIndented(lines[first - 1])) first -= 1;
  const innermost = findLast(lines, pythonFrame, error, first);
  const frame = findLast(lines, pythonOwnFrame, error, first) ?? innermost;
  if (frame === undefined) return undefined;
  const below = lines[frame.at + 1] ?? '';
  return { ...placeOf(frame), source: below.startsWith('    ') ? below.trim() : null };
}

function isIndented(line: string | undefined): boolean {
  return line?.startsWith('  ') === true;
}

const nodeError =
  /^(?:Uncaught )?(?<type>[\w$]*(?:Error|Rejection)|[\w$]+(?= \[\w*Error\]))(?: \[(?:(?<code>[A-Z][A-Z_\d]+)|\w+)\])?(?:: (?<message>.*))?$/;
const nodeStack = /^ {4}at (?<frame>.*:\d+:\d+\)?(?: \{)?)$/;
const nodeOwnFrame = /^ {4}at (?:.*\()?(?:file:\/\/)?(?<file>\/[^:]*|[A-Za-z]:[\\/][^:]*):(?<line>\d+):\d+\)?(?: \{)?$/;
const nodeCode = /^ {2}code: '(?<code>[A-Z][A-Z_\d]*)',?$/;
/** Heads the report of an error that nobody caught; the lines it quotes are few. */
const nodePlace = /^(?:file:\/\/)?(?<file>node:[^\s:]+|\/[^:]*|[A-Za-z]:[\\/][^:]*):(?<line>\d+)$/;
const mostQuoted = 6;

function findNodeError(lines: readonly string[]): RuntimeError | undefined {
  const stack = findLast(lines, nodeStack, lines.length);
  const error = stack && findLast(lines, nodeError, stack.at);
  if (error === undefined) return undefined;
  const code = findLast(lines, nodeCode, lines.length, error.at);
  return describe('node', error, nodePlaceOf(lines, error.at), code?.part('code') ?? null);
}

const caretLine = /^\s*(?<caret>\^+)$/;
/** Ends the report of whatever nobody caught. */
const nodeVersion = /^Node\.js v(?<version>\d)/;

/** What was thrown without being an error (`throw 'text'`) has no stack: its value stands below the caret. */
function findThrownValue(lines: readonly string[]): RuntimeError | undefined {
  const end = findLast(lines, nodeVersion, lines.length);
  const caret = end && findLast(lines, caretLine, end.at);
  const head = caret && findLast(lines, nodePlace, caret.at, caret.at - mostQuoted);
  if (caret === undefined || head === undefined) return undefined;
  const place = { ...placeOf(head), source: lines[caret.at - 1]?.trim() ?? null };
  const isInNode = place.file?.startsWith('node:') === true;
  const value = lines.slice(caret.at + 1, end?.at).filter((line) => !line.startsWith('(Use `node'));
  const message = value.find((line) => line !== '') ?? '';
  return { runtime: 'node', type: 'throw', message, code: null, ...(isInNode ? nowhere : place) };
}

/** Where the error was thrown or, when that is inside of Node, the first line of the program's own that led there. */
function nodePlaceOf(lines: readonly string[], error: number): Place {
  const head = findLast(lines, nodePlace, error, error - mostQuoted);
  if (head !== undefined && head.part('file')?.startsWith('node:') === false) {
    const quoted = lines.slice(head.at + 1, error);
    return { ...placeOf(head), source: quoted[quoted.findIndex((line) => caretLine.test(line)) - 1]?.trim() ?? null };
  }
  const frame = lines.findIndex((line, at) => at > error && nodeOwnFrame.test(line));
  return placeOf(matchAt(lines, frame, nodeOwnFrame));
}

function placeOf(match: Match | undefined): Place {
  if (match === undefined) return nowhere;
  return { file: match.part('file'), line: Number(match.part('line')), source: null };
}

function describe(runtime: RuntimeError['runtime'], error: Match, place: Place, ownCode: string | null): RuntimeError {
  const { part } = error;
  return {
    runtime,
    type: part('type') ?? '',
    message: part('message') ?? '',
    code: part('code') ?? ownCode,
    ...place,
  };
}
