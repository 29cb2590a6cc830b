/** The verdicts of all specimens of an exercise as a table: a row each, a column for every check. Pure. */
import { assertNever } from '../model/assert-never.ts';
import type { CheckResult } from '../model/grade.ts';
import type { VerdictKind } from '../model/verdict.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { Deviation } from './deviation.ts';
import { findingText } from './finding-text.ts';
import type { Specimen } from './specimen.ts';

export type MatrixRow = {
  readonly specimen: Specimen;
  readonly results: readonly CheckResult[];
  readonly deviations: readonly Deviation[];
  /** Why this machine cannot say anything of the specimen; null when it can. */
  readonly leftOut: string | null;
};

const marks: Readonly<Record<VerdictKind, string>> = {
  passed: '.',
  failed: 'X',
  skipped: '-',
  inconclusive: '?',
  'grader-error': '!',
};

const legend = '. passed   X failed   - skipped   ? inconclusive   ! grader error   (blank: no such program)';

/** Columns are numbered; the key to the numbers comes first. Ends in a line end. */
export function renderMatrix(exercise: Exercise, rows: readonly MatrixRow[]): string {
  const { checks } = exercise;
  const key = checks.map(({ id, of, level }, index) => `  ${String(index + 1).padStart(2)} ${of} ${level} ${id}`);
  const width = Math.max(...rows.map(({ specimen }) => labelOf(specimen).length));
  const indent = ' '.repeat(width + 3);
  const tens = indent + checks.map((_, index) => ((index + 1) % 10 === 0 ? String((index + 1) / 10) : ' ')).join('');
  const ones = indent + checks.map((_, index) => String((index + 1) % 10)).join('');
  const body = rows.flatMap((row) => [
    `${row.deviations.length === 0 ? ' ' : '>'} ${labelOf(row.specimen).padEnd(width)} ${row.leftOut === null ? marksOf(exercise, row) : `left out: ${row.leftOut}`}`,
    ...row.deviations.map(deviationLine),
  ]);
  return [exercise.id, ...key, '', legend, tens, ones, ...body, ''].join('\n');
}

function labelOf({ kind, name }: Specimen): string {
  return `${kind} ${name}`;
}

function marksOf({ checks }: Exercise, { results }: MatrixRow): string {
  const verdicts = new Map(results.map((result) => [result.check, result.verdict.kind]));
  return checks
    .map(({ id }) => mark(verdicts.get(id)))
    .join('')
    .trimEnd();
}

function mark(verdict: VerdictKind | undefined): string {
  return verdict === undefined ? ' ' : marks[verdict];
}

function deviationLine(deviation: Deviation): string {
  switch (deviation.kind) {
    case 'unknown-check':
      return `    expected.yaml names ${deviation.check}, which is no check of the program`;
    case 'fails-unexpectedly':
      return `    fails ${deviation.check}, which it is not listed to fail: ${deviation.findings.map(findingText).join('; ')}`;
    case 'does-not-fail':
      return `    should fail ${deviation.check}: ${deviation.verdict}`;
    case 'basic-not-passed':
      return `    a right program must pass ${deviation.check}`;
    case 'undecided':
      return `    ${deviation.check}: ${deviation.verdict}: ${JSON.stringify(deviation.because)}`;
    default:
      return assertNever(deviation);
  }
}
