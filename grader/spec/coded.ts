/** Unions of codes with arguments, made from a table of what each code needs; so that a table of words can be keyed alike. */
export type Coded<Args, Code extends keyof Args = keyof Args> = {
  [C in Code]: { readonly code: C } & Args[C];
}[Code];

/** A table of words: what is said for each code. */
export type WordsOf<Args, More extends readonly unknown[] = []> = {
  readonly [Code in keyof Args]: (args: Args[Code], ...more: More) => string;
};

/** Looks a code up in its table of words. */
export function tell<Args, Code extends keyof Args, More extends readonly unknown[]>(
  words: WordsOf<Args, More>,
  coded: Coded<Args, Code>,
  ...more: More
): string {
  return words[coded.code](coded, ...more);
}
