/** `a, b and c`. */
export function listed(items: readonly string[], conjunction: string): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** Names of keys and verbs, as they are written in the file. */
export function asCode(words: readonly string[]): string[] {
  return words.map((word) => `\`${word}\``);
}
