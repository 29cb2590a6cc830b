/**
 * A call that is left without an answer. Within one machine the kernel answers at once, unless the queue of calls that
 * the program has yet to accept is full: then it drops the call, which is repeated about a second later.
 */
import { readSocketTable } from '../kernel/socket-table.ts';
import type { Address } from '../model/observation.ts';
import type { Stage } from './stage.ts';
import { canBeQuiet, Stillness } from './stillness.ts';

/** A call is answered sooner as a rule, so nothing is looked at. */
const lookEveryMs = 10;

/**
 * Tells, once, that nobody is going to answer: the call was repeated while the program had nothing to do, and dropped
 * all the same. What comes later than `withinMs` from now on does not count.
 */
export function watchCall(stage: Stage, to: Address, withinMs: number, onHopeless: () => void): Disposable {
  if (!canBeQuiet(stage)) return { [Symbol.dispose]: () => {} };
  const stillness = new Stillness(stage, withinMs);
  let repeatsAtRest: number | undefined;
  const look = (): void => {
    const repeats = repeatsOf(to);
    const isQuiet = repeats !== undefined && stillness.check() !== undefined;
    repeatsAtRest = isQuiet ? (repeatsAtRest ?? repeats) : undefined;
    if (repeatsAtRest === undefined || repeats === repeatsAtRest) return;
    clearInterval(timer);
    onHopeless();
  };
  const timer = setInterval(look, lookEveryMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** How often the call was repeated; undefined when it is under way no longer. */
function repeatsOf({ port }: Address): number | undefined {
  const calls = readSocketTable('tcp');
  return calls.find(({ state, remotePort }) => state === 'syn-sent' && remotePort === port)?.retransmits;
}
