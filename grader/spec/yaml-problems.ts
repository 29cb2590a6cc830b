/** What keeps a text from being YAML, as far as it can be told: what follows the first broken place is only guessed. */
import type { Document, YAMLError } from 'yaml';
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

/** Every syntax error and every warning, in the order of the file. */
export function yamlProblems(document: Document.Parsed, text: string): Unplaced[] {
  const wrong = onePerPlace([...untilBroken(document.errors), ...document.warnings]);
  return wrong.map((error) => yamlProblem(error, document, text));
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

function yamlProblem(error: YAMLError, document: Document.Parsed, text: string): Unplaced {
  const { code } = error;
  const offset = error.pos[0];
  if (code === 'NON_STRING_KEY') return { problem: { code: 'KEY_NOT_TEXT' }, offset };
  if (code === 'MULTIPLE_DOCS') return { problem: { code: 'SECOND_DOCUMENT' }, offset };
  if (code === 'RESOURCE_EXHAUSTION') return { problem: { code: 'YAML_TOO_DEEP', levels: maxLevels }, offset };
  if (code === 'DUPLICATE_KEY') return { problem: { code, key: keyAt(text, offset) }, offset };
  const flaw = yamlFlaw(error, text);
  const opened = flaw.code === 'NOT_CLOSED' ? openingOf(document.contents, text, flaw.sign, offset) : undefined;
  const at = opened ?? offset;
  return { problem: { code: 'YAML_SYNTAX', flaw, line: lineAt(text, at).trim() }, offset: at };
}

function keyAt(text: string, offset: number): string {
  const key = /^(?:"[^"]*"|'[^']*'|[^\s:,{}]+)/.exec(text.slice(offset))?.[0] ?? '';
  return key.replaceAll(/^["']|["']$/g, '');
}
