/** When two spellings are the same name: case, accents, blanks and the order of first and last names do not matter. */

/** More names than people have: beyond it only the order that is written is tried. */
const mostNames = 8;

/** Two names are the same when they have a key in common; no keys where there is no letter. */
export function nameKeys(name: string): string[] {
  const words = folded(name);
  if (words.length === 0) return [];
  const orders = words.length > mostNames ? [words] : words.map((_, at) => [...words.slice(at), ...words.slice(0, at)]);
  const whole = `words ${words.toSorted().join(' ')}`;
  return [...new Set([whole, ...orders.map((order) => `letters ${order.join('')}`)])];
}

/**
 * Whether two names can be the same person's: they are the same, or one leaves out some of the other. A name that says
 * nothing can be anybody's.
 */
export function mayBeSame(one: string, other: string): boolean {
  const [some, all] = [folded(one), folded(other)].toSorted((a, b) => a.length - b.length);
  if (some === undefined || all === undefined || some.every((word) => all.includes(word))) return true;
  const keys = new Set(nameKeys(other));
  return nameKeys(one).some((key) => keys.has(key));
}

/** An identifier as it is compared: `Participant 1234` of Moodle is `1234`. */
export function idKeys(id: string): string[] {
  const trimmed = id.trim().toLowerCase();
  const number = /^\p{L}[\p{L}\p{M} _]*[ _](?<number>\d+)$/u.exec(trimmed)?.groups?.['number'];
  return trimmed === '' ? [] : [number ?? trimmed];
}

/** The words of a text in small letters, without accents. */
export function folded(text: string): string[] {
  const bare = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return bare.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
