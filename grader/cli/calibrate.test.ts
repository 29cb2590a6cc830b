/** A project with one small exercise and a few specimens, calibrated from the command line. */
import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { copyOfProject, socklab } from '../testing/command.ts';
import type { Folder } from '../testing/folder.ts';
import { echoServer, silentServer } from '../testing/programs.ts';

const exercise = `
  id: tcp-echo
  title: { es: Eco, en: Echo }
  programs:
    server: { title: { es: S, en: S }, role: server, transport: tcp, port: 5000, files: [tcp_server] }
  checks:
    - id: opens-its-port
      of: server
      level: basic
      title: { es: Abre, en: Opens }
      steps:
        - start: server
        - connect: alice
    - id: echoes
      of: server
      level: robust
      title: { es: Eco, en: Echo }
      steps:
        - start: server
        - connect: alice
        - send: { peer: alice, text: Hola }
        - expect: { peer: alice, text: Hola }
`;

async function smallProject(fails: string): Promise<Folder> {
  const project = await copyOfProject();
  for (const part of ['exercises/udp-echo', 'reference']) await rm(project.at(part), { recursive: true });
  await project.write('exercises/tcp-echo/exercise.yaml', exercise);
  await project.write('reference/tcp-echo/python/tcp_server.py', echoServer);
  await project.write('fixtures/tcp-echo/broken/silent/tcp_server.py', silentServer);
  await project.write('fixtures/tcp-echo/broken/silent/expected.yaml', `mistake: answers nothing\nfails: [${fails}]`);
  return project;
}

test('everything as it should be: a table and the exit code 0', async () => {
  await using project = await smallProject('echoes');
  const { exitCode, stdout, stderr } = await socklab(['calibrate', '--workers', '2'], { project: project.path });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toContain('   1 server basic opens-its-port\n   2 server robust echoes\n');
  expect(stdout).toMatch(/^ {2}reference python \.\.\n {2}broken silent {4}\.X\n\n2 passed, 0 failed\n$/m);
});

test('a check that does not tell right from wrong: what deviates, and the exit code 1', async () => {
  await using project = await smallProject('opens-its-port');
  const args = ['calibrate', 'tcp-echo', '--only', 'silent', '--workers', '1'];
  const { exitCode, stdout } = await socklab(args, { project: project.path });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^> broken silent \.X\n {4}should fail opens-its-port: passed\n {4}fails echoes, which/m);
  expect(stdout).toMatch(/^0 passed, 1 failed\n$/m);
});
