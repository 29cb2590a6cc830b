/**
 * Nothing bounds the time of a submission but its deadlines: their sum is what the page for teachers promises. They are
 * counted in the program's own time, of which at least a tenth of wall time counts; a step that still receives bytes may
 * last some deadlines longer.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadExercises } from '../spec/load-exercise.ts';
import type { Step } from '../spec/step.ts';
import { projectFolder } from '../testing/command.ts';
import { defaultWithinMs, startWithinMs } from './deadlines.ts';

/** What the grader does by itself. */
const withoutProgram: ReadonlySet<Step['do']> = new Set<Step['do']>([
  'close',
  'endInput',
  'file',
  'halfClose',
  'listen',
  'pause',
  'reset',
  'resume',
  'thaw',
  'type',
]);

function deadlineOf(step: Step): number {
  if (step.do === 'start') return startWithinMs;
  if (withoutProgram.has(step.do)) return 0;
  return ('withinMs' in step ? step.withinMs : undefined) ?? defaultWithinMs;
}

const hourMs = 60 * 60 * 1000;

test('Whoever uses up every deadline of week 2 takes less than two hours, as the page for teachers says', async () => {
  const exercises = await loadExercises(join(projectFolder, 'exercises'));
  const steps = exercises
    .filter(({ id }) => id === 'tcp-echo' || id === 'udp-echo')
    .flatMap(({ checks }) => checks.flatMap((check) => check.steps));
  const totalMs = steps.reduce((total, step) => total + deadlineOf(step), 0);
  expect(totalMs).toBeGreaterThan(hourMs);
  expect(totalMs).toBeLessThan(2 * hourMs);
  const words = { 'README.md': 'menos de dos horas', 'README.en.md': 'less than two hours' };
  for (const [file, said] of Object.entries(words)) {
    const text = await readFile(join(projectFolder, file), 'utf8');
    expect(text.replaceAll(/\s+/g, ' ')).toContain(said);
  }
});
