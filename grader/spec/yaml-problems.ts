/** What keeps a text from being YAML, as far as it can be told: what follows the first broken place is only guessed. */
import { isMap, isScalar, isSeq, type Document, type ParsedNode, type YAMLError } from 'yaml';
import type { Problem } from './fault.ts';
import { lineAt, placeAfter, type Place } from './place.ts';
import { maxLevels } from './yaml-aliases.ts';
import { yamlFlaw } from './yaml-flaw.ts';
import { openingOf } from './yaml-opening.ts';

export type Placed = { readonly problem: Problem; readonly place: Place };

type Unplaced = { readonly problem: Problem; readonly offset: number };

/** U+0085 is a line end. */
const control = /(?![\t\n\r\u0085])\p{Cc}/u;

/** The first character that no YAML has: the file is something else than text. */
export function controlCharacter(text: string): Placed | null {
  const offset = text.search(control);
  if (offset === -1) return null;
  const character = `U+${text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0')}`;
  return { problem: { code: 'CONTROL_CHARACTER', character }, place: placeAfter(text.slice(0, offset)) };
}

/** Every syntax error, every warning and every key written twice, in the order of the file. */
export function yamlProblems(document: Document.Parsed, text: string): Unplaced[] {
  const broken = document.errors.filter(({ code }) => !readable.has(code)).map(({ pos }) => pos[0]);
  // What follows the first place where the text is no YAML any more is read wrongly, whatever is said of it.
  const until = broken.reduce((first, offset) => Math.min(first, offset), Number.POSITIVE_INFINITY);
  const errors = document.errors.filter(({ pos }) => pos[0] <= until);
  const duplicates = duplicateKeys(document.contents).filter(({ offset }) => offset < until);
  const wrong = onePerPlace([...errors, ...document.warnings], ({ pos }) => pos[0]);
  const told = wrong.map((error) => yamlProblem(error, document, text));
  return onePerPlace([...told, ...duplicates], ({ offset }) => offset).toSorted((a, b) => a.offset - b.offset);
}

/** Mistakes in what YAML says, not in how it is written: the rest of the file is understood all the same. */
const readable: ReadonlySet<YAMLError['code']> = new Set<YAMLError['code']>([
  'MULTIPLE_DOCS',
  'NON_STRING_KEY',
  'TAG_RESOLVE_FAILED',
]);

/** One mistake often breaks several rules of YAML at once, of which the first says most. */
function onePerPlace<Item>(items: readonly Item[], offsetOf: (item: Item) => number): Item[] {
  return [...new Map(items.toReversed().map((item) => [offsetOf(item), item])).values()];
}

function yamlProblem(error: YAMLError, document: Document.Parsed, text: string): Unplaced {
  const { code } = error;
  const offset = error.pos[0];
  if (code === 'NON_STRING_KEY') return { problem: { code: 'KEY_NOT_TEXT' }, offset };
  if (code === 'MULTIPLE_DOCS') return { problem: { code: 'SECOND_DOCUMENT' }, offset };
  if (code === 'RESOURCE_EXHAUSTION') return { problem: { code: 'YAML_TOO_DEEP', levels: maxLevels }, offset };
  const flaw = yamlFlaw(error, text);
  const opened = flaw.code === 'NOT_CLOSED' ? openingOf(document.contents, text, flaw.sign, offset) : undefined;
  const at = opened ?? offset;
  return { problem: { code: 'YAML_SYNTAX', flaw, line: lineAt(text, at).trim() }, offset: at };
}

function duplicateKeys(node: ParsedNode | null, level = 0): Unplaced[] {
  if (level > maxLevels) return [];
  if (isSeq(node)) return node.items.flatMap((item) => duplicateKeys(item, level + 1));
  if (!isMap(node)) return [];
  const seen = new Set<unknown>();
  return node.items.flatMap(({ key, value }) => {
    const within = duplicateKeys(value, level + 1);
    if (!isScalar(key)) return within;
    const isNew = !seen.has(key.value);
    seen.add(key.value);
    const problem = { code: 'DUPLICATE_KEY', key: String(key.value) } as const;
    return isNew ? within : [{ problem, offset: key.range[0] }, ...within];
  });
}
