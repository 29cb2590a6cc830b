/** A line of JSON against the value it should carry: the order of keys and white space mean nothing. */
import { equal, fromText, toText } from '../model/bytes.ts';
import type { JsonFault } from '../model/finding.ts';
import type { Json } from '../model/json.ts';

export type WantedJson = {
  readonly value: Json;
  /** Objects may have other keys besides. */
  readonly moreKeys: boolean;
};

type Differs = Extract<JsonFault, { kind: 'differs' }>;

const newline = 0x0a;

/** Bytes of the first line with its line end; undefined where no line has ended yet. */
export function firstLine(stream: Uint8Array): Uint8Array | undefined {
  const end = stream.indexOf(newline);
  return end === -1 ? undefined : stream.subarray(0, end + 1);
}

/** What is wrong with the line; undefined when it says what was wanted. A line end belongs to it or not. */
export function jsonFault(wanted: WantedJson, line: Uint8Array): JsonFault | undefined {
  const text = toText(line);
  if (!equal(fromText(text), line)) return { kind: 'not-utf8' };
  if (text.trim() === '') return { kind: 'empty-line' };
  const parsed = parse(text);
  return parsed === undefined ? { kind: unreadable(text) } : difference(wanted.value, parsed.value, '', wanted);
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Forms that are no JSON and have a usual cause. */
function unreadable(text: string): 'several-values' | 'python-literal' | 'not-json' {
  if (isSeveral(text)) return 'several-values';
  return parse(jsonOfPython(text)) === undefined ? 'not-json' : 'python-literal';
}

/** Objects one after the other, without a line end between them. */
function isSeveral(text: string): boolean {
  return [...text.matchAll(/\}\s*(?=\{)/g)].some(({ index }) => parse(text.slice(0, index + 1)) !== undefined);
}

/** What Python's `str()` makes of a dictionary, as JSON. */
function jsonOfPython(text: string): string {
  const words = text.replaceAll(/\bTrue\b/g, 'true').replaceAll(/\bFalse\b/g, 'false');
  return words.replaceAll(/\bNone\b/g, 'null').replaceAll("'", '"');
}

function difference(wanted: Json, came: unknown, at: string, how: WantedJson): Differs | undefined {
  if (isList(wanted) && Array.isArray(came)) return inLists(wanted, came, at, how);
  if (isObject(wanted) && isPlainObject(came)) return inObjects(wanted, came, at, how);
  return wanted === came ? undefined : differs(at, wanted, came);
}

function inLists(wanted: readonly Json[], came: readonly unknown[], at: string, how: WantedJson): Differs | undefined {
  const both = Math.min(wanted.length, came.length);
  for (let index = 0; index < both; index += 1) {
    const found = difference(wanted[index] ?? null, came[index], `${at}[${index}]`, how);
    if (found !== undefined) return found;
  }
  if (wanted.length === came.length) return undefined;
  return differs(`${at}[${both}]`, wanted[both], came[both]);
}

function inObjects(wanted: { readonly [key: string]: Json }, came: object, at: string, how: WantedJson) {
  const present = new Map<string, unknown>(Object.entries(came));
  for (const [key, value] of Object.entries(wanted)) {
    const path = pathTo(at, key);
    const found = present.has(key) ? difference(value, present.get(key), path, how) : differs(path, value, undefined);
    if (found !== undefined) return found;
  }
  const [stranger] = how.moreKeys ? [] : [...present].filter(([key]) => !Object.hasOwn(wanted, key));
  return stranger === undefined ? undefined : differs(pathTo(at, stranger[0]), undefined, stranger[1]);
}

function pathTo(at: string, key: string): string {
  return at === '' ? key : `${at}.${key}`;
}

/** Undefined stands for what is not there. */
function differs(at: string, wanted: Json | undefined, came: unknown): Differs {
  return { kind: 'differs', at, expected: written(wanted), received: written(came) };
}

function written(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !isList(value);
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
