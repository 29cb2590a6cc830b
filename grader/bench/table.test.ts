import { expect, test } from 'vitest';
import { benchSchema, type Bench } from './bench-schema.ts';
import { memoryLine, rateLine, ratioLine, shareLine, timeLine } from './line.ts';
import { renderBench } from './table.ts';

const bench: Bench = {
  schema: 'socklab/bench/v1',
  environment: {
    socklab: '0.1.0',
    node: 'v24.21.0',
    os: 'linux x64',
    processors: 2,
    isolation: 'network',
    kernelEvidence: true,
    workers: 4,
    python: '/usr/bin/python3',
  },
  rounds: 3,
  quick: false,
  starts: [
    { exercise: 'tcp-echo', program: 'server', count: 34 },
    { exercise: 'tcp-echo', program: 'client', count: 19 },
  ],
  verdicts: {
    right: { passed: 83, failed: 0, skipped: 0, undecided: 0 },
    failing: { passed: 7, failed: 8, skipped: 68, undecided: 0 },
    portable: { passed: 76, failed: 0, skipped: 0, undecided: 7 },
  },
  lines: [
    ratioLine('right submission / its bare starts', [1.2, 1.4, 1.3], 1.5),
    timeLine('grade --help', [120, 180.4, 170], 150),
    timeLine('right submission', [2100, 2050, 2300]),
  ],
  slowestChecks: [timeLine('udp-echo does-not-wait-for-ever', [1040, 1020, 1060])],
  class: {
    students: 100,
    isolation: 'sandbox',
    workers: 4,
    starts: [{ exercise: 'tcp-echo', program: 'server', count: 3400 }],
    verdicts: { passed: 8299, failed: 0, skipped: 0, undecided: 1 },
    bareAtOnce: 4,
    lines: [
      shareLine('rate of the batch, of the bare rate', [70, 91.2, 92], 90),
      rateLine('submissions of the batch', [1.204, 1.3, 1.25]),
    ],
  },
  memory: {
    sizes: [100, 10_000],
    lines: [ratioLine('10000 submissions / 100', [1.25, 1.3, 1.1], 1.2), memoryLine('100 submissions', [130.4])],
  },
  worstSpecimens: [ratioLine('tcp-echo server-spins-at-the-end', [2.5, 3.5, 2.75], 3)],
  specimens: [{ exercise: 'tcp-echo', name: 'server-spins-at-the-end', ms: 5000, referenceMs: 2000 }],
};

test('the measurements are shown as tables, with what they were made under', async () => {
  await expect(renderBench(bench)).toMatchFileSnapshot('golden/table.txt');
});

test('a quick measurement says how little it says', () => {
  expect(renderBench({ ...bench, quick: true })).toContain('too little to judge.\n');
  expect(renderBench(bench)).not.toContain('too little to judge');
});

test('the document fits its schema', () => {
  expect(benchSchema.parse(bench)).toEqual(bench);
});
