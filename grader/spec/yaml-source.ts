/**
 * YAML text as plain values that remember where they stand. Only plain YAML is taken: keys are text and written once,
 * tags are refused, and aliases may not blow the file up.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type ParsedNode } from 'yaml';
import type { Fault, Path } from './fault.ts';
import type { Place } from './place.ts';
import { followAliases, type Followed } from './yaml-aliases.ts';
import { controlCharacter, yamlProblems, type Placed } from './yaml-problems.ts';

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
  const control = controlCharacter(text);
  return control === null ? parseYaml(text) : { ok: false, problems: [control] };
}

function parseYaml(text: string): YamlResult {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    resolveKnownTags: false,
    stringKeys: true,
    // The parser compares every key with all others, which takes minutes for a long object: `yamlProblems` does it.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  const place = (offset: number): Place => ({ line: lines.linePos(offset).line, column: lines.linePos(offset).col });

  const wrong = yamlProblems(document, text);
  if (wrong.length > 0) {
    return { ok: false, problems: wrong.map(({ problem, offset }) => ({ problem, place: place(offset) })) };
  }
  const root = document.contents;
  if (root === null)
    return { ok: false, problems: [{ problem: { code: 'FILE_EMPTY', keys: [] }, place: { line: 1, column: 1 } }] };

  const followed = followAliases(root);
  if (!followed.ok) return { ok: false, problems: [{ problem: followed.problem, place: place(followed.offset) }] };

  const value: unknown = document.toJS({ maxAliasCount: -1 });
  return { ok: true, source: { value, locate: (path, at) => locate(root, followed.targets, path, at, place) } };
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
