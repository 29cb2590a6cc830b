/** Comparing what people write: case, accents, punctuation, emphasis and numbering do not matter. Pure. */

/** Letters and digits in lower case, without accents, one space between words. */
export function plainWords(text: string): string {
  const plain = text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

/** Whether a heading is one of those that a lab asks for, or goes on after its words. */
export function sameHeading(title: string, wanted: readonly string[]): 'exactly' | 'begins' | 'no' {
  const words = plainWords(title);
  const forms = [words, withoutNumbering(words)];
  const asked = wanted.map(plainWords);
  if (asked.some((one) => forms.includes(one))) return 'exactly';
  return asked.some((one) => forms.some((form) => form.startsWith(`${one} `))) ? 'begins' : 'no';
}

/** `2 1 title` and `b title` without what comes before the title. */
function withoutNumbering(words: string): string {
  return words.replace(/^(?:\d+ )+(?=\S)/, '').replace(/^(?:[a-z]|[ivx]+) (?=\S)/, '');
}
