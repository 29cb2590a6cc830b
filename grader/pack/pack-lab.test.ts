/** What is packed of a folder, and what is left behind. */
import { join } from 'node:path';
import { expect, describe, test } from 'vitest';
import { locate } from '../grading/grade-submission.ts';
import { languages } from '../launch/languages.ts';
import { labSchema, type Lab } from '../spec/lab.ts';
import { loadExercises } from '../spec/load-exercise.ts';
import { projectFolder } from '../testing/command.ts';
import { Folder } from '../testing/folder.ts';
import { echoClient, echoServer } from '../testing/programs.ts';
import { packLab } from './pack-lab.ts';

const exercises = await loadExercises(join(projectFolder, 'exercises'));

const parts = [
  { exercise: 'tcp-echo', points: 40 },
  { exercise: 'udp-echo', points: 40 },
];
const report = { file: 'REPORTE.md', template: 'template.md', sections: [{ heading: ['A'], points: 20 }] };
const handIn = { archive: 'P_{name}.zip', folder: 'python' };
const week2 = labOf({ parts, report, handIn });

function labOf(of: object): Lab {
  return labSchema.parse({ id: 'lab', title: { es: 'P', en: 'P' }, ...of });
}

const udpServer = `
  import socket
  s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
  s.bind(("", 5001))
  s.recvfrom(1024)
`;

/** Paths in the archive, where each exercise is looked for in the folder it is given here. */
async function packed(
  files: Readonly<Record<string, string>>,
  folders: Readonly<Record<string, string>> = { 'tcp-echo': '', 'udp-echo': '' },
  lab: Lab = week2,
): Promise<string[]> {
  await using folder = await Folder.of(files);
  const located = await Promise.all(
    Object.entries(folders).map(async ([id, path]) => {
      const exercise = exercises.find((one) => one.id === id);
      if (exercise === undefined) throw new Error(`No exercise ${id}`);
      return locate(folder.at(path), exercise, {});
    }),
  );
  const task = { lab, template: '', located, reportFolder: folder.path, languages, stubs: [] };
  return (await packLab(task)).map(({ path }) => path);
}

describe('of programs', () => {
  test('those that were graded go, with the sources beside them, and nothing else', async () => {
    const paths = await packed({
      'python/tcp_server.py': `import eco\n${echoServer}`,
      'python/tcp_client.py': echoClient,
      'python/udp_server.py': udpServer,
      'python/eco/__init__.py': '',
      'python/__pycache__/eco.pyc': 'x',
      'python/.venv/pyvenv.cfg': '',
      'python/.venv/lib/x.py': '',
      'python/.vscode/settings.json': '{}',
      'python/a.out': 'x',
      'python/notas.txt': 'x',
      'otra/tarea.py': 'print(1)',
      'P_Ana.zip': 'x',
    });
    expect(paths).toEqual([
      'python/eco/__init__.py',
      'python/tcp_client.py',
      'python/tcp_server.py',
      'python/udp_server.py',
    ]);
  });

  test('those of each exercise in its own folder come together', async () => {
    const files = { 'tcp-echo/python/servidor.py': echoServer, 'udp-echo/python/udp_server.py': udpServer };
    expect(await packed(files, { 'tcp-echo': 'tcp-echo', 'udp-echo': 'udp-echo' })).toEqual([
      'python/servidor.py',
      'python/udp_server.py',
    ]);
  });

  test('those of one name stay apart', async () => {
    const files = { 'tcp-echo/python/servidor.py': echoServer, 'udp-echo/python/servidor.py': udpServer };
    expect(await packed(files, { 'tcp-echo': 'tcp-echo', 'udp-echo': 'udp-echo' })).toEqual([
      'python/tcp-echo/servidor.py',
      'python/udp-echo/servidor.py',
    ]);
  });

  test('those that would be taken for one another stay apart', async () => {
    const files = { 'tcp-echo/python/server.py': echoServer, 'udp-echo/python/Server.py': udpServer };
    expect(await packed(files, { 'tcp-echo': 'tcp-echo', 'udp-echo': 'udp-echo' })).toEqual([
      'python/tcp-echo/server.py',
      'python/udp-echo/Server.py',
    ]);
  });

  test('other languages go into folders of their own', async () => {
    const paths = await packed({
      'tcp_server.py': echoServer,
      'tcp_server.c':
        '#include "eco.h"\n#include <sys/socket.h>\nint main(void) { return listen(accept(0, 0, 0), 1); }',
      'eco.h': '#define ECO 1',
    });
    expect(paths).toEqual(['c/eco.h', 'c/tcp_server.c', 'python/tcp_server.py']);
  });

  test('a lab that looks for each exercise in a folder gets those folders', async () => {
    const apart = labOf({
      parts: parts.map((part) => ({ ...part, folder: part.exercise })),
      handIn: { ...handIn, folder: 'programas' },
    });
    const files = { 'tcp/servidor.py': echoServer, 'udp/servidor.py': udpServer };
    expect(await packed(files, { 'tcp-echo': 'tcp', 'udp-echo': 'udp' }, apart)).toEqual([
      'programas/tcp-echo/servidor.py',
      'programas/udp-echo/servidor.py',
    ]);
  });
});

describe('of a report', () => {
  test('it goes with the pictures it shows', async () => {
    const paths = await packed({
      'REPORTE.md': '# A\n\n![a](evidencia/a%20b.png) ![b](https://x/y.png)\n\n<img src="c.jpg">',
      'evidencia/a b.png': 'x',
      'evidencia/otra.png': 'x',
      'c.jpg': 'x',
      'borrador.md': 'x',
      'template.md': 'x',
    });
    expect(paths).toEqual(['REPORTE.md', 'c.jpg', 'evidencia/a b.png']);
  });

  test('from a folder inside it comes to the root', async () => {
    const files = { 'entrega/reporte.md': '![a](img/a.png)', 'entrega/img/a.png': 'x' };
    expect(await packed(files)).toEqual(['img/a.png', 'reporte.md']);
  });

  test('it stays where it is when its pictures are outside its folder, and takes nothing from outside the work', async () => {
    const files = { 'doc/REPORTE.md': '![a](../img/a.png) ![b](../../../etc/x.png)', 'img/a.png': 'x' };
    expect(await packed(files)).toEqual(['doc/REPORTE.md', 'img/a.png']);
  });
});

test('where there is nothing to hand in, nothing is packed', async () => {
  expect(await packed({ 'notas.txt': 'x' })).toEqual([]);
});
