/** Spanish words for what is wrong with a file of an author. */
import type { FaultTable } from '../words.ts';
import { problems } from './problems.ts';

export const es: FaultTable = {
  problems,
  found: (found) => `; se encontró ${found.kind === 'value' ? found.text : things[found.kind]}`,
  didYouMean: (word) => `¿quisiste decir «${word}»?`,
  seeLine: (line) => `mira la línea ${line}`,
  allowed: (words) => `Se permite: ${words.join(', ')}`,
};

const things = { nothing: 'nada', list: 'una lista', object: 'un objeto' };
