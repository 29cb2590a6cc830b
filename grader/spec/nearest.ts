/** The word an author probably meant, by the number of letters to change. */

/** The candidate closest to `word`, or undefined when none is close. Case and separators do not count. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const plain = letters(word);
  const limit = Math.floor((plain.length + 1) / 3);
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(plain, letters(candidate), limit) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate;
}

function letters(word: string): string {
  return word.toLowerCase().replaceAll(/[-_\s]/g, '');
}

/** Letters to insert, drop, change or swap with their neighbour; any number above `limit` once it is exceeded. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
  let beforeLast: readonly number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = nextRow(a, b, row, last, beforeLast);
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

function nextRow(a: string, b: string, row: number, last: readonly number[], beforeLast: readonly number[]): number[] {
  const current = [row];
  for (let column = 1; column <= b.length; column += 1) {
    const changed = at(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
    const swapped =
      a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
        ? at(beforeLast, column - 2) + 1
        : Number.POSITIVE_INFINITY;
    current.push(Math.min(changed, at(last, column) + 1, at(current, column - 1) + 1, swapped));
  }
  return current;
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
