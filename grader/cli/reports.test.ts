/** Several reports at once, and those for GitHub Actions: small programs are really graded. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parseResult } from '../report/json/result-schema.ts';
import { commandsObeyed } from '../testing/actions-runner.ts';
import { english, socklab } from '../testing/command.ts';
import { Folder } from '../testing/folder.ts';
import { echoServer, silentServer } from '../testing/programs.ts';
import { elementsIn, readXml } from '../testing/xml.ts';

const quick = ['--check', 'echoes-one-message', '--workers', '1'];

/** A student's server that tries to speak to the runner, on both streams, and ends with an error that does so too. */
const forgingServer = `
  import sys
  forged = "::error file=exam.py::forged\\n\\r\\n::set-output name=score::100\\n##[add-mask]a\\n##[error]x\\n::stop-commands::x\\n"
  print(forged, flush=True)
  print(forged, file=sys.stderr, flush=True)
  raise RuntimeError(forged)
`;

describe('several formats', () => {
  test('go each to its place, and the exit code is that of the grade', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': silentServer });
    const formats = ['terminal', 'junit=r.xml', 'json=r.json'].flatMap((format) => ['--format', format]);
    const where = { env: english, folder: folder.path };
    const { exitCode, stdout, stderr } = await socklab(['grade', '.', ...quick, ...formats], where);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'Result written to r.xml\nResult written to r.json\n',
    });
    expect(stdout).toContain('✗ Echoes one message');
    const [failure] = elementsIn(readXml(await readFile(folder.at('r.xml'), 'utf8')), 'failure');
    expect(failure?.text).toContain('✗ Echoes one message');
    expect(parseResult(JSON.parse(await readFile(folder.at('r.json'), 'utf8')))).toMatchObject({ complete: true });
  });

  test('in files alone leave the screen to nothing', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': echoServer });
    const args = ['grade', '.', ...quick, '--format', 'junit', '--output', 'r.xml'];
    const { exitCode, stdout } = await socklab(args, { env: english, folder: folder.path });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(readXml(await readFile(folder.at('r.xml'), 'utf8')).attributes).toMatchObject({
      failures: '0',
      errors: '0',
    });
  });
});

describe('for GitHub Actions', () => {
  const forGithub = ['--format', 'terminal', '--format', 'github'];

  test('a student can issue no workflow command, and the remark stands in their file', async () => {
    await using folder = await Folder.of({ 'clase/##[add-path]x/tcp_server.py': forgingServer });
    const env = { ...english, GITHUB_WORKSPACE: folder.path };
    const run = await socklab(['grade', 'clase', ...quick, ...forGithub], { env, folder: folder.path });
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain('##[error]x');
    expect(run.stdout).toMatch(/^::stop-commands::[-0-9a-f]{36}\n/);
    const commands = commandsObeyed(run.stdout);
    expect(commands.map(({ name }) => name)).toEqual(['error']);
    expect(commands[0]?.properties).toMatchObject({ file: 'clase/##[add-path]x/tcp_server.py', line: '5' });
  });

  test('nor can the name of a file in an error of ours', async () => {
    await using folder = await Folder.of({ 'clase/##[set-output name=score]100.py': 'print(1)' });
    const where = { env: english, folder: folder.path };
    const { exitCode, stdout, stderr } = await socklab(['grade', 'clase', ...forGithub], where);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('##[set-output name=score]100.py');
    const [first = '', last = ''] = stdout.trimEnd().split('\n');
    expect(commandsObeyed(`${first}\n${stderr}${last}\n`)).toEqual([]);
  });

  test('the summary is added to what its file has', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': silentServer, 'summary.md': '# Before\n' });
    const env = { ...english, GITHUB_STEP_SUMMARY: folder.at('summary.md') };
    const { stdout } = await socklab(['grade', '.', ...quick, '--format', 'github'], { env, folder: folder.path });
    expect(commandsObeyed(stdout).map(({ name }) => name)).toContain('error');
    const summary = await readFile(folder.at('summary.md'), 'utf8');
    expect(summary).toMatch(/^# Before\n## <code>/);
    expect(summary).toContain('✗ Echoes one message');
  });

  test('a summary that cannot be written is told before anything is graded', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': 'open("started", "w")' });
    const env = { ...english, GITHUB_STEP_SUMMARY: folder.at('gone/summary.md') };
    const { exitCode, stderr } = await socklab(['grade', '.', '--format', 'github'], { env, folder: folder.path });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: `The result cannot be written to ${folder.at('gone/summary.md')}: there is no such folder\n`,
    });
    expect(existsSync(folder.at('started'))).toBe(false);
  });

  test('only what asks for it writes a summary', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': echoServer, 'summary.md': '# Before' });
    const env = { ...english, GITHUB_STEP_SUMMARY: folder.at('summary.md') };
    const { stdout } = await socklab(['grade', '.', ...quick], { env, folder: folder.path });
    expect(stdout).not.toContain('::');
    expect(await readFile(folder.at('summary.md'), 'utf8')).toBe('# Before\n');
  });
});
