/** From the command line to the report: small programs are really graded. */
import { cp, readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { judgeCheck } from '../judge/judge-check.ts';
import { parseResult } from '../report/json/result-schema.ts';
import { checkOf } from '../report/json/to-result.ts';
import { loadExercises } from '../spec/load-exercise.ts';
import { copyOfProject, english, projectFolder, socklab, spanish } from '../testing/command.ts';
import { Folder } from '../testing/folder.ts';
import { fromResult } from '../testing/from-result.ts';
import { echoClient, echoServer, fixedPortServer, silentServer } from '../testing/programs.ts';

const quick = ['--check', 'opens-its-port', '--workers', '1'];

function commandsIn({ stdout }: { readonly stdout: string }): ReadonlySet<string> {
  return new Set(stdout.match(/npm run grade -- .*/g));
}

describe('the exit code', () => {
  test('is 0 when everything that was asked is passed', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': echoServer });
    const { exitCode, stdout, stderr } = await socklab(['grade', folder.path, ...quick], { env: english });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('You passed everything. Well done!');
    expect(stdout).not.toContain('\u001b');
  });

  test('is 1 when points are lost, and the report says why', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': silentServer });
    const args = ['grade', folder.path, '--check', 'echoes-one-message', '--workers', '1'];
    const { exitCode, stdout, stderr } = await socklab(args, { env: english });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toContain('✗ Echoes one message');
    expect(stdout).toContain(`npm run grade -- ${folder.path}`);
  });

  test('is 3 when a check was left undecided', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': echoServer, 'TCP-server.py': silentServer });
    const { exitCode, stdout } = await socklab(['grade', folder.path, ...quick], { env: english });
    expect(exitCode).toBe(3);
    expect(stdout).toContain('TCP-server.py and tcp_server.py');
  });

  test('is 3 when the machine lacks a compiler', async () => {
    await using folder = await Folder.of({ 'tcp_server.c': 'int main(void) { return 0; }' });
    const { exitCode, stdout } = await socklab(['grade', folder.path, ...quick], {
      env: { ...english, PATH: folder.path },
    });
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/cc, gcc,? or clang/);
  });
});

describe('what is graded', () => {
  test('of two files for one program is the one that is chosen', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': echoServer, 'TCP-server.py': silentServer });
    const args = ['grade', folder.path, '--exercise', 'tcp-echo', '--program', 'server=tcp_server.py', ...quick];
    const { exitCode, stdout } = await socklab(args, { env: english });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('TCP server: tcp_server.py');
  });

  test('may be a single file, found from the folder the command is run in', async () => {
    await using folder = await Folder.of({ 'tarea/servidor.py': echoServer });
    const args = ['grade', 'tarea/servidor.py', '--exercise', 'tcp-echo', ...quick];
    const { exitCode, stdout } = await socklab(args, { env: english, folder: folder.path });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('TCP server: servidor.py');
  });

  test('may ignore the port it is told, and the student hears of it', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': fixedPortServer });
    const { exitCode, stdout } = await socklab(['grade', folder.path, ...quick], { env: english });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/port 5000/);
  });

  test('by `npm run grade` alone, with nothing started, is the reference, as a demonstration', async () => {
    await using project = await copyOfProject();
    const env = { LC_ALL: 'en_US.UTF-8' };
    const { stdout, stderr } = await execa('npm', ['run', 'grade', '--', ...quick], { cwd: project.path, env });
    expect(stderr).toContain('As a demonstration, this is how the reference solution is graded:');
    expect(stdout).toContain('TCP server: tcp_server.py');
  });

  test('by npm starts from where the student stands, and so does the result file', async () => {
    await using project = await copyOfProject();
    await project.write('exercises/tcp-echo/python/tcp_server.py', silentServer);
    const options = ['--check', 'echoes-one-message', '--workers', '1', '--output', 'mi resultado.txt'];
    const run = ['run', 'grade', '--', 'python', '--exercise', 'tcp-echo', '--program', 'server=tcp_server.py'];
    const cwd = project.at('exercises/tcp-echo');
    const env = { LC_ALL: 'en_US.UTF-8', npm_config_loglevel: 'silent' };
    const { stderr, exitCode } = await execa('npm', [...run, ...options], { cwd, env, reject: false });
    expect({ stderr, exitCode }).toEqual({ stderr: 'Result written to mi resultado.txt', exitCode: 1 });
    expect(await readFile(`${cwd}/mi resultado.txt`, 'utf8')).toContain(
      'npm run grade -- python --exercise tcp-echo --program server=tcp_server.py --check echoes-one-message\n',
    );
  });

  test('is what the student wrote, whatever stubs lie beside it', async () => {
    await using project = await copyOfProject();
    await project.write('exercises/tcp-echo/python/servidor.py', echoServer);
    const args = ['grade', ...quick];
    for (const path of [[], [project.at('exercises')], [project.at('exercises/tcp-echo')]]) {
      const { exitCode, stdout, stderr } = await socklab([...args, ...path], { env: english, project: project.path });
      expect({ exitCode, stderr }).toEqual({
        exitCode: 0,
        stderr: 'Not started, and so not graded: TypeScript, C.\n\n',
      });
      expect(stdout).toContain('python/servidor.py');
      expect(stdout).not.toContain('.ts');
    }
  });

  test('without a path is what the student has started', async () => {
    await using project = await copyOfProject();
    await project.write('exercises/tcp-echo/python/tcp_server.py', silentServer);
    const args = ['grade', '--check', 'echoes-one-message', '--workers', '1'];
    const { exitCode, stdout, stderr } = await socklab(args, { env: spanish, project: project.path });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'Sin empezar, y por eso sin calificar: TypeScript, C.\n\n',
    });
    expect(stdout).toContain('Servidor TCP: python/tcp_server.py');
    expect(stdout).not.toContain('UDP');
  });

  test('is nothing, and no demonstration, where the files of exercises/ are as they were handed out', async () => {
    await using project = await copyOfProject();
    const args = ['grade', 'exercises/udp-echo/c', ...quick];
    const where = { env: english, project: project.path, folder: project.path };
    expect(await socklab(args, where)).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr:
        'Nothing has been started in exercises/udp-echo/c yet: the files are as they were handed out. Write your program in them and grade again.\n',
    });
  });

  test('can be graded again by the narrowest path, and stubs handed in elsewhere are graded', async () => {
    await using project = await copyOfProject();
    await project.write('exercises/tcp-echo/python/tcp_server.py', silentServer);
    await project.write('exercises/tcp-echo/c/tcp_server.c', 'int main(void) { return 0; }');
    await cp(project.at('exercises/udp-echo/python'), project.at('ana/udp'), { recursive: true });
    await project.write('ana/tcp/tcp_server.py', silentServer);
    const where = { env: english, project: project.path, folder: project.path };
    const args = ['grade', '--check', 'echoes-one-message', '--check', 'opens-its-port', '--workers', '1'];
    expect(commandsIn(await socklab(args, where))).toEqual(
      new Set([
        'npm run grade -- exercises/tcp-echo/python --check echoes-one-message',
        'npm run grade -- exercises/tcp-echo/c --check opens-its-port',
      ]),
    );
    expect(commandsIn(await socklab([...args, 'ana'], where))).toEqual(
      new Set([
        'npm run grade -- ana/tcp --exercise tcp-echo --check echoes-one-message',
        'npm run grade -- ana/udp --exercise udp-echo --check opens-its-port',
      ]),
    );
  });
});

test('without a network of their own for programs, the whole story says why', async () => {
  await using folder = await Folder.of({ 'tcp_server.py': echoServer });
  const env = { ...english, PATH: folder.path };
  const { stderr } = await socklab(['grade', folder.path, '--verbose', ...quick], { env });
  expect(stderr).toBe(
    'Programs run without a network of their own, which does not work here: A worker of the grader could not be started: spawn unshare ENOENT\n',
  );
});

describe('the JSON document', () => {
  test('is a result, and judging its timelines again gives the same verdicts', async () => {
    await using folder = await Folder.of({
      'tcp_server.py': silentServer,
      'tcp_client.py': echoClient,
      'udp_server.py': 'raise RuntimeError("\\u001b[2J")',
    });
    const { exitCode, stdout } = await socklab(['grade', folder.path, '--format', 'json'], { env: english });
    expect(exitCode).toBe(1);
    const exercises = await loadExercises(`${projectFolder}/exercises`);
    const { grades, submission } = fromResult(parseResult(JSON.parse(stdout)), exercises);
    expect(submission).toEqual({ name: folder.name, path: folder.path });
    const performed = grades.flatMap((grade) =>
      grade.checks.filter(({ timeline }) => timeline.length > 0).map((result) => ({ ...result, grade })),
    );
    expect(new Set(performed.map(({ verdict }) => verdict.kind))).toEqual(new Set(['passed', 'failed']));
    for (const { grade, check: id, program, timeline, verdict } of performed) {
      const exercise = exercises.find((one) => one.id === grade.exercise);
      const check = checkOf(exercises, grade.exercise, id, program);
      if (exercise === undefined || check === undefined) throw new Error(`No check ${id}`);
      expect(judgeCheck(exercise, check, timeline)).toEqual(verdict);
    }
  });

  test('of several paths is a list', async () => {
    await using folder = await Folder.of({ 'a/tcp_server.py': echoServer, 'b/tcp_server.py': silentServer });
    const { stdout } = await socklab(['grade', folder.at('a'), folder.at('b'), '--format', 'json', ...quick]);
    const documents: unknown = JSON.parse(stdout);
    if (!Array.isArray(documents)) throw new Error('No list');
    expect(documents.map((document) => parseResult(document).submission.name)).toEqual(['a', 'b']);
  });
});

test('the result goes into a file, in place of what was there, and where it went onto the screen', async () => {
  await using folder = await Folder.of({ 'tcp_server.py': echoServer, 'result.json': 'x'.repeat(100_000) });
  const output = folder.at('result.json');
  const args = ['grade', folder.path, ...quick, '--format', 'json', '--output', output, '--lang', 'en'];
  const { exitCode, stdout, stderr } = await socklab(args, { env: spanish });
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: '', stderr: `Result written to ${output}\n` });
  expect(parseResult(JSON.parse(await readFile(output, 'utf8')))).toMatchObject({ complete: true });
});
