/**
 * Follows the aliases of a YAML document. A few lines of aliases to lists of aliases stand for billions of values, and
 * an alias inside its own anchor for endlessly many: both are found by counting, before any value is built.
 */
import { isAlias, isMap, isSeq, type Alias, type ParsedNode } from 'yaml';
import type { Problem } from './fault.ts';

const maxValues = 100_000;
/** Lists and objects inside one another. */
export const maxLevels = 50;

export type Followed = { readonly ok: true; readonly targets: ReadonlyMap<Alias, ParsedNode> };

export type AliasRefused = { readonly ok: false; readonly problem: Problem; readonly offset: number };

type Walk = {
  readonly anchors: Map<string, ParsedNode>;
  /** Values a node stands for; only of nodes that have been left. */
  readonly sizes: Map<ParsedNode, number>;
  readonly targets: Map<Alias, ParsedNode>;
  /** Values that the aliases met so far add to the file. */
  added: number;
  refused: AliasRefused | null;
};

/** Resolves every alias to its node; refuses unknown, endless and excessive ones, and excessive nesting. */
export function followAliases(root: ParsedNode): Followed | AliasRefused {
  const walk: Walk = { anchors: new Map(), sizes: new Map(), targets: new Map(), added: 0, refused: null };
  measure(root, walk, 0);
  return walk.refused ?? { ok: true, targets: walk.targets };
}

function measure(node: ParsedNode, walk: Walk, level: number): number {
  if (walk.refused !== null) return 0;
  if (level > maxLevels) return refuse(walk, node, { code: 'YAML_TOO_DEEP', levels: maxLevels });
  if (isAlias(node)) return measureAlias(node, walk);
  if (node.anchor !== undefined) walk.anchors.set(node.anchor, node);
  const size = children(node).reduce((total, child) => total + measure(child, walk, level + 1), 1);
  walk.sizes.set(node, size);
  return size;
}

function measureAlias(node: Alias.Parsed, walk: Walk): number {
  const alias = node.source;
  const target = walk.anchors.get(alias);
  if (target === undefined) return refuse(walk, node, { code: 'ALIAS_UNKNOWN', alias });
  const size = walk.sizes.get(target);
  if (size === undefined) return refuse(walk, node, { code: 'ALIAS_IN_ITSELF', alias });
  walk.added += size;
  if (walk.added > maxValues) return refuse(walk, node, { code: 'ALIAS_TOO_LARGE', alias, limit: maxValues });
  walk.targets.set(node, target);
  return size;
}

function children(node: ParsedNode): readonly ParsedNode[] {
  if (isSeq(node)) return node.items;
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) => (value === null ? [key] : [key, value]));
}

function refuse(walk: Walk, node: ParsedNode, problem: Problem): number {
  walk.refused = { ok: false, problem, offset: node.range[0] };
  return 0;
}
