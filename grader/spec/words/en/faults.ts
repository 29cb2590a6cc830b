/** English words for what is wrong with a file of an author. */
import type { FaultTable } from '../words.ts';
import { problems } from './problems.ts';

export const en: FaultTable = {
  problems,
  found: (found) => `, found ${found.kind === 'value' ? found.text : things[found.kind]}`,
  didYouMean: (word) => `did you mean "${word}"?`,
  seeLine: (line) => `see line ${line}`,
  allowed: (words) => `Allowed: ${words.join(', ')}`,
};

const things = { nothing: 'nothing', list: 'a list', object: 'an object' };
