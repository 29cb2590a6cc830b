import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi, type TestContext } from 'vitest';
import { english, processesIn, copyOfProject, socklab, spanish, type Socklab } from '../../testing/command.ts';
import { Folder } from '../../testing/folder.ts';
import { ownNetwork, sandboxHere, type Need } from '../../testing/needs.ts';
import { eventually } from '../../testing/started.ts';

/** With one exercise more, which is over as soon as it can be. */
let project: Folder;

const tiny = `
  id: tiny
  title: { es: Ejercicio mínimo, en: Tiny exercise }
  points: { basic: 100, robust: 0 }
  programs:
    server: { title: { es: Servidor, en: Server }, role: server, transport: tcp, port: 5000, files: [server] }
  checks:
    - id: echoes-one-message
      of: server
      level: basic
      title: { es: Devuelve un mensaje, en: Echoes one message }
      steps:
        - start: server
        - connect: alice
        - send: { peer: alice, text: Hola }
        - expect: { peer: alice, text: Hola }
`;

/** Commands are started one after the other, each with workers of its own. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

beforeAll(async () => {
  project = await copyOfProject();
  // Where root grades, a sandbox is made by a user who owns nothing.
  await chmod(project.path, 0o755);
  await project.write('exercises/tiny/exercise.yaml', tiny);
});

afterAll(() => project[Symbol.asyncDispose]());

/** Answers with the message, changed by a Python expression; on the port that is written in it. */
function server(change = 'message', before = ''): string {
  return `
import os, socket, sys, time
${before}
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", 5000))
s.listen()
c, _ = s.accept()
message = c.recv(1024)
c.sendall(${change})
`;
}

const right = server();
const wrong = server('message[::-1]');

/** A class of six, of whom some are right, and one archive that is none. */
const aClass = {
  'Ana Pérez/server.py': right,
  'Bruno Díaz/server.py': wrong,
  'Carla Ríos/server.py': right,
  'Diego Núñez/server.py': 'raise SystemExit("no")',
  'Eva Ruiz/server.py': right,
  'Fito Paz.zip': 'no zip',
};

type Ran = { readonly exitCode?: number | undefined; readonly stdout: string; readonly stderr: string };

class Batch implements AsyncDisposable {
  readonly folder: Folder;

  private constructor(folder: Folder) {
    this.folder = folder;
  }

  static async of(files: Readonly<Record<string, string>>): Promise<Batch> {
    const inside = Object.entries(files).map(([name, text]) => [`in/${name}`, text] as const);
    const batch = new Batch(await Folder.of(Object.fromEntries(inside)));
    await mkdir(batch.folder.at('tmp'));
    return batch;
  }

  start(options: readonly string[] = [], env = english): Socklab {
    return this.#start(['--isolation', 'network', '--trust-submissions', ...options], env);
  }

  #start(options: readonly string[], env: Readonly<Record<string, string>>): Socklab {
    const where = [this.folder.at('in'), '--exercise', 'tiny', '--out', this.folder.at('out')];
    return socklab(['grade:batch', ...where, ...options], {
      project: project.path,
      inFront: true,
      env: { ...env, TMPDIR: this.folder.at('tmp'), NODE_COMPILE_CACHE: project.at('cache') },
    });
  }

  async run(options: readonly string[] = [], { env = english } = {}): Promise<Ran> {
    return said(await this.start(options, env));
  }

  async untrusting(options: readonly string[], env: Readonly<Record<string, string>> = english): Promise<Ran> {
    return said(await this.#start(options, env));
  }

  read(file: string): Promise<string> {
    return readFile(this.folder.at(file), 'utf8');
  }

  /** Keys of the results, in the order in which they were kept. */
  async keys(): Promise<string[]> {
    const text = await this.read('out/results.jsonl').catch(() => '');
    const lines = text.split('\n').slice(1, -1);
    return lines.map((line) => /^\{"key":"([^"]+)"/.exec(line)?.[1] ?? line);
  }

  async scores(): Promise<Record<string, string>> {
    const rows = (await this.read('out/grades.csv')).split('\r\n').slice(1, -1);
    return Object.fromEntries(
      rows.map((row) => row.split(',')).map((cells) => [unquoted(cells[0]), unquoted(cells[6])]),
    );
  }

  /** All that a batch leaves, and nothing else. */
  async files(): Promise<string[]> {
    return (await readdir(this.folder.at('out'), { recursive: true })).toSorted();
  }

  /** Files outside of the results and processes that a batch has left. */
  async left(): Promise<(string | number)[]> {
    return [...(await readdir(this.folder.at('tmp'))), ...processesIn(this.folder.path)];
  }

  /** A class that left anything fails its test. */
  async [Symbol.asyncDispose](): Promise<void> {
    const left = await this.left();
    await this.folder[Symbol.asyncDispose]();
    if (left.length > 0) throw new Error(`Left behind: ${left.join(', ')}`);
  }
}

function requires(context: TestContext, { what, isHere }: Need): void {
  if (!isHere()) context.skip(`needs ${what}`);
}

function said({ exitCode, stdout, stderr }: Ran): Ran {
  return { exitCode, stdout, stderr };
}

function unquoted(cell = ''): string {
  return cell.replaceAll('"', '');
}

const filesOfClass = [
  'grades.csv',
  'results.jsonl',
  'students',
  ...['ana-perez', 'bruno-diaz', 'carla-rios', 'diego-nunez', 'eva-ruiz', 'fito-paz'].flatMap((key) => [
    `students/${key}.html`,
    `students/${key}.json`,
  ]),
];

const scoresOfClass = {
  'ana-perez': '100',
  'bruno-diaz': '0',
  'carla-rios': '100',
  'diego-nunez': '0',
  'eva-ruiz': '100',
  'fito-paz': '',
};

describe('a whole class', () => {
  test('is graded in one command, and points that students lose are no failure of it', async (context) => {
    requires(context, ownNetwork);
    await using batch = await Batch.of(aClass);
    const { exitCode, stdout, stderr } = await batch.run();
    expect(stderr.split('\n').slice(0, -2).toSorted()).toHaveLength(6);
    expect(stderr).toMatch(/^[1-6]\/6 {2}Ana Pérez: 100 \/ 100$/m);
    expect(stderr).toMatch(/^[1-6]\/6 {2}Fito Paz: This is no ZIP/m);
    expect(stdout).toContain('Tiny exercise');
    expect(exitCode).toBe(0);
    expect(await batch.files()).toEqual(filesOfClass);
    expect(await batch.scores()).toEqual(scoresOfClass);
  });

  test('is contained without being asked for, and leaves nothing behind', async (context) => {
    requires(context, sandboxHere);
    await using batch = await Batch.of(aClass);
    const { exitCode, stderr } = await batch.untrusting([]);
    expect({ exitCode, refused: stderr.includes('Nothing was graded') }).toEqual({ exitCode: 0, refused: false });
    expect(await batch.scores()).toEqual(scoresOfClass);
    expect(await batch.read('out/results.jsonl')).toContain('"isolation":"sandbox"');
  });

  test('may have the same port written in all programs: nobody meets the server of another', async (context) => {
    requires(context, ownNetwork);
    await using meeting = await Folder.of({});
    const meet = (name: string, other: string): string => `
open(${JSON.stringify(meeting.at(name))}, "w").close()
until = time.monotonic() + 10
while not os.path.exists(${JSON.stringify(meeting.at(other))}) and time.monotonic() < until:
    time.sleep(0.001)
`;
    await using batch = await Batch.of({
      'Ana/server.py': server('message', meet('ana', 'bruno')),
      'Bruno/server.py': server('b"Bruno"', meet('bruno', 'ana')),
    });
    const { exitCode } = await batch.run(['--workers', '2']);
    expect((await readdir(meeting.path)).toSorted()).toEqual(['ana', 'bruno']);
    expect({ exitCode, scores: await batch.scores() }).toEqual({ exitCode: 0, scores: { ana: '100', bruno: '0' } });
  });

  test('is graded to the end when a submission breaks the grader, which is no fault of the student', async (context) => {
    requires(context, ownNetwork);
    await using elsewhere = await Folder.of({});
    const vandal = `
import shutil
for name in open(${JSON.stringify(elsewhere.at('victim'))}):
    shutil.rmtree(name)
`;
    await using batch = await Batch.of({
      'Ana/server.py': server('message', vandal),
      'Bruno/server.py': right,
      'Carla/server.py': right,
    });
    await writeFile(elsewhere.at('victim'), batch.folder.at('in/Bruno'));
    const { exitCode, stderr } = await batch.run(['--workers', '1']);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/^2\/3 {2}Bruno: .*ENOENT/m);
    expect(await batch.scores()).toEqual({ ana: '100', bruno: '', carla: '100' });
    expect(await batch.read('out/students/bruno.json')).toContain('"kind": "grader-error"');
  });

  test('is shown before it is graded', async () => {
    await using batch = await Batch.of({ ...aClass, 'notes.txt': 'x' });
    const { exitCode, stdout } = await batch.run(['--dry-run'], { env: spanish });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^6 entregas/);
    expect(stdout).toMatch(/^bruno-diaz +Bruno Díaz +Bruno Díaz$/m);
    expect(stdout).toMatch(/^- notes\.txt: /m);
    expect(existsSync(batch.folder.at('out'))).toBe(false);
  });
});

describe('a batch that was killed', () => {
  let unbroken: string;

  beforeAll(async () => {
    if (!ownNetwork.isHere()) return;
    await using batch = await Batch.of(aClass);
    await batch.run();
    unbroken = await batch.read('out/grades.csv');
  });

  test.for([0, 1, 4])(
    'after %d results grades the rest, nobody twice, and ends as if it had not been',
    async (count, context) => {
      requires(context, ownNetwork);
      await using batch = await Batch.of(aClass);
      const run = batch.start(['--workers', '2']);
      await eventually(async () => expect((await batch.keys()).length).toBeGreaterThanOrEqual(count));
      run.kill('SIGKILL');
      await run;
      const before = await batch.keys();
      const { exitCode, stderr } = await batch.run(['--resume']);
      expect(exitCode).toBe(0);
      expect(stderr.includes(`Going on: ${before.length} of 6`)).toBe(before.length > 0);
      const after = await batch.keys();
      expect(after.slice(0, before.length)).toEqual(before);
      expect(after.toSorted()).toEqual(Object.keys(scoresOfClass));
      expect(await batch.files()).toEqual(filesOfClass);
      expect(await batch.read('out/grades.csv')).toBe(unbroken);
    },
  );

  test('by Ctrl-C says how to go on, and keeps nothing of what was under way', async (context) => {
    requires(context, ownNetwork);
    await using waiting = await Folder.of({});
    const started = waiting.at('started');
    const slow = server(
      'message',
      `open(${JSON.stringify(started)}, "w").close()\ntime.sleep(0 if os.path.exists(${JSON.stringify(waiting.at('go'))}) else 60)`,
    );
    await using batch = await Batch.of({ 'Ana/server.py': slow });
    const run = batch.start();
    await eventually(() => expect(existsSync(started)).toBe(true));
    run.kill('SIGINT');
    const { exitCode, stderr } = await run;
    expect(exitCode).toBe(3);
    expect(stderr).toContain('repeat the command with --resume');
    expect(await batch.keys()).toEqual([]);
    expect(await readdir(batch.folder.at('tmp'))).toEqual([]);
    await writeFile(waiting.at('go'), '');
    await batch.run(['--resume']);
    expect(await batch.scores()).toEqual({ ana: '100' });
  });
});

/** A class of one, graded before. */
async function graded(): Promise<Batch> {
  const batch = await Batch.of({ 'Ana/server.py': right });
  await batch.run();
  return batch;
}

describe('a batch is refused, and nothing is graded', () => {
  test('when there are results already, until it is told to go on with them', async (context) => {
    requires(context, ownNetwork);
    await using batch = await graded();
    const journal = await batch.read('out/results.jsonl');
    expect(await batch.run()).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `There are results in ${batch.folder.at('out')} already. To finish what was left, add --resume; to grade from the beginning, give another folder with --out.\n`,
    });
    const { exitCode, stderr } = await batch.run(['--resume']);
    expect({ exitCode, first: stderr.split('\n')[0] }).toEqual({
      exitCode: 0,
      first: 'Going on: 1 of 1 had been graded.',
    });
    expect(await batch.read('out/results.jsonl')).toBe(journal);
  });

  test('when it would go on with other submissions', async (context) => {
    requires(context, ownNetwork);
    await using batch = await graded();
    await batch.folder.write('in/Bruno/server.py', right);
    const { exitCode, stderr } = await batch.run(['--resume']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: [
        `${batch.folder.at('out/results.jsonl')} cannot be gone on with: what is in it was not graded the way you ask for now.`,
        '  Number of submissions then: 1; now: 2.',
        '  The submissions are not the same.',
        'Repeat the command as it was, or grade into another folder with --out.',
        '',
      ].join('\n'),
    });
  });

  test('when the folder has other things in it, which stay', async () => {
    await using batch = await Batch.of({ 'Ana/server.py': right });
    await batch.folder.write('out/homework.txt', 'mine');
    const { exitCode, stderr } = await batch.run([], { env: spanish });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('no está vacía, y lo que contiene no son resultados');
    expect(await batch.files()).toEqual(['homework.txt']);
  });

  test('when another is grading into the same folder', async (context) => {
    requires(context, ownNetwork);
    await using waiting = await Folder.of({});
    const started = waiting.at('started');
    const slow = server('message', `open(${JSON.stringify(started)}, "w").close()\ntime.sleep(60)`);
    await using batch = await Batch.of({ 'Ana/server.py': slow });
    const first = batch.start();
    await eventually(() => expect(existsSync(started)).toBe(true));
    const { exitCode, stderr } = await batch.run(['--resume']);
    first.kill('SIGINT');
    await first;
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`Another process (${first.pid}, on `);
  });

  test.each(['network', 'bare'])('when programs would not be contained: %s', async (isolation) => {
    await using batch = await Batch.of({ 'Ana/server.py': right });
    const { exitCode, stdout, stderr } = await batch.untrusting(['--isolation', isolation]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`with --isolation ${isolation} the programs that were handed in would not be contained`);
    expect(stderr).toContain('npm run doctor');
    expect(stderr).toContain('--trust-submissions');
    expect(existsSync(batch.folder.at('out'))).toBe(false);
  });

  test('when no sandbox can be had here, and nobody says that everybody is trusted', async () => {
    await using batch = await Batch.of({ 'Ana/server.py': right });
    await using nothing = await Folder.of({});
    const { exitCode, stderr } = await batch.untrusting([], { ...spanish, PATH: nothing.path });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^No se calificó nada: aquí los programas de las entregas no quedarían encerrados\.$/m);
    expect(stderr).toMatch(/^El aislamiento que los encierra no funciona aquí: ./m);
    expect(existsSync(batch.folder.at('out'))).toBe(false);
  });

  test.each([
    ['nothing is given', [], 'Say where the submissions are'],
    ['what is given is not there', ['nowhere', '--lab', 'week-2'], 'nowhere does not exist'],
    ['nobody says what is graded', ['.'], 'Say what is graded'],
    ['two things are to be graded', ['.', '--lab', 'week-2', '--exercise', 'tiny'], 'Say what is graded'],
    ['there is no such lab', ['.', '--lab', 'week-99'], 'There is no lab called week-99'],
    ['nobody says where the results go', ['.', '--exercise', 'tiny'], 'Say where the results go'],
    ['a pattern is none', ['.', '--exercise', 'tiny', '--names', '('], '--names is no regular expression'],
    ['a pattern names nobody', ['.', '--exercise', 'tiny', '--names', '.*'], '--names does not say which part'],
    ['a sheet is none', ['.', '--exercise', 'tiny', '--out', 'out', '--moodle-worksheet', 'a.csv'], 'a.csv: '],
  ])('when %s', async (_, args, words) => {
    await using folder = await Folder.of({ 'Ana/server.py': right, 'a.csv': 'a,b\n1,2\n' });
    const given = { project: project.path, folder: folder.path, env: english };
    const { exitCode, stdout, stderr } = await socklab(['grade:batch', ...args], given);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(existsSync(folder.at('out'))).toBe(false);
  });
});
