/** A class of any size, mixed from parts: who hands in what is drawn, how many of each sort there are is not. Pure. */
import { drawFrom, type Draw } from './draw.ts';
import { hostileNames, usualNames } from './names.ts';
import type { Member, Part, Sort } from './part.ts';

/** Again and again: most of a class is broken in some way, and even a small one has some of every sort. */
const order: readonly Sort[] = ['broken', 'hostile', 'right', 'ungradable', 'broken', 'hostile', 'broken', 'right'];

const firstId = 1000;

/** Parts of a sort come in a drawn order, each once before any comes again. Throws for a sort of which there is none. */
export function mix(parts: readonly Part[], count: number, seed: number): Member[] {
  const draw = drawFrom(seed);
  const bySort = Map.groupBy(draw.shuffled(parts), ({ sort }) => sort);
  const taken = new Map<Sort, number>();
  const chosen = Array.from({ length: count }, (_, index) => {
    const sort = order[index % order.length] ?? 'broken';
    const at = taken.get(sort) ?? 0;
    taken.set(sort, at + 1);
    return pick(bySort.get(sort) ?? [], at, sort);
  });
  const names = namesFor(chosen, draw);
  return draw.shuffled(chosen.map((part, index) => ({ id: String(firstId + index), name: names[index] ?? '', part })));
}

function pick(parts: readonly Part[], at: number, sort: Sort): Part {
  const part = parts[at % parts.length];
  if (part === undefined) throw new Error(`There is nothing ${sort} to make a class of`);
  return part;
}

/** Every other hostile hand-in is of somebody whose name is hostile, too. */
function namesFor(parts: readonly Part[], draw: Draw): string[] {
  const usual = draw.shuffled(usualNames());
  const hostile = draw.shuffled(hostileNames);
  let hostiles = 0;
  return parts.map(({ sort }, index) => {
    hostiles += sort === 'hostile' ? 1 : 0;
    const isHostile = sort === 'hostile' && hostiles % 2 === 1;
    const names = isHostile ? hostile : usual;
    return names[(isHostile ? (hostiles - 1) / 2 : index) % names.length] ?? '';
  });
}
