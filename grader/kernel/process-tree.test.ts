import { describe, expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { kernelFacts } from '../testing/needs.ts';
import { eventually } from '../testing/started.ts';
import { cpuTimeMs } from './cpu-time.ts';
import { lookAt } from './look.ts';
import { processTree, stateOf } from './process-tree.ts';

/** Every process says its number; each line of standard input ends the youngest. */
const family = `
  import os, sys, threading
  parent_read, parent_write = os.pipe()
  def be_a_child():
      if os.fork() == 0:
          os.write(1, b'pid %d\\n' % os.getpid())
          if os.fork() == 0:
              os.write(1, b'youngest %d\\n' % os.getpid())
              os.read(0, 1)
              os._exit(0)
          os.read(parent_read, 1)
          os._exit(0)
  thread = threading.Thread(target=be_a_child)
  thread.start()
  thread.join()
  os.read(parent_read, 1)
`;

describe('The tree of a program', () => {
  test('begins with it and has its children and theirs, also those a thread forked', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const program = await lab.python(family);
    const child = Number(await program.says('pid '));
    const youngest = Number(await program.says('youngest '));
    expect(processTree(program.pid)).toEqual([program.pid, child, youngest]);
  });

  test('still has a child that has ended as long as nobody has asked for its end', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const program = await lab.python(family);
    const youngest = Number(await program.says('youngest '));
    expect(stateOf(youngest)).not.toBe('Z');
    program.program.endInput();
    await eventually(() => expect(stateOf(youngest)).toBe('Z'));
    expect(processTree(program.pid)).toContain(youngest);
  });

  test('is empty once the program is gone', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const program = await lab.python('pass');
    const { pid } = program;
    await program.ended();
    expect({ tree: processTree(pid), state: stateOf(pid) }).toEqual({ tree: [], state: undefined });
  });
});

describe('The state of a process', () => {
  test('is read right whatever the program calls itself', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const program = await lab.python(`
      open('/proc/self/comm', 'w').write('a) Z (b')
      print('named', flush=True)
      input()
    `);
    await program.says('named');
    await eventually(() => expect(stateOf(program.pid)).toBe('S'));
    program.program.signal('SIGSTOP');
    await eventually(() => expect(stateOf(program.pid)).toBe('T'));
  });
});

describe('Processor time', () => {
  test('is that of every thread and child, and stands still while they wait', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const program = await lab.python(`
      import os, threading, time
      os.fork()
      def work():
          while time.thread_time() < 0.06:
              pass
          os.write(1, b'worked\\n')
          os.read(0, 1)
      threading.Thread(target=work).start()
      work()
    `);
    await eventually(() => expect(program.stdout).toBe('worked\n'.repeat(4)));
    await eventually(() => expect(lookAt(program.pid)?.threads).toHaveLength(4));
    const used = cpuTimeMs(program.pid);
    expect(used).toBeGreaterThan(4 * 60);
    expect(cpuTimeMs(program.pid)).toBe(used);
  });
});
