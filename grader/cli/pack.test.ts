/** From what a student wrote to the archive that is handed in. */
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { usualLimits } from '../archive/archive-limits.ts';
import { readZip } from '../archive/read-zip.ts';
import { copyOfProject, english, socklab, spanish, type Surroundings } from '../testing/command.ts';
import { Folder } from '../testing/folder.ts';
import { fixturesFolder } from './project.ts';

const ana = join(fixturesFolder, 'week-2/right/PracticaSockets_Ana');

/** Fails the first check, and so is graded soon. */
const unready = { 'python/tcp_server.py': 'print("todavía no")' };

function pack(folder: Folder, args: readonly string[], surroundings: Surroundings = { env: english }) {
  return socklab(['pack', '--lab', 'week-2', ...args], { folder: folder.path, ...surroundings });
}

async function pathsIn(archive: string): Promise<string[]> {
  return (await readZip(await readFile(archive), usualLimits)).map(({ path }) => path);
}

test('everything is graded and packed, and packed again it is the same', { timeout: 120_000 }, async () => {
  await using folder = await Folder.of({});
  const archive = folder.at('PracticaSockets_AnaPérez.zip');
  const first = await pack(folder, ['--name', 'Ana Pérez', ana], { env: spanish });
  expect({ exitCode: first.exitCode, stderr: first.stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(first.stdout).toMatch(
    /^Práctica: Semana 2: eco por TCP y UDP\n {2}Eco por TCP · Python +\d+(?:\.\d+)? \/ 40\n/,
  );
  expect(first.stdout).toMatch(/\nPuntaje: [\d.]+ de 100 .*\(faltan 9 puntos por calificar a mano\)\n/);
  expect(first.stdout.split('\n\n').at(-1)).toBe(
    [
      'PracticaSockets_AnaPérez.zip contiene:',
      '  REPORTE.md',
      '  evidencia/sin servidor.png',
      '  python/tcp_client.py',
      '  python/tcp_server.py',
      '  python/udp_client.py',
      '  python/udp_server.py',
      '',
    ].join('\n'),
  );
  const bytes = await readFile(archive);
  const second = await pack(folder, ['--name', 'ana pérez', ana], { env: { ...english, TZ: 'Asia/Tokyo' } });
  expect(second.exitCode).toBe(0);
  expect(await readdir(folder.path)).toEqual(['PracticaSockets_AnaPérez.zip']);
  expect((await readFile(archive)).equals(bytes)).toBe(true);
});

test('points that are missing, and a report, are told of, and nothing is asked', async () => {
  await using folder = await Folder.of(unready);
  const { exitCode, stdout, stderr } = await pack(folder, ['--name', 'Ana', '.']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toContain('PracticaSockets_Ana.zip holds:\n  python/tcp_server.py\n');
  expect(stdout).toContain('It goes without a report: there is no file REPORTE.md.\n');
  expect(stdout).toMatch(/Points are still missing\. .* npm run grade -- \. --lab week-2\n$/);
  expect(await pathsIn(folder.at('PracticaSockets_Ana.zip'))).toEqual(['python/tcp_server.py']);
});

test('what is missing is shown by a command that names the folder, in quotes where it needs them', async () => {
  await using folder = await Folder.of({ 'mi práctica/tcp_server.py': unready['python/tcp_server.py'] });
  const { stdout } = await pack(folder, ['--name', 'Ana', 'mi práctica'], { env: spanish });
  expect(stdout).toMatch(/Para ver qué falta: npm run grade -- "mi práctica" --lab week-2\n$/);
});

test('without a path, what was started in exercises/ is packed, and no other language', async () => {
  await using project = await copyOfProject();
  await project.write('exercises/udp-echo/python/udp_server.py', 'import formato\nprint("todavía no")');
  await project.write('exercises/udp-echo/python/formato.py', 'ancho = 80');
  await cp(join(ana, 'REPORTE.md'), project.at('exercises/week-2/REPORTE.md'));
  const { exitCode, stdout } = await pack(project, ['--name', 'Ana'], { env: english, project: project.path });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/To see what is missing: npm run grade -- --lab week-2\n$/);
  expect(await pathsIn(project.at('PracticaSockets_Ana.zip'))).toEqual([
    'REPORTE.md',
    'python/formato.py',
    'python/udp_client.py',
    'python/udp_server.py',
  ]);
});

describe('a file that is there already', () => {
  const name = 'PracticaSockets_Ana.zip';

  test('is kept, and nothing is graded, when somebody else made it', async () => {
    await using folder = await Folder.of({ ...unready, [name]: 'mío' });
    const { exitCode, stdout, stderr } = await pack(folder, ['--name', 'Ana', '.']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^There is a PracticaSockets_Ana\.zip already.* --force to replace it\.\n$/);
    expect(await readFile(folder.at(name), 'utf8')).toBe('mío\n');
  });

  test('is replaced when the user insists, and then, being ours, without a word', async () => {
    await using folder = await Folder.of({ ...unready, [name]: 'mío' });
    expect(await pack(folder, ['--name', 'Ana', '.', '--force'])).toMatchObject({ exitCode: 0 });
    await folder.write('python/otro.py', 'print(1)');
    expect(await pack(folder, ['--name', 'Ana', '.'])).toMatchObject({ exitCode: 0 });
    expect(await pathsIn(folder.at(name))).toEqual(['python/otro.py', 'python/tcp_server.py']);
  });

  test('is kept when it was changed since it was packed', async () => {
    await using folder = await Folder.of(unready);
    await pack(folder, ['--name', 'Ana', '.']);
    const changed = Buffer.concat([await readFile(folder.at(name)), Buffer.from('x')]);
    await writeFile(folder.at(name), changed);
    expect(await pack(folder, ['--name', 'Ana', '.'])).toMatchObject({ exitCode: 2 });
    expect((await readFile(folder.at(name))).equals(changed)).toBe(true);
  });
});

describe('used wrongly, it says what to write, and packs nothing:', () => {
  test.each<[string, readonly string[], string]>([
    ['a name without letters', ['--name', '...', '.'], 'Escribe tu nombre, con letras: --name "Ana Pérez"\n'],
    ['a folder that is not there', ['--name', 'Ana', 'nada'], 'No existe nada. Revisa el nombre'],
    ['a file', ['--name', 'Ana', 'notas.txt'], 'notas.txt no es una carpeta: indica la carpeta de tu práctica.\n'],
    ['nothing to hand in', ['--name', 'Ana', '.'], 'En . no hay nada que entregar todavía: ni programas ni reporte.'],
    ['another lab', ['--name', 'Ana', '--lab', 'week-3'], 'No hay una práctica llamada week-3. Las que hay: '],
    ['no name', ['.'], 'error: falta la opción --name <name>\n'],
  ])('%s', async (_, args, words) => {
    await using folder = await Folder.of({ 'notas.txt': 'x' });
    const { exitCode, stdout, stderr } = await pack(folder, args, { env: spanish });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.slice(0, words.length)).toBe(words);
    expect(await readdir(folder.path)).toEqual(['notas.txt']);
  });

  test('a source that would be refused when it is handed in', async () => {
    await using folder = await Folder.of({ ...unready, 'python/aux.py': '' });
    const { exitCode, stderr } = await pack(folder, ['--name', 'Ana', '.'], { env: spanish });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr:
        'PracticaSockets_Ana.zip: python/aux.py tiene un nombre que Windows reserva (con, nul, aux...). Cámbialo y vuelve a crear el ZIP.\n',
    });
  });
});
