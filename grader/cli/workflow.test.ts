/** The workflow that grades a class repository: what it runs exists, and it may do no more than it needs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { english, projectFolder, socklab } from '../testing/command.ts';
import { placeFormats, readFormat } from './formats.ts';

const text = readFileSync(join(projectFolder, '.github/workflows/grade.yml'), 'utf8');

const step = z.strictObject({
  name: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  if: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});

const workflow = z
  .strictObject({
    name: z.string(),
    on: z.record(z.string(), z.unknown()),
    permissions: z.unknown(),
    concurrency: z.unknown(),
    jobs: z.strictObject({
      grade: z.strictObject({
        if: z.string(),
        'runs-on': z.string(),
        'timeout-minutes': z.number(),
        steps: z.array(step),
      }),
    }),
  })
  .parse(parse(text));

const { grade: job } = workflow.jobs;
const commands = job.steps.flatMap(({ run }) => run?.trim().split('\n') ?? []);
const grading = (commands.find((command) => command.startsWith('npm run grade')) ?? '').split(' ');
const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))).scripts;

describe('the workflow', () => {
  test('runs on every push, for a limited time, and may only read', () => {
    expect(Object.keys(workflow.on)).toContain('push');
    expect(job['timeout-minutes']).toBeLessThanOrEqual(30);
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(text).not.toContain('secrets');
    expect(job.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))?.with).toMatchObject({
      'persist-credentials': false,
    });
  });

  test('uses actions that cannot change under it', () => {
    const used = job.steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(2);
    for (const action of used) expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
  });

  test('puts nothing that a push can choose into a command', () => {
    expect(commands.filter((command) => command.includes('${{'))).toEqual([]);
  });

  test('runs scripts that there are', () => {
    const run = commands.flatMap((command) => /^npm run (\S+)/.exec(command)?.[1] ?? []);
    expect(run).toEqual(['grade']);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(run));
  });

  test('grades with options that there are', async () => {
    const { stdout } = await socklab(['grade', '--help'], { env: english });
    const options = grading.filter((word) => /^--\w/.test(word));
    expect(options).toContain('--format');
    for (const option of options) expect(stdout).toMatch(new RegExp(`^ +${option} `, 'm'));
    const isolation = grading[grading.indexOf('--isolation') + 1];
    expect(isolation).toBe('sandbox');
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(new RegExp(`--isolation <level> [^)]*\\b${isolation}\\b`));
  });

  test('asks for reports that go together, and keeps those in files even when points were lost', () => {
    const asked = grading.filter((_, at) => grading[at - 1] === '--format').map(readFormat);
    const destinations = asked.flatMap((one) => (one.kind === 'destination' ? [one.destination] : []));
    expect(destinations).toHaveLength(asked.length);
    expect(placeFormats(destinations, undefined).kind).toBe('destinations');
    const upload = job.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    expect(upload?.if).toBe('${{ !cancelled() }}');
    const files = destinations.flatMap(({ file }) => file ?? []);
    expect(String(upload?.with?.['path']).trim().split('\n')).toEqual(files);
  });
});
