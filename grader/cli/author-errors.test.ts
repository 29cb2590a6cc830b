/** What every command says of files of authors with errors: in the language of the user, all of them, and exit code 2. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyOfProject, english, projectFolder, socklab, spanish } from '../testing/command.ts';
import type { Folder } from '../testing/folder.ts';

let project: Folder;

/** The exercise of the project, with one mistake. */
async function misspell(file: string, found: string, replacement: string): Promise<void> {
  const text = await readFile(join(projectFolder, file), 'utf8');
  expect(text).toContain(found);
  await project.write(
    file,
    text.replace(found, () => replacement),
  );
}

beforeAll(async () => {
  project = await copyOfProject();
  await misspell('exercises/tcp-echo/exercise.yaml', '- connect: alice', '- conect: alice');
  await misspell('exercises/udp-echo/exercise.yaml', 'transport: udp', 'transport: upd');
});

afterAll(() => project[Symbol.asyncDispose]());

/** Standard error without the folder of the project and without the list of verbs. */
async function said(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string[]> {
  const { exitCode, stdout, stderr } = await socklab(args, { env, project: project.path, folder: project.path });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  return stderr
    .replaceAll(`${project.path}/exercises/`, '')
    .replaceAll(/: repeat, .*/g, ': ...')
    .split('\n')
    .filter((line) => line !== '');
}

const es = {
  tcp: 'tcp-echo/exercise.yaml:32:9: checks[0].steps[1]: clave desconocida «conect»; ¿quisiste decir «connect»? Se permite: ...',
  udp: 'udp-echo/exercise.yaml:11:16: programs.server.transport: no es uno de los valores permitidos; se encontró "upd"; ¿quisiste decir «udp»? Se permite: tcp, udp',
  leftOut: 'Estos ejercicios tienen errores y no se toman en cuenta:',
  lab: 'La práctica week-2 no se puede usar hasta que se corrijan los errores de tcp-echo, udp-echo.',
};

const en = {
  tcp: 'tcp-echo/exercise.yaml:32:9: checks[0].steps[1]: unknown key "conect"; did you mean "connect"? Allowed: ...',
  udp: 'udp-echo/exercise.yaml:11:16: programs.server.transport: not one of the allowed values, found "upd"; did you mean "udp"? Allowed: tcp, udp',
  leftOut: 'These exercises have errors and are left out:',
  lab: 'The lab week-2 cannot be used until the errors of tcp-echo, udp-echo are corrected.',
};

describe.each([
  ['es', spanish, es],
  ['en', english, en],
])('in %s', (_, env, { tcp, udp, leftOut, lab }) => {
  const batch = ['grade:batch', 'reference', '--out', 'results', '--dry-run'];

  test.each<[string, readonly string[]]>([
    ['grade --lab', ['grade', '--lab', 'week-2']],
    ['pack', ['pack', '--lab', 'week-2', '--name', 'Ana']],
    ['grade:batch --lab', [...batch, '--lab', 'week-2']],
  ])('%s tells every error, and that the lab cannot be used', async (__, args) => {
    expect(await said(args, env)).toEqual([leftOut, tcp, udp, lab]);
  });

  test.each<[string, readonly string[]]>([
    ['grade', ['grade', 'reference/tcp-echo/python']],
    ['grade --exercise', ['grade', '--exercise', 'tcp-echo']],
    ['grade:batch --exercise', [...batch, '--exercise', 'tcp-echo']],
    ['calibrate', ['calibrate', 'tcp-echo', '--workers', '1']],
  ])('%s tells the errors of the exercise that is asked for', async (__, args) => {
    expect(await said(args, env)).toEqual([tcp]);
  });

  test.each<[string, readonly string[]]>([
    ['calibrate', ['calibrate', '--workers', '1']],
    ['generate', ['generate']],
  ])('%s of everything tells those of all exercises', async (__, args) => {
    expect(await said(args, env)).toEqual([tcp, udp]);
  });
});

describe('together', () => {
  test('exercises and labs are told by generate', async () => {
    await using other = await copyOfProject();
    await other.write('exercises/tcp-echo/exercise.yaml', 'id: tcp-echo\n  title: x\n');
    await other.write('exercises/echo/lab.yaml', 'id: [echo\n');
    await other.write('exercises/week-2/lab.yaml', '');
    const { exitCode, stderr } = await socklab(['generate'], { env: spanish, project: other.path });
    expect(exitCode).toBe(2);
    expect(stderr.replaceAll(`${other.path}/exercises/`, '').trimEnd().split('\n')).toEqual([
      'tcp-echo/exercise.yaml:1:5: no es YAML válido: una clave no puede empezar dentro de un valor: la línea siguiente tiene demasiada sangría, o faltan comillas; se encontró "id: tcp-echo"',
      'echo/lab.yaml:1:5: no es YAML válido: lo que se abrió aquí no se cierra con ]; se encontró "id: [echo"',
      'week-2/lab.yaml:1:1: el archivo está vacío; escribe en él `id`, `title`, `parts` y `handIn`',
    ]);
  });

  test('specimens of several exercises are told by calibrate', async () => {
    await using other = await copyOfProject();
    await other.write('fixtures/tcp-echo/broken/reads-once/expected.yaml', 'mistake: lee una vez\nfails: [echos-one]');
    await other.write('fixtures/udp-echo/right/threads/expected.yaml', 'estilo: hilos\n');
    const args = ['calibrate', 'tcp-echo', 'udp-echo', '--isolation', 'bare', '--workers', '1'];
    const { exitCode, stderr } = await socklab(args, { env: spanish, project: other.path });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/reads-once\/expected\.yaml:2:9: fails\[0\]: no hay una comprobación llamada «echos-one»/);
    expect(stderr).toMatch(/threads\/expected\.yaml:1:1: clave desconocida «estilo».* Se permite: style, loses$/m);
  });
});
