/** What was thrown, in words: anything can be thrown. */

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** With the stack, for those who look for the fault in the grader. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The system's code, such as `ENOENT`; empty when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
