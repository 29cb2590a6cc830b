/** The labs of the project: their files, the template of their report, and a submission that has everything. */
import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseResult } from '../report/json/result-schema.ts';
import { loadExercises } from '../spec/load-exercise.ts';
import type { LabReport } from '../spec/lab.ts';
import { labsIn, loadLab, type LoadedLab } from '../spec/load-lab.ts';
import { parseLab } from '../spec/parse-lab.ts';
import { copyOfProject, english, projectFolder, socklab } from '../testing/command.ts';
import { silentServer } from '../testing/programs.ts';
import { checkWriteup } from '../writeup/check-writeup.ts';
import { gradeReport } from '../writeup/grade-report.ts';
import { exercisesFolder, fixturesFolder } from './project.ts';

const exercises = (await loadExercises(exercisesFolder)).map(({ id }) => id);
const labs = await labsIn(exercisesFolder);
const ana = join(fixturesFolder, 'week-2/right/PracticaSockets_Ana');

function load(id: string): Promise<LoadedLab> {
  return loadLab(exercisesFolder, id, exercises);
}

test.each(labs)('%s has a lab file without errors and a statement in both languages', async (id) => {
  const { lab } = await load(id);
  const files = await readdir(join(exercisesFolder, id));
  expect(files).toEqual(expect.arrayContaining(['README.md', 'README.en.md']));
  expect(lab.parts.length).toBeGreaterThan(0);
});

test('every exercise belongs to the course, in a folder of its own name', async () => {
  const { lab } = await load('course');
  expect(lab.parts.map(({ exercise }) => exercise).toSorted()).toEqual(exercises);
  expect(lab.parts.filter(({ exercise, folder }) => exercise !== folder)).toEqual([]);
});

test.each([
  ['README.md', 'mi-practica'],
  ['README.en.md', 'my-lab'],
])('the lab in %s has no errors', async (file, id) => {
  const text = await readFile(join(projectFolder, file), 'utf8');
  const [, yaml = ''] = /```yaml\n([^`]*lab\.schema\.json[^`]*)```/.exec(text) ?? [];
  expect(parseLab(yaml, file, id, exercises)).toMatchObject({ ok: true, lab: { id } });
});

async function reportOf(id: string): Promise<{ report: LabReport; template: string }> {
  const { lab, template } = await load(id);
  if (lab.report === undefined) throw new Error(`${id} asks for no report`);
  return { report: lab.report, template };
}

describe('the report of week 2', () => {
  test('is worth 20 points, of which a person gives 9', async () => {
    const { report } = await reportOf('week-2');
    const total = (key: 'points' | 'byHand'): number => report.sections.reduce((sum, one) => sum + one[key], 0);
    expect([total('points'), total('byHand')]).toEqual([11, 9]);
  });

  test('earns nothing as it was handed out, though it has every heading, and leaves nothing to mark', async () => {
    const { report, template } = await reportOf('week-2');
    const results = checkWriteup(template, template, report.sections, () => true);
    expect(results.map(({ points, byHand, problem }) => [points, byHand, problem?.code])).toEqual(
      report.sections.map(() => [0, 0, 'TEMPLATE_ONLY']),
    );
  });

  test('earns everything that a program can give when it is filled in', async () => {
    const { report, template } = await reportOf('week-2');
    const { file, sections } = await gradeReport(ana, report, template);
    expect(file).toBe('REPORTE.md');
    expect(sections.map(({ points, problem }) => [points, problem])).toEqual([
      [3, null],
      [3, null],
      [3, null],
      [2, null],
    ]);
  });
});

test('a right submission of week 2 has all points but those that a person gives', { timeout: 60_000 }, async () => {
  const args = ['grade', ana, '--lab', 'week-2', '--format', 'json'];
  const { exitCode, stdout, stderr } = await socklab(args, { env: english });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const { lab, score, maxScore } = parseResult(JSON.parse(stdout));
  expect([lab?.toBeMarked, score, maxScore, lab?.score]).toEqual([9, score, 100, score]);
  expect(score).toBeGreaterThanOrEqual(91);
});

test('of a lab in exercises/, what was started is graded, and the rest costs its points', async () => {
  await using project = await copyOfProject();
  await project.write('exercises/tcp-echo/python/tcp_server.py', silentServer);
  await cp(join(ana, 'REPORTE.md'), project.at('exercises/week-2/REPORTE.md'));
  const where = { env: english, project: project.path, folder: project.path };
  const { exitCode, stdout, stderr } = await socklab(['grade', '--lab', 'week-2'], where);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(stdout).toMatch(/TCP echo · Python +\d+(?:\.\d+)? \/ 40\n/);
  expect(stdout).toMatch(/UDP echo: not handed in +0 \/ 40\n/);
  expect(stdout).toMatch(/✗ Experiment[^]*The picture evidencia\/sin%20servidor\.png is not in what you handed in\./);
  expect(stdout).toMatch(/npm run grade -- exercises\/tcp-echo\/python --check [\w-]+\n/);
});
