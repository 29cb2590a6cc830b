/** Whoever uses the command line wrongly is told what is wrong and what to write; nothing is started. */
import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { copyOfProject, english, socklab, spanish, type Surroundings } from '../testing/command.ts';
import { Folder } from '../testing/folder.ts';
import { Lab } from '../testing/lab.ts';
import { permissions } from '../testing/needs.ts';
import { echoServer } from '../testing/programs.ts';

async function refused(args: readonly string[], surroundings: Surroundings = { env: english }): Promise<string> {
  const { exitCode, stdout, stderr } = await socklab(args, surroundings);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toContain('Please report');
  expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  return stderr;
}

describe('a path', () => {
  test('that is not there', async () => {
    const words = await refused(['grade', 'por/ningún/lado'], { env: spanish });
    expect(words).toBe('No existe por/ningún/lado. Revisa el nombre y la carpeta desde la que ejecutas el comando.\n');
  });

  test('through something that is no folder is not there either', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': echoServer });
    const words = await refused(['grade', folder.at('tcp_server.py/python'), '--exercise', 'tcp-echo']);
    expect(words).toMatch(/tcp_server\.py\/python does not exist\. Check its name/);
  });

  test('that may not be read', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(permissions);
    await using folder = await Folder.of({ 'secret/tcp_server.py': echoServer });
    await chmod(folder.at('secret'), 0);
    const words = await refused(['grade', folder.at('secret')]);
    await chmod(folder.at('secret'), 0o700);
    expect(words).toBe(`There is no permission to read ${folder.at('secret')}.\n`);
  });

  test('with an escape sequence for a name is shown, not obeyed', async () => {
    expect(await refused(['grade', '\u001b[2Jx'])).toContain('[2Jx');
  });

  test('to an empty folder: which names are looked for, and that nothing is there', async () => {
    await using folder = await Folder.of({});
    const words = await refused(['grade', folder.path]);
    const [first, second, , ...names] = words.trimEnd().split('\n');
    expect(first).toBe(`There is no program of any exercise in ${folder.path}.`);
    expect(second).toBe(
      'There is no source file either (.py, .ts, .js, .c). If your programs are in another folder, give that one.',
    );
    expect(names).toContain('  tcp-echo        tcp_server.py, tcp_client.py');
    expect(names).toHaveLength(9);
  });

  test('to a folder without programs: what was there instead', async () => {
    await using folder = await Folder.of({
      'notas.py': 'print(1)',
      'tarea/borrador\u001b[1m.py': 'print(2)',
      'leeme.txt': '',
    });
    const words = await refused(['grade', folder.path, '--exercise', 'tcp-echo'], { env: spanish });
    expect(words).toMatch(
      /^Estos archivos de código no parecen ser ninguno de ellos: notas\.py, tarea\/borrador.*\[1m\.py\.$/m,
    );
    expect(words.split('\n').slice(3)).toEqual([
      '  tcp-echo  tcp_server.py, tcp_client.py',
      'O di qué programa es cada archivo:',
      `  npm run grade -- ${folder.path} --exercise tcp-echo --program server=notas.py`,
      '',
    ]);
  });

  test('to a folder without programs: the exercises first that a file is nearly named after, in its language', async () => {
    const names = ['char_sever.ts', ...Array.from({ length: 6 }, (_, index) => `z${index}.ts`)];
    await using folder = await Folder.of(Object.fromEntries(names.map((name) => [name, 'print(1)'])));
    const words = await refused(['grade', folder.path], { env: spanish });
    const lines = words.trimEnd().split('\n');
    expect(lines[1]).toMatch(/ char_sever\.ts, z0\.ts, z1\.ts, z2\.ts, z3\.ts y 2 más\.$/);
    expect(lines[3]).toBe('  tcp-chat        chat_server.ts, chat_client.ts');
    expect(lines.slice(3, -2)).toHaveLength(9);
    expect(lines.at(-1)).toMatch(/ --exercise EJERCICIO --program server=char_sever\.ts$/);
  });
});

test('a path to a file that is no program: which files are', async () => {
  await using folder = await Folder.of({ 'notas.txt': 'hola' });
  expect(await refused(['grade', folder.at('notas.txt')])).toMatch(
    /notas\.txt is no program: files that end in \.py, /,
  );
});

describe('an exercise', () => {
  test('that does not exist: which ones do', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': echoServer });
    expect(await refused(['grade', folder.path, '--exercise', 'tcp-ecko'])).toMatch(
      /^There is no exercise called tcp-ecko\. There are: .*tcp-echo, .*udp-echo\.\n$/,
    );
  });

  test('that does not exist is refused without a path as well', async () => {
    expect(await refused(['grade', '--exercise', 'tcp-ecko'])).toMatch(/There are: .*tcp-echo, .*udp-echo\./);
  });

  test('whose file has errors: each with its place and what was meant', async () => {
    await using project = await copyOfProject();
    await project.write(
      'exercises/tcp-echo/exercise.yaml',
      `
        id: tcp-eco
        title: { es: Eco, en: Echo }
        programs:
          server:
            { title: { es: S, en: S }, role: server, transport: tcp, port: 5000, files: [tcp_server] }
        checks:
          - id: echoes
            of: server
            level: basic
            title: { es: Eco, en: Echo }
            steps:
              - start: server
              - conect: alice
      `,
    );
    const words = await refused(['grade', project.at('reference/tcp-echo/python')], {
      env: english,
      project: project.path,
    });
    const [line, ...others] = words.trimEnd().split('\n');
    expect(line).toMatch(
      /exercises\/tcp-echo\/exercise\.yaml:13:\d+: checks\[0\]\.steps\[1\]: .*"conect".*did you mean "connect"\?/,
    );
    expect(others).toEqual([]);
    const other = ['grade', project.at('reference/udp-echo/python'), '--check', 'opens-its-port', '--workers', '1'];
    const graded = await socklab(other, { env: english, project: project.path });
    expect(graded).toMatchObject({ exitCode: 0 });
    expect(graded.stderr).toBe(`These exercises have errors and are left out:\n${line}\n\n`);
  });
});

describe('a lab', () => {
  test('that does not exist: which ones do', async () => {
    expect(await refused(['grade', '--lab', 'semana-2'], { env: spanish })).toMatch(
      /^No hay una práctica llamada semana-2\. Las que hay: .*\bweek-2\b/,
    );
  });

  test.each([
    ['--exercise', 'tcp-echo'],
    ['--program', 'server=a.py'],
    ['--check', 'opens-its-port'],
  ])('says what is graded, and so does not go with %s', async (...option) => {
    expect(await refused(['grade', '--lab', 'week-2', ...option])).toContain('--lab says which exercises are graded');
  });

  test('handed in at a path that is not there', async () => {
    expect(await refused(['grade', 'nowhere', '--lab', 'week-2'])).toMatch(/^nowhere does not exist\./);
  });
});

describe('a check', () => {
  test('that does not exist: which one was probably meant', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': echoServer });
    expect(await refused(['grade', folder.path, '--check', 'opens-its-prot'])).toBe(
      'There is no check called opens-its-prot. Did you mean opens-its-port?\n',
    );
  });

  test('that does not exist is told of where nothing could be graded, too', async () => {
    await using folder = await Folder.of({ 'notas.py': 'print(1)' });
    const words = 'No hay una comprobación llamada opens-its-prot. ¿Quisiste decir opens-its-port?\n';
    for (const path of ['exercises/tcp-echo', folder.path]) {
      expect(await refused(['grade', path, '--check', 'opens-its-prot'], { env: spanish })).toBe(words);
    }
  });

  test('that is like none: those of the exercise, or how to see them', async () => {
    expect(await refused(['grade', 'exercises/tcp-echo', '--check', 'nope'])).toMatch(
      /^There is no check called nope\. Those of this exercise: opens-its-port, /,
    );
    expect(await refused(['grade', '--check', 'nope'])).toMatch(
      /^There is no check called nope\. .* npm run grade -- --exercise tcp-echo --check nope\n$/,
    );
  });
});

describe('a chosen program', () => {
  test.each([
    ['without an exercise', ['--program', 'server=uno.py'], 'add --exercise ID'],
    [
      'in several wrong ways, all told at once',
      ['--exercise', 'tcp-echo', '--program', 'uno.py', '--program', 'server=gone.py'],
      '--program uno.py: write the program, an equals sign and the file, e.g. server=server.py\n--program server: there is no file gone.py.\n',
    ],
  ])('%s', async (_, args, words) => {
    await using folder = await Folder.of({ 'uno.py': echoServer });
    expect(await refused(['grade', folder.path, ...args])).toContain(words);
  });

  test('without a path to find it in', async () => {
    expect(await refused(['grade', '--exercise', 'tcp-echo', '--program', 'server=uno.py'])).toContain(
      'npm run grade -- FOLDER --program',
    );
  });
});

describe('an option', () => {
  test.each([
    ['that does not exist', ['grade', '--chekc', 'x'], 'Did you mean --check?'],
    ['with an unknown choice', ['grade', '--format', 'xml'], 'terminal, json'],
    ['with an unknown language', ['grade', '--lang', 'fr'], 'es, en'],
    ['with a number out of range', ['grade', '--workers', '65'], 'It must be a whole number from 1 to 64.'],
    ['without its value', ['grade', '--check'], '--check'],
  ])('%s: and how the command is used', async (_, args, words) => {
    const told = await refused(args);
    expect(told).toContain(words);
    expect(told).toContain('Usage: socklab');
  });

  test('without a command: which ones there are', async () => {
    const told = await refused([]);
    for (const command of ['grade', 'calibrate']) expect(told).toContain(command);
  });
});

test('an isolation that does not work here: why, and what to do', async () => {
  await using folder = await Folder.of({ 'tcp_server.py': echoServer });
  const env = { ...english, PATH: folder.path };
  expect(await refused(['grade', folder.path, '--isolation', 'network'], { env })).toBe(
    'Isolation "network" does not work on this machine: A worker of the grader could not be started: spawn unshare ENOENT\n' +
      'It needs Linux with user namespaces, util-linux and iproute2. npm run doctor tells what is missing here and how to get it; without it, there is --isolation bare.\n',
  );
});

test('a result file that cannot be written is refused before anything is graded', async () => {
  await using folder = await Folder.of({ 'tcp_server.py': 'open("started", "w")' });
  const output = folder.at('gone/result.json');
  const words = await refused(['grade', folder.path, '--output', output]);
  expect(words).toContain(`The result cannot be written to ${output}: there is no such folder\n`);
  expect(existsSync(folder.at('started'))).toBe(false);
});

describe('of several reports', () => {
  test('a file that cannot be written is refused before anything is graded, and nothing is written', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': 'open("started", "w")' });
    const formats = ['--format', 'terminal', '--format', `junit=${folder.at('gone/results.xml')}`];
    const words = await refused(['grade', folder.path, ...formats]);
    expect(words).toBe(`The result cannot be written to ${folder.at('gone/results.xml')}: there is no such folder\n`);
    expect(existsSync(folder.at('started'))).toBe(false);
  });

  test.each([
    ['two on the screen', ['--format', 'terminal', '--format', 'json'], 'cannot both go to the screen'],
    ['two in one file', ['--format', 'junit=a', '--format', 'json=a'], 'Two formats would go to the file a:'],
    ['one that has two files', ['--format', 'junit=a', '--output', 'b'], '--output goes with one format only'],
    ['none of that name', ['--format', 'jnuit=a'], 'Did you mean junit?'],
    ['no file', ['--format', 'junit='], 'After the equals sign comes a file'],
  ])('%s', async (_, formats, words) => {
    expect(await refused(['grade', '--exercise', 'tcp-echo', ...formats])).toContain(words);
  });
});

test('an exercise to calibrate with an escape sequence for a name is shown, not obeyed', async () => {
  expect(await refused(['calibrate', '\u001b[2Jx'])).toContain('There is no exercise called \\x1b[2Jx.');
});

describe('a specimen', () => {
  test('that no exercise has', async () => {
    expect(await refused(['calibrate', '--only', 'reads-twice', '--workers', '1'])).toBe(
      'No exercise has a specimen called reads-twice.\n',
    );
  });

  test('whose expected.yaml is wrong: its file, and what to write', async () => {
    await using project = await copyOfProject();
    await project.write('fixtures/tcp-echo/broken/reads-once/expected.yaml', 'mistake: reads once');
    const words = await refused(['calibrate', 'tcp-echo', '--workers', '1'], { env: english, project: project.path });
    expect(words).toMatch(/fixtures\/tcp-echo\/broken\/reads-once\/expected\.yaml:1:1: has no `fails`$/m);
  });
});
