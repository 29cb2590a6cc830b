import { describe, expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { psHere } from '../testing/needs.ts';
import { descendants, familyOf, rowsOf } from './process-table.ts';

describe('A table of processes is understood', () => {
  test('as Linux prints it, in whole seconds', () => {
    expect(rowsOf('    1     0 Ss   00:00:01\n  812   1 Tl   1-02:03:04\n')).toEqual([
      { pid: 1, parent: 0, halted: false, ended: false, cpuMs: 1000, cpuResolutionMs: 1000 },
      { pid: 812, parent: 1, halted: true, ended: false, cpuMs: 93_784_000, cpuResolutionMs: 1000 },
    ]);
  });

  test('as macOS prints it, in hundredths of a second', () => {
    expect(rowsOf('  501   500 S+     0:00.03\n  502   501 Z      61:02.50\n')).toEqual([
      { pid: 501, parent: 500, halted: false, ended: false, cpuMs: 30, cpuResolutionMs: 10 },
      { pid: 502, parent: 501, halted: true, ended: true, cpuMs: 3_662_500, cpuResolutionMs: 10 },
    ]);
  });

  test('when there is none', () => {
    expect(rowsOf('')).toEqual([]);
  });
});

test('a family is a process and all that descend from it', () => {
  const rows = rowsOf('1 0 S 0:00\n2 1 S 0:00\n3 2 S 0:00\n4 1 S 0:00\n5 3 S 0:00\n');
  expect(descendants(2, rows).map(({ pid }) => pid)).toEqual([2, 3, 5]);
  expect(descendants(9, rows)).toEqual([]);
});

describe('A started program', () => {
  test('is found with its children, and none of them when it is gone', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(psHere);
    const program = await lab.python(
      "import os\npid = os.fork()\nif pid:\n    print('ready', pid, flush=True)\ninput()",
    );
    const child = Number(await program.says('ready'));
    expect((await familyOf(program.pid))?.map(({ pid }) => pid)).toEqual([program.pid, child]);
    const { pid } = program;
    await program.program.kill();
    expect(await familyOf(pid)).toEqual([]);
  });
});
