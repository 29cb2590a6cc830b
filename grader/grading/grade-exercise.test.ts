/** Small programs are really started: what is tested is what becomes of a whole exercise. */
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExerciseGrade } from '../model/grade.ts';
import type { Found } from '../submission/find-programs.ts';
import { Folder } from '../testing/folder.ts';
import { Lab } from '../testing/lab.ts';
import { kernelFacts } from '../testing/needs.ts';
import { echoClient, echoServer, fixedPortServer, silentServer } from '../testing/programs.ts';
import { WorkerPool } from '../worker/worker-pool.ts';
import { chosenChecks, gradeExercise, type ExerciseTask } from './grade-exercise.ts';
import { locate } from './grade-submission.ts';
import { smallExercise as exercise } from './sample/exercise.ts';

let pool: WorkerPool;

beforeAll(async () => {
  pool = await WorkerPool.open({ exercises: [exercise], isolation: 'auto', kernel: 'auto', workers: 2 });
});

afterAll(() => pool[Symbol.asyncDispose]());

async function taskFor(folder: Folder, chosen: Partial<ExerciseTask> = {}): Promise<ExerciseTask> {
  const { root, sets } = await locate(folder.path, exercise, {});
  const [set] = sets;
  if (set === undefined) throw new Error('No set of programs');
  const workFolder = folder.at('.work');
  return { exercise, set, root, workFolder, only: [], presentOnly: false, pool, onCheck: () => {}, ...chosen };
}

async function gradeOf(folder: Folder, chosen: Partial<ExerciseTask> = {}): Promise<ExerciseGrade> {
  return gradeExercise(await taskFor(folder, chosen));
}

/** Every check with its verdict, and the codes of its findings. */
function told({ checks }: ExerciseGrade): string[] {
  return checks.map(({ check, verdict }) => {
    const findings = 'findings' in verdict ? verdict.findings.map(({ code }) => ` ${code}`) : [];
    return `${check}: ${verdict.kind}${findings.join('')}`;
  });
}

const serverPassed = ['opens-its-port: passed', 'echoes-one-message: passed', 'closes-after-the-client: passed'];

describe('a right submission', () => {
  test('gets all points, those of the bonus on top', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    await using folder = await Folder.of({ 'tcp_server.py': echoServer, 'tcp_client.py': echoClient });
    const grade = await gradeOf(folder);
    expect(told(grade)).toEqual([
      ...serverPassed,
      'leaves-no-connection: passed',
      'sends-its-line: passed',
      'shows-the-echo: passed',
    ]);
    expect(grade).toMatchObject({
      exercise: 'small',
      language: 'python',
      score: 105,
      maxScore: 100,
      complete: true,
      notes: [],
      programs: [
        { program: 'server', language: 'python', file: 'tcp_server.py' },
        { program: 'client', language: 'python', file: 'tcp_client.py' },
      ],
    });
    expect(grade.checks.map(({ points, maxPoints }) => [points, maxPoints])).toEqual([
      [30, 30],
      [15, 15],
      [20, 20],
      [5, 5],
      [15, 15],
      [20, 20],
    ]);
  });

  test('keeps what happened in every check, and how long it took', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': echoServer });
    const { checks } = await gradeOf(folder, { only: ['opens-its-port'] });
    expect(checks.map(({ check }) => check)).toEqual(['opens-its-port']);
    expect(checks[0]?.timeline.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['program-started', 'connected', 'step-ended']),
    );
    expect(checks[0]?.wallMs).toBeGreaterThan(0);
  });
});

describe('a submission with a mistake', () => {
  test('loses the check that shows it; what needs that check is skipped', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': silentServer });
    const grade = await gradeOf(folder, { only: ['closes-after-the-client'] });
    expect(told(grade)).toEqual([
      'opens-its-port: passed',
      'echoes-one-message: failed REPLY_MISSING',
      'closes-after-the-client: skipped',
    ]);
    expect(grade).toMatchObject({ score: 30, maxScore: 65, complete: true });
  });

  test('with a port of its own loses nothing for it, and is told', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    await using folder = await Folder.of({ 'tcp_server.py': fixedPortServer });
    const grade = await gradeOf(folder, { only: ['closes-after-the-client'] });
    expect(told(grade)).toEqual(serverPassed);
    const [note, ...others] = grade.notes;
    expect(note).toMatchObject({ code: 'PORT_IGNORED', args: { program: 'server', used: 5000 }, evidence: [] });
    expect(note?.args).not.toMatchObject({ wanted: 5000 });
    expect(others).toEqual([]);
  });
});

test('a program that no chosen check is about is not compiled', async (context) => {
  await using lab = await Lab.open(context);
  await lab.tool('c');
  await using folder = await Folder.of({ 'tcp_server.c': 'int main(void) { return sockets; }', 'tcp_client.c': '' });
  const task = await taskFor(folder, { only: ['opens-its-port'] });
  const grade = await gradeExercise(task);
  expect(told(grade)).toEqual(['opens-its-port: failed COMPILE_FAILED']);
  expect(await readdir(task.workFolder)).toEqual(['server']);
});

describe('a submission without a program to start', () => {
  test('loses the checks of a program that is missing, and only those', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': echoServer });
    const grade = await gradeOf(folder, { only: ['echoes-one-message', 'shows-the-echo'] });
    expect(told(grade)).toEqual([
      'opens-its-port: passed',
      'echoes-one-message: passed',
      'sends-its-line: failed PROGRAM_MISSING',
      'shows-the-echo: skipped',
    ]);
    expect(grade).toMatchObject({ score: 45, maxScore: 80, complete: true });
    expect(grade.programs).toContainEqual({ program: 'client', language: null, file: null });
    expect(grade.checks[2]).toMatchObject({ timeline: [], wallMs: 0 });
  });

  test('may be about one program only', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': echoServer });
    const task = await taskFor(folder, { presentOnly: true });
    expect(chosenChecks(task).map(({ of }) => of)).toEqual(['server', 'server', 'server', 'server']);
  });

  test('is not decided when two files could be the program', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': echoServer, 'TCP-Server.py': silentServer });
    const grade = await gradeOf(folder, { only: ['echoes-one-message'] });
    expect(told(grade)).toEqual(['opens-its-port: inconclusive PROGRAM_AMBIGUOUS', 'echoes-one-message: skipped']);
    expect(grade).toMatchObject({ score: 0, maxScore: 45, complete: false });
  });

  test('loses the checks of a program that does not compile', async (context) => {
    await using lab = await Lab.open(context);
    await lab.tool('c');
    await using folder = await Folder.of({ 'tcp_server.c': 'int main(void) { return sockets; }' });
    const grade = await gradeOf(folder, { only: ['opens-its-port'] });
    expect(told(grade)).toEqual(['opens-its-port: failed COMPILE_FAILED']);
    expect(grade).toMatchObject({ language: 'c', score: 0, complete: true });
  });

  test('loses the checks of a program that is a folder', async () => {
    await using folder = await Folder.of({ 'notas.py': 'print(1)' });
    await mkdir(folder.at('tcp_server.py'));
    expect(told(await gradeOf(folder, { only: ['opens-its-port'] }))).toEqual([
      'opens-its-port: failed PROGRAM_UNREADABLE',
    ]);
  });

  test('loses the checks of a program that is a link to nothing', async () => {
    await using folder = await Folder.of({ 'tcp_client.py': echoClient });
    await symlink('gone.py', folder.at('tcp_server.py'));
    const grade = await gradeOf(folder, { only: ['opens-its-port', 'sends-its-line'] });
    expect(told(grade)).toEqual(['opens-its-port: failed PROGRAM_UNREADABLE', 'sends-its-line: passed']);
  });

  test('has to have been looked for', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': echoServer });
    const task = await taskFor(folder);
    const { server, client } = task.set.programs;
    if (server === undefined || client === undefined) throw new Error('No programs');
    await expect(gradeExercise({ ...task, set: { ...task.set, programs: { server } } })).rejects.toThrow('client');
  });
});

/** Leaves a mark beside itself every time it is started. */
const countingServer = `
  import os
  open(os.path.join(os.path.dirname(__file__), "starts"), "a").write("x")${echoServer}`;

test('a check that was decided is performed once', async () => {
  await using folder = await Folder.of({ 'tcp_server.py': countingServer });
  await gradeOf(folder, { only: ['opens-its-port'] });
  expect(await readFile(folder.at('starts'), 'utf8')).toBe('x');
});

describe('a check that cannot be decided', () => {
  test('for lack of what the kernel shows is not tried again: that will not change', async () => {
    await using blind = await WorkerPool.open({ exercises: [exercise], isolation: 'auto', kernel: 'off', workers: 1 });
    await using folder = await Folder.of({ 'tcp_server.py': countingServer });
    const grade = await gradeOf(folder, { pool: blind, only: ['leaves-no-connection'] });
    expect(told(grade)).toEqual(['leaves-no-connection: inconclusive UNPROVEN']);
    expect(grade).toMatchObject({ score: 0, complete: false });
    expect(await readFile(folder.at('starts'), 'utf8')).toBe('x');
  });

  test('because its worker was killed is tried three times, and is the fault of the grader; the others are performed', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    await using bare = await WorkerPool.open({ exercises: [exercise], isolation: 'bare', kernel: 'auto', workers: 1 });
    await using folder = await Folder.of({
      'tcp_server.py': `
        import os, signal
        open(os.path.join(os.path.dirname(__file__), "starts"), "a").write("x")
        os.kill(os.getppid(), signal.SIGKILL)
      `,
      'tcp_client.py': echoClient,
    });
    const grade = await gradeOf(folder, { pool: bare, only: ['opens-its-port', 'sends-its-line'] });
    expect(told(grade)).toEqual(['opens-its-port: grader-error', 'sends-its-line: passed']);
    const verdict = grade.checks[0]?.verdict;
    expect(verdict?.kind === 'grader-error' && verdict.message).toContain('A worker of the grader ended');
    expect(grade.complete).toBe(false);
    expect(await readFile(folder.at('starts'), 'utf8')).toBe('xxx');
  });

  test('because its program could not be prepared is the fault of the grader, and the others are performed', async () => {
    await using folder = await Folder.of({ 'tcp_server.c': '', 'tcp_client.py': echoClient });
    const task = await taskFor(folder, { only: ['opens-its-port', 'sends-its-line'] });
    const lost: Found = { kind: 'found', path: 'gone/tcp_server.py', language: 'python', by: 'name' };
    const client: Found = { kind: 'found', path: 'tcp_client.py', language: 'python', by: 'name' };
    const grade = await gradeExercise({ ...task, set: { ...task.set, programs: { server: lost, client } } });
    expect(told(grade)).toEqual(['opens-its-port: grader-error', 'sends-its-line: passed']);
    expect(grade.complete).toBe(false);
  });
});

test('every check is told as soon as it is decided, those that are skipped too', async () => {
  await using folder = await Folder.of({ 'tcp_server.py': silentServer });
  const seen: string[] = [];
  const onCheck: ExerciseTask['onCheck'] = ({ check, verdict }) => seen.push(`${check.id}: ${verdict.kind}`);
  await gradeOf(folder, { only: ['closes-after-the-client'], onCheck });
  expect(seen).toEqual(['opens-its-port: passed', 'echoes-one-message: failed', 'closes-after-the-client: skipped']);
});
