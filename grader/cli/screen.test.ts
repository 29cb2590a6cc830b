/** A real terminal is needed to see what is shown on one: `script` of util-linux lends one. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { english, projectFolder } from '../testing/command.ts';
import { Folder } from '../testing/folder.ts';
import { Lab } from '../testing/lab.ts';
import type { Need } from '../testing/needs.ts';
import { echoServer } from '../testing/programs.ts';

const terminal: Need = {
  what: 'script of util-linux',
  isHere: () => spawnSync('script', ['-qec', 'true', '/dev/null'], { stdio: 'ignore' }).status === 0,
};

const colour = '\u001b[32m';
const clearLine = '\r\u001b[K';

async function onTerminal(columns: number, env: Readonly<Record<string, string>>): Promise<string> {
  await using folder = await Folder.of({ 'tcp_server.py': echoServer });
  const main = join(projectFolder, 'grader/main.js');
  const args = ['grade', '--check', 'opens-its-port', '--workers', '1', folder.path];
  const command = [process.execPath, main, ...args].map((word) => `'${word}'`).join(' ');
  const { stdout } = await execa('script', ['-qec', `stty cols ${columns}; ${command}`, '/dev/null'], {
    env: { NO_COLOR: undefined, CI: undefined, TERM: 'xterm', ...english, ...env },
    timeout: 60_000,
  });
  return stdout;
}

function widest(shown: string): number {
  const lines = stripVTControlCharacters(shown).split(/[\r\n]+/);
  return Math.max(...lines.map((line) => line.length));
}

describe('on a terminal', () => {
  test('there are colours, and a line that tells how far the work has come', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(terminal);
    const shown = await onTerminal(60, {});
    expect(shown).toContain(colour);
    const [, ...progress] = shown.slice(0, shown.indexOf('Submission')).split(clearLine);
    expect(progress[0]).toMatch(/ 0 of 1$/);
    expect(progress[1]).toMatch(/ 1 of 1 {2}Opens its port/);
    expect(progress.slice(2).join('')).not.toContain('1');
    expect(widest(shown)).toBe(60);
  });

  test('there are no colours where they are not wanted', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(terminal);
    // A terminal without a size counts as one of 80 columns.
    const shown = await onTerminal(0, { NO_COLOR: '1' });
    expect(widest(shown)).toBe(80);
    expect(shown.replaceAll(clearLine, '')).not.toContain('\u001b');
    expect(shown).toContain('You passed everything');
  });
});
