/** Where a bracket or a quote was opened that nothing closes: the parser tells only where it gave up, often the end of the file. */
import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { maxLevels } from './yaml-aliases.ts';

const openings = new Map([
  [']', '['],
  ['}', '{'],
]);

/** The offset of the sign that `sign` would have closed; undefined when it is not found. `end` is where it was missed. */
export function openingOf(root: ParsedNode | null, text: string, sign: string, end: number): number | undefined {
  const opening = openings.get(sign) ?? sign;
  const starts = nodesIn(root, 0)
    .filter(({ range }) => range[1] === end && text[range[0]] === opening)
    .map(({ range }) => range[0]);
  // Of those that all go on until here, the last one is the innermost, which was missed first.
  return starts.at(-1);
}

function nodesIn(node: ParsedNode | null, level: number): ParsedNode[] {
  if (node === null || level > maxLevels) return [];
  if (isScalar(node)) return [node];
  const inner = isSeq(node) ? node.items : isMap(node) ? node.items.flatMap(({ key, value }) => [key, value]) : [];
  return [node, ...inner.flatMap((one) => nodesIn(one, level + 1))];
}
