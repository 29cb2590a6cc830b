/** The page of a student, in English. */
import type { PageWords } from '../page-words.ts';
import { number } from './phrases.ts';

export const page: PageWords = {
  handedIn: 'Handed in',
  late: 'late',
  earlierAttempts: (count) =>
    `You also handed in ${number(count, 'earlier attempt', 'earlier attempts')}: only the last one counts.`,
  parts: 'What it is worth',
  columns: ['Part', 'Handed in', 'Points'],
  ungradable: 'Your submission could not be graded',
  graderError: 'Your submission has not been graded yet',
  graderErrorMeans:
    'The grader failed: it is not your fault, and you do not have to do anything. Your teacher knows and will grade it again.',
};
