/** The command line a student copies to grade again. */

const needsNoQuotes = /^[\w./+,:@%-][\w./+,:@%=-]*$/;
const safeInDoubleQuotes = /^[^"$`\\!%]*$/;

/** `npm run grade -- WORDS [--exercise ID]`; an exercise that no path names is named. */
export function gradeCommand(given: readonly string[], exercise: string | null): string {
  const isNamed = exercise === null || given.some((word) => word.split(/[\\/]/).includes(exercise));
  const words = [...given, ...(isNamed ? [] : ['--exercise', exercise])];
  return ['npm run grade --', ...words.map(quotedForShell)].join(' ');
}

/** Double quotes where they do, since they work in every shell; a POSIX shell's single quotes otherwise. */
function quotedForShell(word: string): string {
  if (needsNoQuotes.test(word)) return word;
  return safeInDoubleQuotes.test(word) ? `"${word}"` : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
