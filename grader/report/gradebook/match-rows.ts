/** Which row of a sheet is whose: by id first, by name second, and never by guessing. */
import type { HandedIn } from '../../model/handed-in.ts';
import { idKeys, nameKeys } from './person-keys.ts';

/** What a row says of its student, by how much it can be trusted: the platform's own id, other ids, names. */
export type Person = {
  readonly ids: readonly string[];
  readonly otherIds: readonly string[];
  readonly names: readonly string[];
};

/** Rows by their index among those that were given. */
export type Match =
  | { readonly kind: 'row'; readonly row: number }
  | { readonly kind: 'none' }
  /** Several rows could be meant. */
  | { readonly kind: 'ambiguous'; readonly rows: readonly number[] }
  /** The row belongs to another submission as well, or to one that fits it better. */
  | { readonly kind: 'shared'; readonly row: number };

type Found = Exclude<Match, { readonly kind: 'shared' }> & { readonly tier: number };

/** One match for each of `handedIn`, in their order. */
export function matchRows(handedIn: readonly HandedIn[], people: readonly Person[]): Match[] {
  const tiers = [
    indexOf(people, ({ ids }) => ids.flatMap(idKeys)),
    indexOf(people, ({ otherIds }) => otherIds.flatMap(idKeys)),
    indexOf(people, ({ names }) => names.flatMap(nameKeys)),
  ];
  const found = handedIn.map(({ student }) => {
    const ids = student.id === null ? [] : idKeys(student.id);
    return search(tiers, [ids, ids, nameKeys(student.name)]);
  });
  const claims = claimsOn(found);
  return found.map((one): Match => {
    if (one.kind !== 'row') return one;
    const rivals = claims.get(one.row) ?? [];
    const isOutdone = rivals.some((rival) => rival !== one && rival.tier <= one.tier);
    return isOutdone ? { kind: 'shared', row: one.row } : one;
  });
}

type Index = ReadonlyMap<string, ReadonlySet<number>>;

function indexOf(people: readonly Person[], keysOf: (person: Person) => readonly string[]): Index {
  const index = new Map<string, Set<number>>();
  for (const [row, person] of people.entries()) {
    for (const key of keysOf(person)) {
      const rows = index.get(key) ?? new Set();
      index.set(key, rows.add(row));
    }
  }
  return index;
}

/** The first tier with any hit decides. */
function search(tiers: readonly Index[], keys: readonly (readonly string[])[]): Found {
  for (const [tier, index] of tiers.entries()) {
    const rows = [...new Set((keys[tier] ?? []).flatMap((key) => [...(index.get(key) ?? [])]))];
    const [row] = rows;
    if (row !== undefined) return rows.length === 1 ? { kind: 'row', row, tier } : { kind: 'ambiguous', rows, tier };
  }
  return { kind: 'none', tier: tiers.length };
}

function claimsOn(found: readonly Found[]): ReadonlyMap<number, readonly Found[]> {
  const claims = new Map<number, Found[]>();
  for (const one of found) {
    if (one.kind !== 'row') continue;
    claims.set(one.row, [...(claims.get(one.row) ?? []), one]);
  }
  return claims;
}
