/** Words as a student can copy them into a command line, whatever shell it is. */

const needsNoQuotes = /^[\w./+,:@%-][\w./+,:@%=-]*$/;
const safeInDoubleQuotes = /^[^"$`\\!%]*$/;

/** Double quotes where they do, since they work in every shell; a POSIX shell's single quotes otherwise. */
export function quotedForShell(word: string): string {
  if (needsNoQuotes.test(word)) return word;
  return safeInDoubleQuotes.test(word) ? `"${word}"` : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** The options that say which file is a program of an exercise. */
export function choiceOptions(exercise: string, program: string, file: string): string {
  return `--exercise ${exercise} --program ${quotedForShell(`${program}=${file}`)}`;
}
