import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { serverInPython, gradeOf, passed, result, submissionOf } from '../report/sample/grade-builder.ts';
import { tcpEcho } from '../report/sample/exercise.ts';
import { toResult } from '../report/json/to-result.ts';
import { batchFlags, together } from './batch-command.ts';
import { classOf, memoryOf } from './class-lines.ts';
import type { ClassRound, Cost } from './class-rounds.ts';

const packageFile = join(import.meta.dirname, '../../package.json');
const packageSchema = z.object({ scripts: z.record(z.string(), z.string()) });

const sample = toResult(submissionOf(gradeOf([result('opens-its-port', passed)], [serverInPython])), [tcpEcho]);
const starts = [{ exercise: 'tcp-echo', program: 'server', count: 30 }];
const verdicts = { passed: 10, failed: 0, skipped: 1, undecided: 2 };

function round(batch: Cost, bare: Cost): ClassRound {
  return { batched: { ms: batch.ms, starts, verdicts, sample }, batch, bare };
}

function medians(lines: readonly { readonly title: string; readonly median: number }[]) {
  return Object.fromEntries(lines.map(({ title, median }) => [title, median]));
}

describe('a class', () => {
  const rounds = [
    round({ ms: 20_000, processorMs: 30_000 }, { ms: 10_000, processorMs: 15_000 }),
    round({ ms: 10_000, processorMs: 18_000 }, { ms: 9500, processorMs: 15_000 }),
    round({ ms: 12_500, processorMs: 15_000 }, { ms: 10_000, processorMs: 15_000 }),
  ];

  test('is graded at a share of the rate at which its programs can be started', () => {
    const { lines, isolation } = classOf({ rounds, bareAtOnce: 4 }, 10, 6);
    expect(isolation).toBe(sample.environment.isolation);
    expect(lines[0]).toMatchObject({ unit: '%', samples: [50, 95, 80], median: 80, target: 90, met: false });
    expect(medians(lines.slice(1))).toEqual({
      'submissions of the batch': 0.8,
      'submissions, only their bare starts': 1,
      'processor time of the batch / of its bare starts': 1.2,
      'processor time of a submission': 1800,
      'processor time of its bare starts': 1500,
    });
  });
});

describe('memory', () => {
  test('is compared with that of the usual class of the same round; only a larger class has a target', () => {
    const { sizes, lines } = memoryOf([
      { students: 10, samples: [90, 99] },
      { students: 100, samples: [100, 110] },
      { students: 10_000, samples: [130, 132] },
    ]);
    expect(sizes).toEqual([10, 100, 10_000]);
    expect(lines.slice(0, 2)).toMatchObject([
      { title: '10 submissions / 100', median: 0.9, target: null, met: null },
      { title: '10000 submissions / 100', median: 1.25, target: 1.2, met: false },
    ]);
    expect(lines.slice(2).map(({ unit, median }) => [unit, median])).toEqual([
      ['MiB', 94.5],
      ['MiB', 105],
      ['MiB', 131],
    ]);
  });

  test('cannot be compared without the usual class', () => {
    expect(() => memoryOf([{ students: 10, samples: [90] }])).toThrow('No class of 100 was measured');
  });
});

test('a class is graded with the settings of Node that the command has', async () => {
  const { scripts } = packageSchema.parse(JSON.parse(await readFile(packageFile, 'utf8')));
  expect(scripts['grade:batch']).toBe(['node', ...batchFlags, 'grader/main.js', 'grade:batch'].join(' '));
});

test('what the students of a class started, and what came of it, is added up', () => {
  expect(together({ starts, verdicts }, { starts, verdicts })).toEqual({
    starts: [{ exercise: 'tcp-echo', program: 'server', count: 60 }],
    verdicts: { passed: 20, failed: 0, skipped: 2, undecided: 4 },
  });
});
