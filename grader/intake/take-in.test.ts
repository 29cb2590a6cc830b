/** What instructors give, from folders and platforms' zips to the files of each student. */
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { usualLimits } from '../archive/archive-limits.ts';
import { Folder } from '../testing/folder.ts';
import { tarGzOf } from '../testing/tar-bytes.ts';
import { zipOf, zipOfFiles } from '../testing/zip-bytes.ts';
import { namesPattern } from './names-pattern.ts';
import { takeIn, type IntakeOptions, type Taken } from './take-in.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

async function folderOf(files: Files): Promise<Folder> {
  const folder = await Folder.of({});
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(folder.at(name)), { recursive: true });
    await writeFile(folder.at(name), content);
  }
  return folder;
}

function inFolder(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]));
}

/** What is in the folder of a submission once it is open, or the code of the problem. */
async function opened({ open }: Taken): Promise<unknown> {
  await using folder = await Folder.of({});
  await mkdir(folder.at('into'));
  const outcome = await open(folder.at('into'));
  const found = await readdir(folder.path, { recursive: true, withFileTypes: true });
  const files = found.filter((one) => !one.isDirectory());
  if (outcome.kind === 'refused') {
    expect(files).toEqual([]);
    return outcome.problem;
  }
  expect(relative(folder.path, outcome.root)).toMatch(/^into/);
  const read = outcome.files.map(async (path) => [path, await readFile(join(outcome.root, path), 'utf8')]);
  expect(files).toHaveLength(read.length);
  return Object.fromEntries(await Promise.all(read));
}

type TakenIn = {
  readonly preset: string;
  readonly leftOut: unknown;
  readonly students: Readonly<Record<string, unknown>>;
};

async function taken(paths: readonly string[], options: IntakeOptions = {}): Promise<TakenIn> {
  const { submissions, leftOut, preset } = await takeIn(paths, options);
  const students: Record<string, unknown> = {};
  for (const one of submissions) students[one.key] = await opened(one);
  return { preset, leftOut, students };
}

/** Takes in a folder of files, all that was given. */
async function takenFrom(files: Files, options: IntakeOptions = {}): Promise<TakenIn> {
  await using folder = await folderOf(files);
  return await taken([folder.path], options);
}

/** Takes in the same files as a zip. */
async function takenFromZip(files: Files, options: IntakeOptions = {}): Promise<TakenIn> {
  const zip = zipOf(Object.entries(files).map(([name, content]) => ({ name, content })));
  await using folder = await folderOf({ 'Redes-Práctica 1-4711.zip': zip });
  return await taken([folder.at('Redes-Práctica 1-4711.zip')], options);
}

const anasZip = zipOfFiles({ 'PracticaSockets_Ana/python/a.py': 'a', 'PracticaSockets_Ana/REPORTE.md': 'r' });
const anasWork = { 'python/a.py': 'a', 'REPORTE.md': 'r' };

const moodle: Files = {
  'Ana Pérez_12_assignsubmission_file/PracticaSockets_Ana.zip': anasZip,
  'Ana Pérez_12_assignsubmission_onlinetext/onlinetext.html': '<p>',
  'Beto Núñez_13_assignsubmission_file/tcp_server.py': 'b',
  'Beto Núñez_13_assignsubmission_file/python/tcp_client.py': 'c',
  'Carla_14_assignsubmission_file/entrega.rar': Buffer.from('Rar!\x1a\x07\x01\0', 'latin1'),
  'Dario_15_assignsubmission_file/entrega.tar.gz': tarGzOf([{ name: '../../fuera.py' }]),
};
const fromMoodle: TakenIn = {
  preset: 'moodle',
  leftOut: [{ source: 'Ana Pérez_12_assignsubmission_onlinetext', because: 'online-text' }],
  students: {
    'ana-perez-12': anasWork,
    'beto-nunez-13': { 'tcp_server.py': 'b', 'python/tcp_client.py': 'c' },
    'carla-14': { code: 'NOT_A_ZIP', format: 'rar' },
    'dario-15': { code: 'PATH_OUTSIDE', path: '../../fuera.py' },
  },
};

describe('a class', () => {
  test('as Moodle gives it in folders', async () => {
    expect(await takenFrom(moodle)).toEqual(fromMoodle);
    expect(await takenFromZip(moodle)).toEqual(fromMoodle);
  });

  test('in one folder more', async () => {
    const wrapped = inFolder('Práctica 1', moodle);
    const leftOut = [{ source: 'Práctica 1/Ana Pérez_12_assignsubmission_onlinetext', because: 'online-text' }];
    expect(await takenFrom(wrapped)).toEqual({ ...fromMoodle, leftOut });
    expect(await takenFromZip({ ...wrapped, '__MACOSX/._x': '' })).toEqual({ ...fromMoodle, leftOut });
  });

  test('as Moodle and Canvas give it flat', async () => {
    expect(
      await takenFromZip({
        'Ana Pérez_12_assignsubmission_file_PracticaSockets_Ana.zip': anasZip,
        'Beto Núñez_13_assignsubmission_file_tcp_server.py': 'b',
        'Beto Núñez_13_assignsubmission_file_tcp_client.py': 'c',
      }),
    ).toMatchObject({
      students: { 'ana-perez-12': anasWork, 'beto-nunez-13': { 'tcp_server.py': 'b', 'tcp_client.py': 'c' } },
    });
    expect(
      await takenFromZip({ 'perezana_LATE_12_1_a.zip': anasZip, 'b_13_2_eco.py': 'x', 'b_13_3_eco2.py': 'y' }),
    ).toMatchObject({
      preset: 'canvas',
      students: { 'perezana-12': anasWork, 'b-13': { 'eco.py': 'x', 'eco2.py': 'y' } },
    });
  });

  test('as Brightspace, Blackboard and Teams give it: the latest attempt', async () => {
    expect(
      await takenFromZip({
        'index.html': '<p>',
        '1-2 - Ana - Oct 9, 2025 1022 AM/a.py': 'old',
        '1-2 - Ana - Oct 10, 2025 1022 AM/a.py': 'new',
      }),
    ).toMatchObject({ preset: 'brightspace', students: { 'ana-1-2': { 'a.py': 'new' } } });
    expect(
      await takenFromZip({
        'p1_ana_attempt_2026-01-30-15-00-00_a.py': 'old',
        'p1_ana_attempt_2026-01-31-15-00-00_a.py': 'new',
        'p1_ana_attempt_2026-01-31-15-00-00.txt': 'receipt',
      }),
    ).toMatchObject({ preset: 'blackboard', students: { ana: { 'a.py': 'new' } } });
    const teams = { 'Práctica 1/Ana/Versión 1/a.py': 'old', 'Práctica 1/Ana/Versión 2/x.zip': anasZip };
    expect(await takenFrom(teams)).toMatchObject({ preset: 'teams', students: { ana: anasWork } });
    expect(await takenFromZip(teams)).toMatchObject({ preset: 'teams', students: { ana: anasWork } });
  });

  test('in folders and archives with the names of students', async () => {
    const files = {
      'Ana Pérez/PracticaSockets_Ana.zip': anasZip,
      'Beto/python/b.py': 'b',
      'PracticaSockets_CarlaGómez.zip': anasZip,
      'dario.tar.gz': tarGzOf([{ name: 'a.py', content: 'd' }]),
      'elena.zip': '',
      'lista.xlsx': 'PK',
      '.git/config': 'x',
    };
    expect(await takenFrom(files)).toEqual({
      preset: 'plain',
      leftOut: [{ source: 'lista.xlsx', because: 'no-submission' }],
      students: {
        'ana-perez': anasWork,
        beto: { 'b.py': 'b' },
        'carla-gomez': anasWork,
        dario: { 'a.py': 'd' },
        elena: { code: 'EMPTY_FILE' },
      },
    });
  });

  test('as a server writes it while it sends, and as an old Windows writes its names', async () => {
    const zip = new ZipFile();
    const name = 'Íñigo Muñoz_1_assignsubmission_file/eco.py';
    zip.addReadStream(Readable.from(['print(1)\n'.repeat(9000)]), name, { compress: true });
    zip.end({ forceZip64Format: true, comment: 'Redes' });
    const sent = await buffer(zip.outputStream);
    const old = zipOf([{ name: Buffer.from('Mu\xa4oz P\x82rez_2_assignsubmission_file/\xa0.py', 'latin1'), flags: 0 }]);
    await using folder = await folderOf({ 'sent.zip': sent, 'old.zip': old });
    const students = { 'inigo-munoz-1': { 'eco.py': 'print(1)\n'.repeat(9000) } };
    expect(await taken([folder.at('sent.zip')])).toEqual({ preset: 'moodle', leftOut: [], students });
    const { submissions } = await takeIn([folder.at('old.zip')]);
    expect(submissions).toMatchObject([{ key: 'munoz-perez-2', student: { name: 'Muñoz Pérez' } }]);
    expect(await taken([folder.at('old.zip')])).toMatchObject({ students: { 'munoz-perez-2': { 'á.py': '' } } });
  });

  test('of one, of none', async () => {
    expect(await takenFrom({ 'Ana/a.py': 'a' })).toMatchObject({ students: { ana: { 'a.py': 'a' } } });
    expect(await takenFrom({ 'ana.zip': anasZip })).toMatchObject({ students: { ana: anasWork } });
    expect(await takenFrom({})).toEqual({ preset: 'plain', leftOut: [], students: {} });
    expect(await takenFrom({ 'Ana/.DS_Store': '' })).toMatchObject({ students: { ana: { code: 'NO_FILES' } } });
  });

  test.each<[string, Files, readonly string[]]>([
    ['Py, beside another student', { 'Py/tcp_server.py': 'a', 'Ana/tcp_server.py': 'b' }, ['ana', 'py']],
    ['C and TS, with programs in Python', { 'C/server.py': 'a', 'TS/server.py': 'b' }, ['c', 'ts']],
    ['python and TS, with programs in Python', { 'python/a.py': 'a', 'TS/a.py': 'b' }, ['python', 'ts']],
    ['c, beside archives', { 'C/a.c': 'a', 'ana.zip': anasZip, 'beto.zip': anasZip }, ['ana', 'beto', 'c']],
    ['Py, in one folder more', { 'Grupo/Py/a.py': 'a', 'Grupo/Ana/a.py': 'b' }, ['ana', 'py']],
  ])('whose students are called like languages: %s', async (_, files, keys) => {
    expect(Object.keys((await takenFrom(files)).students)).toEqual(keys);
    expect(Object.keys((await takenFromZip(files)).students)).toEqual(keys);
  });

  test('by a pattern', async () => {
    const names = namesPattern('^(?<id>\\d+)-(?<name>.+)$');
    const files = { '1-Ana/a.py': 'a', '2-Beto.zip': anasZip, 'otra.zip': anasZip };
    const students = { 'ana-1': { 'a.py': 'a' }, 'beto-2': anasWork };
    const leftOut = [{ source: 'otra.zip', because: 'no-match' }];
    expect(await takenFrom(files, { names })).toEqual({ preset: 'names', leftOut, students });
    expect(await takenFromZip(files, { names })).toEqual({ preset: 'names', leftOut, students });
    await expect(takenFrom({ 'x/a.py': '', 'y/a.py': '' }, { names })).rejects.toMatchObject({
      problem: { code: 'MATCHES_NOTHING', pattern: names.source, examples: ['x', 'y'] },
    });
  });
});

describe('one student', () => {
  test.each<[string, Files]>([
    ['programs', { 'tcp_server.py': 'a', 'otros.zip': anasZip }],
    ['folders of languages', { 'python/tcp_server.py': 'a', 'c/tcp_server.c': 'b' }],
    ['folders of languages and what they hold', { 'Python/eco/a.py': 'a', 'C/a.c': 'b', 'TS/a.mjs': 'c' }],
    ['a folder of a language, and an empty one', { 'python/a.py': 'a', 'ts/leeme.txt': 'b' }],
    ['a folder of a language, and the archive made of it', { 'python/a.py': 'a', 'PracticaSockets.zip': anasZip }],
    ['a folder of a language beside a report', { 'python/a.py': 'a', 'notas/a.py': 'b', 'REPORTE.md': 'r' }],
    ['a folder of a language beside an old one', { 'python/a.py': 'a', 'viejo/a.py': 'b' }],
    ['folders of exercises', { 'tcp-echo/server.py': 'a', 'udp-echo/server.py': 'b' }],
  ])('has handed in %s', async (_, files) => {
    await using folder = await folderOf(files);
    const { submissions } = await takeIn([folder.path]);
    expect(submissions).toMatchObject([{ student: { name: folder.name }, source: folder.name }]);
  });

  test('is given as an archive', async () => {
    const files = { 'PracticaSockets_AnaPérez.zip': anasZip, 'beto.tgz': tarGzOf([{ name: 'b.py' }]), 'c.zip': 'x' };
    await using folder = await folderOf(files);
    const pack = await takeIn([folder.at('PracticaSockets_AnaPérez.zip')]);
    expect(pack.submissions).toMatchObject([
      { student: { name: 'Ana Pérez' }, source: 'PracticaSockets_AnaPérez.zip' },
    ]);
    expect(await taken([folder.at('PracticaSockets_AnaPérez.zip')])).toMatchObject({
      students: { 'ana-perez': anasWork },
    });
    expect(await taken([folder.at('beto.tgz')])).toMatchObject({ students: { beto: { 'b.py': '' } } });
    expect(await taken([folder.at('c.zip')])).toMatchObject({ students: { c: { code: 'NOT_A_ZIP' } } });
  });
});

describe('several paths', () => {
  test('are a student each, unless there is a class in one', async () => {
    await using folder = await folderOf({
      'ana/PracticaSockets.zip': anasZip,
      'beto.zip': zipOfFiles({ 'proyecto/b.py': 'b' }),
      'carla.zip': zipOfFiles({ 'proyecto/c.py': 'c' }),
      'grupo/Dario/d.py': 'd',
      'grupo/Elena/e.py': 'e',
      'eco.py': 'f',
    });
    const paths = ['ana/', 'beto.zip', 'carla.zip', 'grupo', 'eco.py', 'grupo/'].map((path) => folder.at(path));
    const { submissions } = await takeIn(paths);
    expect(submissions.map(({ key, source }) => [key, relative(folder.path, source)])).toEqual([
      ['ana', 'ana'],
      ['beto', 'beto.zip'],
      ['carla', 'carla.zip'],
      ['dario', 'grupo/Dario'],
      ['eco', 'eco.py'],
      ['elena', 'grupo/Elena'],
    ]);
    expect(await taken(paths)).toMatchObject({
      students: {
        ana: anasWork,
        beto: { 'b.py': 'b' },
        carla: { 'c.py': 'c' },
        dario: { 'd.py': 'd' },
        eco: { 'eco.py': 'f' },
      },
    });
  });

  test('hold what every student has in their work, which is no student', async () => {
    const work = { 'Sumas/a.py': 'a', 'Restas/b.py': 'b' };
    await using folder = await folderOf({
      ...inFolder('Ana', work),
      ...inFolder('Beto', { ...work, 'notas.txt': 'n' }),
      'Carla.zip': zipOfFiles({ 'Multiplica/c.py': 'c', 'Divide/d.py': 'd' }),
      'Dario/Ejercicio 1/e.py': 'e',
      'Dario/Ejercicio 2/e.py': 'e',
    });
    const paths = ['Ana', 'Beto', 'Carla.zip', 'Dario'].map((path) => folder.at(path));
    expect(Object.keys((await taken(paths)).students)).toEqual(['ana', 'beto', 'carla', 'dario']);
  });

  test('are what a shell made of a folder and *', async () => {
    await using folder = await folderOf({ ...moodle, 'T/Versión 1/a.py': 'old', 'T/Versión 2/a.py': 'new' });
    const paths = (await readdir(folder.path)).map((name) => folder.at(name));
    const { preset, students } = await taken(paths);
    expect(preset).toBe('moodle');
    expect(students).toEqual({ ...fromMoodle.students, t: { 'a.py': 'new' } });
  });

  test('with a pattern for their own names', async () => {
    await using folder = await folderOf({ 'tarea_ana.zip': anasZip, 'tarea_beto/b.py': 'b', 'otra.zip': anasZip });
    const paths = ['tarea_ana.zip', 'tarea_beto', 'otra.zip'].map((path) => folder.at(path));
    expect(await taken(paths, { names: namesPattern('^tarea_(?<name>.+)$') })).toEqual({
      preset: 'names',
      leftOut: [{ source: folder.at('otra.zip'), because: 'no-match' }],
      students: { ana: anasWork, beto: { 'b.py': 'b' } },
    });
  });
});

async function handedIn(files: Files): Promise<unknown> {
  const { students } = await takenFromZip(inFolder('Ana_1_assignsubmission_file', files));
  return students['ana-1'];
}

describe('what a student handed in', () => {
  test('may be an archive and a report beside it', async () => {
    expect(await handedIn({ 'entrega.zip': anasZip, 'reporte.pdf': 'p' })).toEqual({ ...anasWork, 'reporte.pdf': 'p' });
    expect(await handedIn({ 'entrega.zip': anasZip, 'REPORTE.md': 'r' })).toEqual(anasWork);
    expect(await handedIn({ 'entrega.zip': anasZip, 'REPORTE.md': 'x' })).toMatchObject({ code: 'SAME_NAME' });
  });

  test('may be several archives, each of which becomes a folder', async () => {
    expect(await handedIn({ 'tcp.zip': anasZip, 'udp.tar.gz': tarGzOf([{ name: 'u.py', content: 'u' }]) })).toEqual({
      'tcp/python/a.py': 'a',
      'tcp/REPORTE.md': 'r',
      'udp/u.py': 'u',
    });
  });

  test('may be archives that lead out of its folder by their own names: then it is refused', async () => {
    const code = 'PATH_OUTSIDE';
    expect(await handedIn({ '...zip': anasZip, 'udp.zip': anasZip })).toMatchObject({ code });
    expect(
      await handedIn({ 'a.zip': zipOf([{ name: '...zip', content: anasZip }, { name: 'nota.txt' }]) }),
    ).toMatchObject({ code });
  });

  test('may be an archive in an archive, with something beside it', async () => {
    const whole = zipOf([
      { name: 'Entrega/P.zip', content: anasZip },
      { name: 'Entrega/LEEME.txt', content: 'l' },
    ]);
    const work = {
      'LEEME.txt': 'l',
      'P/PracticaSockets_Ana/python/a.py': 'a',
      'P/PracticaSockets_Ana/REPORTE.md': 'r',
    };
    expect(await handedIn({ 'entrega.zip': whole })).toEqual(work);
    expect(
      await handedIn({
        'entrega.zip': zipOf([{ name: 'P.rar', content: 'Rar!\x1a\x07\x01\0' }, { name: 'nota.txt' }]),
      }),
    ).toMatchObject({
      code: 'NOT_A_ZIP',
    });
  });

  test('is left as it is where there are programs', async () => {
    const files = { 'a.py': 'a', 'viejo.rar': 'x' };
    expect(await handedIn(files)).toEqual(files);
  });

  test('may be an archive without an ending', async () => {
    expect(await handedIn({ entrega: anasZip })).toEqual(anasWork);
    expect(await handedIn({ entrega: 'texto' })).toEqual({ entrega: 'texto' });
  });
});

describe('what is hostile', () => {
  test('in the zip of a class concerns whoever handed it in', async () => {
    const zip = zipOf([
      { name: 'Ana_1_assignsubmission_file/a.py', content: 'a' },
      { name: 'Beto_2_assignsubmission_file/../../b.py' },
      { name: 'Carla_3_assignsubmission_file/c.py', content: '/etc/passwd', unixMode: 0o120777 },
      { name: 'Dario_4_assignsubmission_file/d.txt', content: Buffer.alloc(3_000_000), method: 8 },
      { name: 'Elena_5_assignsubmission_file/e.py', content: 'e', crc: 1 },
      { name: 'Fran_6_assignsubmission_file/f.py', content: 'f', flags: 0x801 },
      { name: 'Gael_7_assignsubmission_file/g.py' },
      { name: 'Gael_7_assignsubmission_file/G.py' },
      { name: '../Hugo_8_assignsubmission_file/h.py' },
      { name: '/etc/i.py' },
      { name: 'C:/j.py' },
      { name: 'k.py', unixMode: 0o120777 },
    ]);
    await using folder = await folderOf({ 'clase.zip': zip });
    expect(await taken([folder.at('clase.zip')])).toEqual({
      preset: 'moodle',
      leftOut: [
        { source: 'k.py', because: 'no-plain-file' },
        { source: '../Hugo_8_assignsubmission_file/h.py', because: 'path-outside' },
        { source: '/etc/i.py', because: 'path-outside' },
        { source: 'C:/j.py', because: 'path-outside' },
      ],
      students: {
        'ana-1': { 'a.py': 'a' },
        'beto-2': { code: 'PATH_OUTSIDE', path: '../../b.py' },
        'carla-3': expect.objectContaining({ code: 'NO_PLAIN_FILE' }) as unknown,
        'dario-4': expect.objectContaining({ code: 'TOO_DENSE' }) as unknown,
        'elena-5': expect.objectContaining({ code: 'DAMAGED' }) as unknown,
        'fran-6': { code: 'ENCRYPTED' },
        'gael-7': { code: 'SAME_NAME', path: 'G.py', other: 'g.py' },
      },
    });
  });

  test('in a folder is not followed and not waited for', async () => {
    await using secret = await folderOf({ 'secret.txt': 'secret' });
    await using folder = await folderOf({ 'Ana/a.py': 'a', 'Beto/b.py': 'b', 'Carla/c.py': 'c' });
    await symlink(secret.at('secret.txt'), folder.at('Ana/x.py'));
    await symlink(secret.path, folder.at('Beto/x'));
    await symlink(secret.path, folder.at('Dario'));
    expect(await taken([folder.path])).toEqual({
      preset: 'plain',
      leftOut: [{ source: 'Dario', because: 'no-plain-file' }],
      students: {
        ana: { code: 'NO_PLAIN_FILE', path: 'x.py' },
        beto: { code: 'NO_PLAIN_FILE', path: 'x' },
        carla: { 'c.py': 'c' },
      },
    });
  });

  test('is held to the limits of one submission', async () => {
    const files = { 'Ana/a.txt': 'x'.repeat(60), 'Ana/b.txt': 'x'.repeat(60), 'Beto/b.zip': anasZip, 'Carla/c.py': '' };
    const limits = { ...usualLimits, totalBytes: 100, archiveBytes: 90 };
    const students = {
      ana: { code: 'TOO_LARGE', limitBytes: 100 },
      beto: expect.objectContaining({ code: 'TOO_LARGE' }) as unknown,
      carla: { 'c.py': '' },
    };
    expect(await takenFrom(files, { limits })).toMatchObject({ students });
    expect(await takenFromZip(files, { limits })).toMatchObject({ students });
    const few = { ...usualLimits, entries: 1 };
    expect(await takenFrom(files, { limits: few })).toMatchObject({ students: { ana: { code: 'TOO_MANY_ENTRIES' } } });
  });
});

test('nothing is written once somebody wants it to end', async () => {
  await using folder = await folderOf({ 'Ana/a.py': 'a' });
  await mkdir(folder.at('into'));
  const { submissions } = await takeIn([folder.path]);
  const ended = AbortSignal.abort(new Error('enough'));
  await expect(submissions[0]?.open(folder.at('into'), ended)).rejects.toThrow('enough');
  expect(await readdir(folder.at('into'))).toEqual([]);
});

test('a path that is not there is told as Node tells it', async () => {
  await expect(takeIn(['/no/such/place'])).rejects.toMatchObject({ code: 'ENOENT' });
});
