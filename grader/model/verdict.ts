import type { Finding } from './finding.ts';

/**
 * What became of one check. Only `failed` costs points; `skipped` means that a check it needs was not passed;
 * `inconclusive` and `grader-error` leave the grade incomplete and are never turned into a zero.
 */
export type Verdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly findings: readonly [Finding, ...Finding[]] }
  | { readonly kind: 'skipped'; readonly because: readonly string[] }
  | { readonly kind: 'inconclusive'; readonly findings: readonly Finding[] }
  | { readonly kind: 'grader-error'; readonly message: string };

export type VerdictKind = Verdict['kind'];
