/** The summary of a class, in English. */
import type { ClassWords } from '../class-words.ts';
import { list, number } from './phrases.ts';

export const classSummary: ClassWords = {
  submissions: (count) => number(count, 'submission', 'submissions'),
  counts: ({ graded, incomplete, ungradable, graderErrors }) =>
    list([
      `${graded} graded`,
      ...(incomplete > 0 ? [`${incomplete} not graded to the end`] : []),
      ...(ungradable > 0 ? [`${ungradable} that cannot be graded`] : []),
      ...(graderErrors > 0 ? [`${graderErrors} in which the grader failed`] : []),
    ]),
  distribution: (maxScore) => `Scores, of ${maxScore}`,
  middle: (median, lowest, highest) => `Median ${median}, lowest ${lowest}, highest ${highest}`,
  hardest: 'What was hardest (how many failed)',
  failedBy: (failed, tried) => `${failed} of ${tried}`,
  ungradable: 'Cannot be graded',
  incomplete: 'Not graded to the end',
  graderErrors: 'The grader failed',
  late: 'Handed in late',
  toBeMarked: (points, submissions) =>
    `To be marked by hand: up to ${points} ${points === '1' ? 'point' : 'points'} in ${number(submissions, 'submission', 'submissions')}`,
  more: (count) => `... and ${count} more (grades.csv has them all)`,
};
