/**
 * What a schema asks of values in words of its own, as codes: zod carries them in the messages of its formats, and in
 * the parameters of its custom issues.
 */
import type { z } from 'zod';
import type { Coded } from './coded.ts';
import type { PatternFlaw } from './pattern-flaw.ts';

/** How a text must be written. */
export const forms = [
  'NAME',
  'SHA256',
  'HEX',
  'BASE64',
  'PATH_INSIDE',
  'PATH_AROUND',
  'WITHOUT_BLANKS',
  'PROGRAM_FILE',
  'ADDRESS',
  'LAB_FOLDER',
  'HEADING',
  'MARKDOWN_FILE',
  'ARCHIVE',
  'ARCHIVE_FOLDER',
] as const;

export type Form = (typeof forms)[number];

/** What the keys of an object must be together; the codes, each with what its words need to know. */
export type RuleArgs = {
  NO_VERB: object;
  SEVERAL_VERBS: { readonly verbs: readonly string[] };
  /** `notations`: the ways there are to write them. */
  NO_BYTES: { readonly notations: readonly string[] };
  SEVERAL_NOTATIONS: { readonly present: readonly string[]; readonly notations: readonly string[] };
  BYTES_IN_SEVERAL_WAYS: object;
  OUTPUT_IN_SEVERAL_WAYS: object;
  TOO_MUCH_REPEATED: { readonly mebibytes: number };
  HASH_WITHOUT_LENGTH: object;
  MORE_KEYS_WITHOUT_JSON: object;
  CUT_WITHOUT_PIECES: object;
  TOKEN_MISSING: object;
  TYPES_NOTHING: object;
  TEXT_UNLESS_SENT: object;
  ON_UNLESS_ENDED: object;
  PEER_MISSING: object;
  NO_PATTERN: { readonly flaw: PatternFlaw };
};

export type Rule = Coded<RuleArgs>;

/** The message of a format. */
export function mustBe(form: Form): Form {
  return form;
}

/** The form behind the message of an issue; undefined where the words are those of zod. */
export function formOf(message: string): Form | undefined {
  return forms.find((form) => form === message);
}

/** What was made here, and nothing else: zod hands on what it was given. */
const made = new WeakSet<object>();

/** The parameters of a custom issue. */
export function breaks(rule: Rule): { readonly params: Rule } {
  made.add(rule);
  return { params: rule };
}

/** Tells the author in whose file the rule is broken. */
export function refuse(ctx: z.core.$RefinementCtx, rule: Rule): void {
  ctx.addIssue({ code: 'custom', ...breaks(rule) });
}

/** Whether these are the parameters of an issue that `refuse` or `breaks` has made. */
export function isRule(params: object | undefined): params is Rule {
  return params !== undefined && made.has(params);
}
