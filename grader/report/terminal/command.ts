/** The command line a student copies to grade again. */

const needsNoQuotes = /^[\w./~+,:@%=-]+$/;
const safeInDoubleQuotes = /^[^"$`\\!%]*$/;

/** `npm run grade -- PATH [--exercise ID]`; the exercise is named when the submission has several. */
export function gradeCommand(path: string, exercise: string | null): string {
  return ['npm run grade --', quotedForShell(path), ...(exercise === null ? [] : ['--exercise', exercise])].join(' ');
}

/** Double quotes where they do, since they work in every shell; a POSIX shell's single quotes otherwise. */
function quotedForShell(word: string): string {
  if (needsNoQuotes.test(word)) return word;
  return safeInDoubleQuotes.test(word) ? `"${word}"` : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
