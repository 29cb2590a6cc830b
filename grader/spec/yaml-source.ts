/**
 * YAML text as plain values that remember where they stand. Only plain YAML is taken: keys are text and written once,
 * tags are refused, and aliases may not blow the file up.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type ParsedNode, type YAMLError } from 'yaml';
import type { Fault, Path, Problem } from './fault.ts';
import { followAliases, type Followed } from './yaml-aliases.ts';

export type Place = { readonly line: number; readonly column: number };

export type Placed = { readonly problem: Problem; readonly place: Place };

export type Source = {
  readonly value: unknown;
  /** The place of a value (or its key), and its path; those of what encloses it when the file does not have it. */
  readonly locate: (path: Path, at?: Fault['at']) => { readonly path: Path; readonly place: Place };
};

export type YamlResult =
  | { readonly ok: true; readonly source: Source }
  | { readonly ok: false; readonly problems: readonly Placed[] };

/** Reads one YAML document; every syntax error and every warning is a problem. Never throws. */
export function readYaml(text: string): YamlResult {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    resolveKnownTags: false,
    stringKeys: true,
    uniqueKeys: true,
    prettyErrors: false,
    logLevel: 'error',
  });
  const place = (offset: number): Place => ({ line: lines.linePos(offset).line, column: lines.linePos(offset).col });

  const wrong = onePerPlace([...untilBroken(document.errors), ...document.warnings]);
  if (wrong.length > 0) {
    return {
      ok: false,
      problems: wrong.map((error) => ({ problem: yamlProblem(error, text), place: place(error.pos[0]) })),
    };
  }
  const root = document.contents;
  if (root === null)
    return { ok: false, problems: [{ problem: { code: 'FILE_EMPTY' }, place: { line: 1, column: 1 } }] };

  const followed = followAliases(root);
  if (!followed.ok) return { ok: false, problems: [{ problem: followed.problem, place: place(followed.offset) }] };

  const value: unknown = document.toJS({ maxAliasCount: -1 });
  return { ok: true, source: { value, locate: (path, at) => locate(root, followed.targets, path, at, place) } };
}

/** What follows the first place where the text is no YAML any more is read wrongly, whatever is said of it. */
function untilBroken(errors: readonly YAMLError[]): readonly YAMLError[] {
  const inOrder = errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  const broken = inOrder.findIndex(({ code }) => !readable.has(code));
  return broken === -1 ? inOrder : inOrder.slice(0, broken + 1);
}

/** Mistakes in what YAML says, not in how it is written: the rest of the file is understood all the same. */
const readable: ReadonlySet<YAMLError['code']> = new Set<YAMLError['code']>([
  'DUPLICATE_KEY',
  'MULTIPLE_DOCS',
  'NON_STRING_KEY',
  'TAG_RESOLVE_FAILED',
]);

/** In the order of the file; one mistake often breaks several rules of YAML at once, of which the first says most. */
function onePerPlace(errors: readonly YAMLError[]): YAMLError[] {
  const places = new Map(errors.toReversed().map((error) => [error.pos[0], error]));
  return [...places.values()].toSorted((a, b) => a.pos[0] - b.pos[0]);
}

function yamlProblem({ code, message, pos }: YAMLError, text: string): Problem {
  if (code === 'NON_STRING_KEY') return { code: 'KEY_NOT_TEXT' };
  if (code === 'MULTIPLE_DOCS') return { code: 'SECOND_DOCUMENT' };
  if (code !== 'DUPLICATE_KEY') {
    const line = lineAt(text, pos[0]);
    return { code: 'YAML_SYNTAX', message, line, remedy: remedyFor(code, line) };
  }
  const key = /^(?:"[^"]*"|'[^']*'|[^\s:,{}]+)/.exec(text.slice(pos[0]))?.[0] ?? '';
  return { code: 'DUPLICATE_KEY', key: key.replaceAll(/^["']|["']$/g, '') };
}

/** Two colons in a line: the second is most probably meant as text. */
function remedyFor(code: YAMLError['code'], line: string): 'spaces' | 'quotes' | null {
  if (code === 'TAB_AS_INDENT') return 'spaces';
  const isColon = code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'BLOCK_IN_FLOW';
  return isColon && line.split(': ').length > 2 ? 'quotes' : null;
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end === -1 ? undefined : end);
}

type Spot = { readonly key: ParsedNode | null; readonly value: ParsedNode | null };

function locate(
  root: ParsedNode,
  targets: Followed['targets'],
  path: Path,
  at: Fault['at'],
  place: (offset: number) => Place,
): ReturnType<Source['locate']> {
  let spot: Spot = { key: null, value: root };
  let depth = 0;
  for (const segment of path) {
    const inner = enter(spot.value, segment, targets);
    if (inner === undefined) break;
    spot = inner;
    depth += 1;
  }
  const wantsKey = depth === path.length && at === 'key';
  return { path: path.slice(0, depth), place: place(offsetOf(spot, wantsKey)) };
}

function enter(node: ParsedNode | null, segment: string | number, targets: Followed['targets']): Spot | undefined {
  const target = isAlias(node) ? targets.get(node) : node;
  if (isSeq(target) && typeof segment === 'number') {
    const value = target.items[segment];
    return value === undefined ? undefined : { key: null, value };
  }
  if (!isMap(target)) return undefined;
  return target.items.find(({ key }) => isScalar(key) && key.value === segment);
}

/** Where a spot begins. An empty value has no place of its own: its key stands for it. */
function offsetOf({ key, value }: Spot, wantsKey: boolean): number {
  const empty = value === null || value.range[0] === value.range[1];
  const node = key !== null && (wantsKey || empty) ? key : value;
  return node?.range[0] ?? 0;
}
