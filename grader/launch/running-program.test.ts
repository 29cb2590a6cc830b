import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execa } from 'execa';
import { afterEach, describe, expect, test } from 'vitest';
import { stateOf } from '../kernel/process-tree.ts';
import { readSocketTable } from '../kernel/socket-table.ts';
import { Lab } from '../testing/lab.ts';
import { kernelFacts, ownNetwork } from '../testing/needs.ts';
import { eventually } from '../testing/started.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('A running program', () => {
  test('is heard on both outputs as it speaks, and its exit code is known', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.python(`
      import sys
      print('hola')
      print('problema', file=sys.stderr)
      sys.exit(3)
    `);
    expect(await program.ended()).toEqual({ code: 3, signal: null });
    expect(program).toMatchObject({
      stdout: 'hola\n',
      stderr: 'problema\n',
      program: { finished: true, wasKilled: false },
    });
  });

  test('has said everything by the time its end is known', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.python("print('a' * 1_000_000, flush=True)");
    await program.ended();
    expect(program.stdout).toHaveLength(1_000_001);
  });

  test('gets what is typed, and the end of input', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.python("import sys\nprint('read', sys.stdin.read())");
    program.program.type(bytesOf('uno '));
    program.program.type(bytesOf('dos'));
    program.program.endInput();
    await program.ended();
    expect(program.stdout).toBe('read uno dos\n');
  });

  test('may end without reading what was typed, even more than fits', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.python("import os, sys\nos.close(0)\nprint('ready', flush=True)");
    program.program.type(new Uint8Array(4 * 1024 * 1024));
    expect(await program.ended()).toEqual({ code: 0, signal: null });
    program.program.type(bytesOf('too late'));
    program.program.endInput();
  });

  test('takes more than a pipe holds when it is ready to', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.python('import sys\nprint(len(sys.stdin.buffer.read()))');
    program.program.signal('SIGSTOP');
    program.program.type(new Uint8Array(4 * 1024 * 1024));
    program.program.endInput();
    program.program.signal('SIGCONT');
    expect(await program.ended()).toEqual({ code: 0, signal: null });
    expect(program.stdout).toBe('4194304\n');
  });

  test('ends by the signal it is sent, which is not a kill by the grader', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.python("print('ready', flush=True)\ninput()");
    await program.says('ready');
    program.program.signal('SIGTERM');
    expect(await program.ended()).toEqual({ code: null, signal: 'SIGTERM' });
    expect(program.program.wasKilled).toBe(false);
    program.program.signal('SIGTERM');
  });

  test('is interrupted with its children, as by Ctrl-C, and by other signals alone', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.python(`
      import os, signal
      heard = {signal.SIGINT, signal.SIGHUP}
      signal.pthread_sigmask(signal.SIG_BLOCK, heard)
      child = os.fork()
      name = 'parent' if child else 'child'
      os.write(1, f'{name} ready\\n'.encode())
      while True:
          os.write(1, f'{name} {int(signal.sigwait(heard))}\\n'.encode())
    `);
    for (const name of ['parent', 'child']) await program.says(`${name} ready`);
    program.program.signal('SIGHUP');
    await program.says('parent 1');
    program.program.signal('SIGINT');
    for (const name of ['parent', 'child']) await program.says(`${name} 2`);
    expect(program.stdout).not.toContain('child 1');
  });

  test('that cannot be started says why, and has no process', async (context) => {
    await using lab = await Lab.open(context);
    const program = lab.start({ command: [join(lab.folder, 'absent')] });
    expect(await program.failed()).toContain('ENOENT');
    expect(program.program).toMatchObject({ pid: undefined, finished: true });
    expect(program.end).toBeUndefined();
    await program.program.kill();
  });

  test('that is not executable, or whose folder is gone, cannot be started either', async (context) => {
    await using lab = await Lab.open(context);
    expect(await lab.start({ command: [await lab.write('text', 'hola')] }).failed()).toContain('EACCES');
    const homeless = lab.start({ command: [process.execPath], folder: join(lab.folder, 'gone') });
    expect(await homeless.failed()).toContain('ENOENT');
  });

  test('does not wait for ever for pipes that a child of it holds after its end', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.python(`
      import os, time
      if os.fork() == 0:
          time.sleep(60)
      print('parent', flush=True)
    `);
    expect(await program.ended()).toEqual({ code: 0, signal: null });
    expect(program.stdout).toBe('parent\n');
  });

  test('whose output is paused keeps what it still says until it has ended', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.python(`
      import sys
      print('ready', flush=True)
      sys.stdin.read()
      print('last words')
    `);
    await program.says('ready');
    program.program.pauseOutput();
    program.program.endInput();
    await program.ended();
    expect(program.stdout).toBe('ready\nlast words\n');
  });

  test('is frozen and thawed with its threads and children', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const program = await lab.python(`
      import os, time
      child = os.fork()
      if child:
          print('child', child, flush=True)
      time.sleep(60)
    `);
    const pids = [program.pid, Number(await program.says('child '))];
    program.program.signalTree('SIGSTOP');
    await eventually(() => expect(pids.map((pid) => stateOf(pid))).toEqual(['T', 'T']));
    program.program.signalTree('SIGCONT');
    await eventually(() => expect(pids.map((pid) => stateOf(pid))).toEqual(['S', 'S']));
  });
});

describe('The environment of a program', () => {
  afterEach(() => {
    delete process.env['SOCKLAB_SECRET'];
  });

  const showsEnvironment = 'import json, os\nprint(json.dumps(dict(os.environ)))';

  test('is built from nothing: no variable of the grader is in it', async (context) => {
    await using lab = await Lab.open(context);
    process.env['SOCKLAB_SECRET'] = 'hunter2';
    const { command } = await lab.prepare('python', showsEnvironment);
    const program = lab.start({ command, host: '127.0.0.1', port: 5000 });
    await program.ended();
    const environment: unknown = JSON.parse(program.stdout);
    expect(program.stdout).not.toContain('hunter2');
    expect(environment).toMatchObject({ HOST: '127.0.0.1', PORT: '5000', LANG: 'C.UTF-8', PYTHONUNBUFFERED: '1' });
    expect(Object.keys(environment ?? {}).toSorted()).toEqual(
      'HOME HOST LANG PATH PORT PYTHONDONTWRITEBYTECODE PYTHONUNBUFFERED PYTHONUTF8 SOCKLAB_MARK TMPDIR'.split(' '),
    );
  });

  test('lets output leave at once, or only when the program flushes it', async (context) => {
    await using lab = await Lab.open(context);
    const sources = [
      ['python', "import sys\nprint('hola')\nprint('ready', file=sys.stderr)\nsys.stdin.read()"],
      ['c', '#include <stdio.h>\nint main(void) { puts("hola"); fputs("ready", stderr); return getchar(); }'],
    ] as const;
    for (const [language, source] of sources) {
      const { command } = await lab.prepare(language, source);
      const atOnce = lab.start({ language, command, flushing: 'immediate' });
      expect(await atOnce.says('hola')).toBe('');
      const held = lab.start({ language, command, flushing: 'natural' });
      await eventually(() => expect(held.stderr).toContain('ready'));
      expect(held.stdout).toBe('');
    }
  });

  test('is not written to: no cache of compiled Python appears beside the source', async (context) => {
    await using lab = await Lab.open(context);
    const prepared = await lab.prepare('python', 'import protocol\nprint(protocol.PORT)');
    await lab.writeBeside(join(prepared.folder, 'program.py'), 'protocol.py', 'PORT = 5000');
    await lab.start(prepared).says('5000');
    await expect(access(join(prepared.folder, '__pycache__'))).rejects.toThrow('ENOENT');
  });
});

/** Fails while a process with one of these numbers lives. */
function expectGone(pids: readonly number[]): void {
  const alive = pids.filter((pid) => !['Z', undefined].includes(stateOf(pid)));
  expect(alive).toEqual([]);
}

function pidsIn(output: string): number[] {
  return [...output.matchAll(/^pid (\d+)$/gm)].map(([, pid]) => Number(pid));
}

/** In one write, so that the lines of several processes stay whole. */
const saysItsPid = "os.write(1, b'pid %d\\n' % os.getpid())";

describe('A kill', () => {
  test.for([
    ['a program that ignores every signal it can', 1, `signal.signal(signal.SIGTERM, signal.SIG_IGN)\n${saysItsPid}`],
    ['a program that is frozen', 1, `${saysItsPid}\nos.kill(os.getpid(), signal.SIGSTOP)`],
    ['its children', 4, `os.fork()\nos.fork()\n${saysItsPid}`],
    ['children in a session of their own', 2, `os.fork() == 0 and os.setsid()\n${saysItsPid}`],
    [
      'a daemon that left it twice and holds its pipes',
      1,
      `os.fork() and os._exit(0)\nos.setsid()\nos.fork() and os._exit(0)\n${saysItsPid}`,
    ],
    [
      'a daemon that let go of its pipes',
      1,
      `os.fork() and os._exit(0)\nos.setsid()\n${saysItsPid}\nos.closerange(0, 3)`,
    ],
    [
      'twenty daemons that ignore signals',
      20,
      `
for number in range(20):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            ${saysItsPid}
            time.sleep(60)
        os._exit(0)`,
    ],
  ] as const)('ends %s', async ([, count, source], context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const program = await lab.python(`import os, signal, time\n${source}\ntime.sleep(60)`);
    const pids = await eventually(() => {
      const said = pidsIn(program.stdout);
      expect(said).toHaveLength(count);
      return said;
    });
    await program.program.kill();
    expectGone(pids);
    expect(program.end).toBeDefined();
  });

  test('ends a chain of processes, each of which starts the next and leaves', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const program = await lab.python(`
      import os, time
      for _ in range(3000):
          if os.fork():
              os._exit(0)
          os.setsid()
          ${saysItsPid}
          time.sleep(0.001)
    `);
    await eventually(() => expect(pidsIn(program.stdout).length).toBeGreaterThan(5));
    await program.program.kill();
    const reached = pidsIn(program.stdout).length;
    expect(reached).toBeLessThan(3000);
    expectGone(pidsIn(program.stdout));
    await setTimeout(20);
    expect(pidsIn(program.stdout)).toHaveLength(reached);
  });

  test('is over only when the sockets of a child are closed, however much memory it has to give back', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const program = await lab.python(`
      import os, socket, time
      server = socket.create_server(('127.0.0.1', 0))
      if os.fork() == 0:
          memory = b'a' * (128 * 1024 * 1024)
          print('port', server.getsockname()[1], flush=True)
          os.closerange(0, 3)
      else:
          server.close()
      time.sleep(60)
    `);
    const port = Number(await program.says('port '));
    const held = () => readSocketTable('tcp').some(({ localPort }) => localPort === port);
    expect(held()).toBe(true);
    await program.program.kill();
    expect(held()).toBe(false);
  });

  test('reports the end as its own, and may be repeated', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.python("print('ready', flush=True)\ninput()");
    await program.says('ready');
    await Promise.all([program.program.kill(), program.program.kill()]);
    expect(program).toMatchObject({
      end: { code: null, signal: 'SIGKILL' },
      program: { wasKilled: true, finished: true },
    });
    await program.program.kill();
  });

  test('of a program that has ended by itself is not a kill', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.python('pass');
    await program.ended();
    await program.program.kill();
    expect(program.program.wasKilled).toBe(false);
  });

  test('leaves alone who was given its number after its end', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(ownNetwork);
    const script = await lab.write(
      'other.mjs',
      `
        import { spawn } from 'node:child_process';
        import { once } from 'node:events';
        import { writeFileSync } from 'node:fs';
        import { RunningProgram } from '${join(import.meta.dirname, 'running-program.ts')}';
        const { promise, resolve } = Promise.withResolvers();
        const launch = { language: 'c', command: ['true'], args: [], folder: '/', host: '', port: 1, flushing: 'natural' };
        const program = new RunningProgram(launch, {
          onOutput() {},
          onExit: resolve,
          onFailedStart: resolve,
          onTooMuchMemory() {},
        });
        await promise;
        writeFileSync('/proc/sys/kernel/ns_last_pid', String(program.pid - 1));
        const other = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
        await program.kill();
        other.kill('SIGTERM');
        const [, signal] = await once(other, 'exit');
        console.log(other.pid === program.pid, signal);
      `,
    );
    const { stdout } = await execa('unshare', ['-Urpf', '--mount-proc', '--', process.execPath, script]);
    expect(stdout).toBe('true SIGTERM');
  });

  test('leaves other programs of the grader alone', async (context) => {
    await using lab = await Lab.open(context);
    const other = await lab.python("input()\nprint('alive')");
    const program = await lab.python("print('ready', flush=True)\ninput()");
    await program.says('ready');
    await program.program.kill();
    other.program.endInput();
    other.program.type(bytesOf('\n'));
    expect(other.program.finished).toBe(false);
  });
});
