/** A Markdown text as headings with what stands under them. Pure; nesting as deep as anybody writes is walked without recursion. */
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Definition, Heading, RootContent } from 'mdast';

export type Passage = { readonly heading: Heading; readonly title: string; readonly content: readonly RootContent[] };

export type Outline = {
  readonly blocks: readonly RootContent[];
  /** Targets of reference-style links and pictures, by label. */
  readonly definitions: ReadonlyMap<string, string>;
};

export function readOutline(text: string): Outline {
  const root = fromMarkdown(text.replace(/^\uFEFF/, ''));
  const definitions = nodesIn(root.children).filter((node): node is Definition => node.type === 'definition');
  return { blocks: root.children, definitions: new Map(definitions.map(({ identifier, url }) => [identifier, url])) };
}

/**
 * The passages of an outline, in their order. What stands under a heading goes on to the next one of the same or a
 * higher level, or to one that begins another passage by itself.
 */
export function passagesOf({ blocks }: Outline, beginsPassage: (title: string) => boolean): Passage[] {
  return blocks.flatMap((block, at): Passage[] => {
    if (block.type !== 'heading') return [];
    const rest = blocks.slice(at + 1);
    const end = rest.findIndex(
      (next) => next.type === 'heading' && (next.depth <= block.depth || beginsPassage(textOf(next))),
    );
    return [{ heading: block, title: textOf(block), content: end === -1 ? rest : rest.slice(0, end) }];
  });
}

/** Every node of the blocks, those inside others too, in the order of the text. */
export function nodesIn(blocks: readonly RootContent[]): RootContent[] {
  const found: RootContent[] = [];
  const open: RootContent[] = blocks.toReversed();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    found.push(node);
    if ('children' in node) open.push(...node.children.toReversed());
  }
  return found;
}

/** What a reader sees of a node: text and code, without pictures, comments and other HTML. */
export function textOf(node: RootContent): string {
  return nodesIn([node])
    .map((one) => (one.type === 'text' || one.type === 'inlineCode' ? one.value : one.type === 'break' ? ' ' : ''))
    .join('');
}
