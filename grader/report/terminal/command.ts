/** The command line a student copies to grade again. */

import { quotedForShell } from '../shell-words.ts';

/** `npm run grade -- WORDS [--exercise ID]`; an exercise that no path names is named. */
export function gradeCommand(given: readonly string[], exercise: string | null): string {
  const isNamed = exercise === null || given.some((word) => word.split(/[\\/]/).includes(exercise));
  const words = [...given, ...(isNamed ? [] : ['--exercise', exercise])];
  return ['npm run grade --', ...words.map(quotedForShell)].join(' ');
}
