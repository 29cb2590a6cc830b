import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { kernelFacts } from '../testing/needs.ts';
import { workerEnvironment } from './worker-environment.ts';

const script = (first: string): string => `
  import { spawnSync } from 'node:child_process';
  import { closeInherited } from '${join(import.meta.dirname, 'close-inherited.ts')}';
  ${first}
  process.stdout.write(spawnSync('ls', ['/proc/self/fd'], { encoding: 'utf8' }).stdout);
`;

async function passedOn(lab: Lab, first: string): Promise<string[]> {
  const path = await lab.write('start.ts', script(first));
  const command = ['-c', 'exec 77</dev/null; exec "$@"', 'bash', process.execPath, path];
  const { stdout } = await execa('bash', command, { env: workerEnvironment(process.env, 'bare'), extendEnv: false });
  return stdout.split('\n');
}

test('a descriptor the grader was started with is not given on to programs', async (context) => {
  await using lab = await Lab.open(context);
  lab.needs(kernelFacts);
  expect(await passedOn(lab, 'closeInherited.name;')).toContain('77');
  const after = await passedOn(lab, 'closeInherited();');
  expect(after).not.toContain('77');
  expect(after).toContain('2');
});
