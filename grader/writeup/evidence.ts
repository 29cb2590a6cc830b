/** What shows that something was really done: a block of output, or a picture that was handed in. Pure. */
import type { RootContent } from 'mdast';
import { nodesIn } from './outline.ts';
import { plainWords } from './wording.ts';

export type Evidence =
  | { readonly kind: 'found' | 'none' }
  | { readonly kind: 'picture-missing'; readonly path: string };

/** `given` are the words of the template, whose own blocks show nothing; `definitions` the targets of references. */
export function evidenceIn(
  content: readonly RootContent[],
  given: ReadonlySet<string>,
  definitions: ReadonlyMap<string, string>,
  isHandedIn: (path: string) => boolean,
): Evidence {
  const nodes = nodesIn(content);
  const isOwnOutput = (node: RootContent): boolean =>
    node.type === 'code' && plainWords(node.value) !== '' && !given.has(plainWords(node.value));
  const pictures = nodes.flatMap((node) => picturesOf(node, definitions));
  const isThere = (address: string): boolean =>
    isEmbedded(address) || (isLocal(address) && isHandedIn(pathOf(address)));
  if (nodes.some(isOwnOutput) || pictures.some(isThere)) return { kind: 'found' };
  const [missing] = pictures;
  return missing === undefined ? { kind: 'none' } : { kind: 'picture-missing', path: missing };
}

/** Paths of the pictures that a text shows, as far as they can be files beside it. */
export function picturesIn(content: readonly RootContent[], definitions: ReadonlyMap<string, string>): string[] {
  return nodesIn(content)
    .flatMap((node) => picturesOf(node, definitions))
    .filter((address) => isLocal(address) && !isEmbedded(address))
    .map(pathOf);
}

/** Addresses of the pictures that a node shows. HTML is not Markdown: of it only the source of an image is read. */
function picturesOf(node: RootContent, definitions: ReadonlyMap<string, string>): string[] {
  switch (node.type) {
    case 'image':
      return [node.url];
    case 'imageReference':
      return [definitions.get(node.identifier) ?? node.label ?? node.identifier];
    case 'html':
      return [...node.value.matchAll(/<img\s[^>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi)].map(
        ([, double, single, bare]) => double ?? single ?? bare ?? '',
      );
    default:
      return [];
  }
}

/** Some editors write the picture itself into the text (RFC 2397). */
function isEmbedded(address: string): boolean {
  return /^data:image\/[^,]*,./i.test(address);
}

/** A picture somewhere else is not handed in: it may be gone, or another, by the time somebody looks. */
function isLocal(address: string): boolean {
  return !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address);
}

/** Backslashes stand between folders on Windows, and in no name that a picture has. */
function pathOf(address: string): string {
  const path = address.replace(/[?#].*$/, '').replaceAll('\\', '/');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
