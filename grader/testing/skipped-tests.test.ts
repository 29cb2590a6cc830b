/** Tests of tests: a run of its own, over a folder with two files. */
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { projectFolder } from './command.ts';
import { Folder } from './folder.ts';

const vitest = join(projectFolder, 'node_modules/vitest/vitest.mjs');

async function linesAfter(...options: readonly string[]): Promise<string[]> {
  await using folder = await Folder.of({
    'a.test.ts': `
      import { test } from 'vitest';
      test('is made', () => {});
      test('cannot be made', (context) => context.skip('needs another machine'));
      test.skip('is switched off', () => {});
    `,
    'vitest.config.ts': `
      import { SkippedTests } from '${join(import.meta.dirname, 'skipped-tests.ts')}';
      export default { test: { reporters: [new SkippedTests()] } };
    `,
    'package.json': '{ "type": "module" }',
  });
  await symlink(join(projectFolder, 'node_modules'), folder.at('node_modules'));
  const { stdout, exitCode } = await execa(process.execPath, [vitest, 'run', ...options], { cwd: folder.path });
  expect(exitCode).toBe(0);
  return stdout.trim().split('\n');
}

test('a run ends with the tests that were skipped, and why', async () => {
  expect(await linesAfter()).toEqual([
    'Skipped:',
    '  a.test.ts > cannot be made: needs another machine',
    '  a.test.ts > is switched off',
  ]);
});

test('tests that were not chosen by their name are not counted as skipped', async () => {
  expect(await linesAfter('-t', 'is made')).toEqual(['']);
});
