/** Chance that can be had again: the same seed draws the same numbers, on every machine. Pure. */

export type Draw = {
  /** A whole number from 0 up to, and without, `end`. */
  readonly below: (end: number) => number;
  /** The same items in another order. */
  readonly shuffled: <Item>(items: readonly Item[]) => Item[];
};

/** The generator is mulberry32 (Tommy Ettinger, public domain), whose whole state are the 32 bits of the seed. */
export function drawFrom(seed: number): Draw {
  let state = seed;
  const below = (end: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
  };
  const shuffled = <Item>(items: readonly Item[]): Item[] => {
    const left = [...items];
    return items.flatMap(() => left.splice(below(left.length), 1));
  };
  return { below, shuffled };
}
