/** What a program in a sandbox is, and that the grader sees and moves it as it does any other. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Lab, type Ready } from '../testing/lab.ts';
import { kernelFacts, sandboxHere, type Need } from '../testing/needs.ts';
import { exerciseOf, factsOf, lastEnd, outputOf, type Part } from '../testing/play.ts';
import { WorkerProcess } from './worker-process.ts';

const callsFiltered: Need = {
  what: 'an x64 or arm64 processor',
  isHere: () => ['x64', 'arm64'].includes(process.arch),
};

const client = { role: 'client', transport: 'tcp' } as const;
const server = { role: 'server', transport: 'tcp' } as const;
const runs = ['start: program', 'expectExit: { program: program, code: 0 }'];

async function workerFor(lab: Lab, part: Part, steps: readonly string[] = runs): Promise<WorkerProcess> {
  lab.needs(kernelFacts);
  lab.needs(sandboxHere);
  return lab.use(await WorkerProcess.start('sandbox', [exerciseOf(part, steps)], true));
}

async function prepareIn(lab: Lab, worker: WorkerProcess, language: string, source: string): Promise<Ready> {
  const path = await lab.write(language === 'c' ? 'program.c' : 'program.py', source);
  const prepared = await worker.prepare({
    language,
    tool: await lab.tool(language),
    source: path,
    built: `${lab.folder}/built/program`,
  });
  if (prepared.kind === 'ready') return prepared;
  throw new Error(new TextDecoder().decode(prepared.log));
}

async function play(lab: Lab, part: Part, source: string, steps?: readonly string[]) {
  const worker = await workerFor(lab, part, steps);
  const prepared = await prepareIn(lab, worker, 'python', source);
  return (await worker.perform('made-up', 'made-up', { prepared, fixedPort: undefined })).timeline;
}

describe('A program in a sandbox', () => {
  test('has no power, cannot get any, and starts with nothing of the grader in its environment', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await play(
      lab,
      client,
      `
        import ctypes, os, resource, socket
        status = dict(line.split(':', 1) for line in open('/proc/self/status'))
        print('user', os.getuid(), os.getgid())
        print('power', *(int(status[name], 16) for name in ('CapEff', 'CapPrm', 'CapBnd', 'CapAmb')), status['NoNewPrivs'].strip())
        print('namespace', ctypes.CDLL(None, use_errno=True).unshare(0x10000000))
        print('processes', sorted(int(name) for name in os.listdir('/proc') if name.isdigit()))
        print('first', open('/proc/1/environ').read())
        print('names', *sorted(os.environ))
        print('limits', *(resource.getrlimit(which) for which in (resource.RLIMIT_NPROC, resource.RLIMIT_CORE)))
        print('host', socket.gethostbyname(socket.gethostname()), os.path.expanduser('~'))
      `,
    );
    expect(outputOf(timeline, 'stderr')).toBe('');
    expect(outputOf(timeline).split('\n')).toEqual([
      'user 1000 1000',
      'power 0 0 0 0 1',
      'namespace -1',
      'processes [1, 2]',
      'first ',
      'names HOME HOST LANG PATH PORT PWD PYTHONDONTWRITEBYTECODE PYTHONUNBUFFERED PYTHONUTF8 TMPDIR',
      'limits (256, 256) (0, 0)',
      'host 127.0.0.1 /tmp',
      '',
    ]);
  });

  test('is refused sockets that lead out of the machine, and calls that hide what it waits for', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(callsFiltered);
    const timeline = await play(
      lab,
      client,
      `
        import ctypes, os, socket
        C = ctypes.CDLL(None, use_errno=True)
        def tried(call):
            try:
                call()
                return 'made'
            except OSError as error:
                return error.strerror
        for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, 40, 17):
            print(family + 0, tried(lambda: socket.socket(family, socket.SOCK_STREAM).close()))
        io_uring_setup = 425
        print(C.syscall(io_uring_setup, 1, None), os.strerror(ctypes.get_errno()))
      `,
    );
    expect(outputOf(timeline).split('\n')).toEqual([
      '2 made',
      '10 made',
      '1 made',
      '40 Address family not supported by protocol',
      '17 Address family not supported by protocol',
      '-1 Operation not permitted',
      '',
    ]);
  });

  test.for([
    ['sys.exit(3)', { code: 3, signal: null }],
    ['sys.exit(127)', { code: 127, signal: null }],
    ['sys.exit(-111)', { code: 145, signal: null }],
    ['os.kill(os.getpid(), signal.SIGTERM)', { code: null, signal: 'SIGTERM' }],
    ['os.abort()', { code: null, signal: 'SIGABRT' }],
    ['open("big", "wb").truncate(2 ** 40)', { code: 1, signal: null }],
  ] as const)('ends as it does: %s', async ([ending, end], context) => {
    await using lab = await Lab.open(context);
    const timeline = await play(lab, client, `import os, signal, sys\n${ending}`);
    expect(factsOf(timeline, 'program-exited')).toMatchObject([{ ...end, stoppedByGrader: false }]);
  });

  test.for([
    ['is not there', '/usr/bin/no-such-python', 'prlimit: failed to execute /usr/bin/no-such-python: No such file'],
    ['may not be run', '/usr/share', 'prlimit: failed to execute /usr/share: Permission denied'],
    ['cannot be shown', '/no/such/bin/python3', "bwrap: Can't find source path /no/such: No such file"],
  ] as const)(
    'whose tool %s is the trouble of the grader, in the words of who met it',
    async ([, tool, words], context) => {
      await using lab = await Lab.open(context);
      const worker = await workerFor(lab, client);
      const { command, ...prepared } = await prepareIn(lab, worker, 'python', 'print("hola")');
      const broken = { ...prepared, command: [tool, ...command.slice(1)] };
      const { timeline } = await worker.perform('made-up', 'made-up', { prepared: broken, fixedPort: undefined });
      expect(factsOf(timeline, 'program-exited')).toEqual([]);
      expect(factsOf(timeline, 'grader-trouble').map(({ message }) => message)).toEqual([
        expect.stringContaining(words),
      ]);
    },
  );

  test.for([
    ['/no/such/bin/cc', "bwrap: Can't find source path /no/such"],
    ['/usr/bin/no-such-cc', 'prlimit: failed to execute /usr/bin/no-such-cc'],
  ] as const)('whose compiler is not there has not been refused by one: %s', async ([tool, words], context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab, client);
    const source = await lab.write('program.c', 'int main(void) { return 0; }');
    const built = `${lab.folder}/built/program`;
    await expect(worker.prepare({ language: 'c', tool, source, built })).rejects.toThrow(words);
  });

  test('that takes more memory than it may is ended, and that is told', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await play(lab, client, 'taken = []\nwhile True: taken.append(bytearray(b"x") * 2 ** 23)');
    expect(factsOf(timeline, 'memory-exceeded')).toMatchObject([{ program: 'program', limitBytes: 536_870_912 }]);
    expect(factsOf(timeline, 'program-exited')).toMatchObject([{ code: null, signal: 'SIGKILL' }]);
  });

  test('works on a copy: what it writes there is gone in the next check, and never where it came from', async (context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab, client);
    const source =
      'import os\nprint(sorted(os.listdir(".")))\nopen(__file__, "a").write("!")\nopen("new", "w").close()';
    const prepared = await prepareIn(lab, worker, 'python', source);
    for (const _ of ['first', 'second']) {
      const { timeline } = await worker.perform('made-up', 'made-up', { prepared, fixedPort: undefined });
      expect(outputOf(timeline)).toBe("['program.py']\n");
    }
    expect(await readFile(`${prepared.folder}/program.py`, 'utf8')).toBe(`${source}\n`);
  });

  test('finds what was handed in beside its folder, as a copy, and what stands around that not', async (context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab, client);
    const path = await lab.write(
      'program.py',
      `
        import os, sys
        sys.path.append('..')
        from common.words import greeting
        print(greeting, open('../datos.txt').read().strip(), sorted(os.listdir('..')))
        print(os.path.exists('../../outside.txt'))
        open('../datos.txt', 'a').write('!')
      `,
    );
    const root = dirname(dirname(path));
    await mkdir(`${root}/in/common`, { recursive: true });
    await rename(dirname(path), `${root}/in/python`);
    await writeFile(`${root}/in/common/words.py`, 'greeting = "hola"\n');
    await writeFile(`${root}/in/datos.txt`, 'datos\n');
    await writeFile(`${root}/outside.txt`, '');
    const source = `${root}/in/python/program.py`;
    const tool = await lab.tool('python');
    const prepared = await worker.prepare({ language: 'python', tool, source, built: `${root}/b`, root: `${root}/in` });
    if (prepared.kind !== 'ready') throw new Error('Python needs no compiler');
    for (const _ of ['first', 'second']) {
      const { timeline } = await worker.perform('made-up', 'made-up', { prepared, fixedPort: undefined });
      expect(outputOf(timeline, 'stderr')).toBe('');
      expect(outputOf(timeline)).toBe("hola datos ['common', 'datos.txt', 'python']\nFalse\n");
    }
    expect(await readFile(`${root}/in/datos.txt`, 'utf8')).toBe('datos\n');
  });

  test('in C is compiled in a sandbox, which shows the compiler nothing of the grader, and runs', async (context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab, client);
    const right = await prepareIn(lab, worker, 'c', '#include <stdio.h>\nint main(void) { puts("hola"); }');
    const { timeline } = await worker.perform('made-up', 'made-up', { prepared: right, fixedPort: undefined });
    expect(outputOf(timeline)).toBe('hola\n');
    const secret = await lab.write('secret.txt', 'THE SECRET OF ANOTHER');
    const curious = prepareIn(lab, worker, 'c', `#include "${secret}"\nint main(void) { return 0; }`);
    await expect(curious).rejects.toThrow(/No such file|Permission denied/);
    await expect(curious).rejects.not.toThrow('THE SECRET');
  });

  test('is ready when it listens, rests when it waits, is frozen and thawed, and hears Ctrl-C', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await play(
      lab,
      server,
      `
        import socket, sys
        server = socket.create_server((sys.argv[1], int(sys.argv[2])))
        try:
            while True:
                connection, _ = server.accept()
                while data := connection.recv(1024):
                    connection.sendall(data)
        except KeyboardInterrupt:
            print('bye')
      `,
      [
        'start: program',
        'connect: alice',
        'freeze: program',
        'send: { peer: alice, text: hola }',
        'thaw: program',
        'expect: { peer: alice, text: hola }',
        'expectNothingMore: alice',
        'signal: { program: program, signal: SIGINT }',
        'expectOutput: { program: program, text: bye }',
        'expectExit: { program: program, code: 0 }',
      ],
    );
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'program-listening')).toMatchObject([{ evidence: 'kernel' }]);
    expect(factsOf(timeline, 'queued')).toMatchObject([{ bytes: 4 }]);
    expect(factsOf(timeline, 'unproven')).toEqual([]);
  });

  test('that answers nothing is known to rest, long before any deadline', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await play(
      lab,
      server,
      `
        import socket, sys
        server = socket.create_server((sys.argv[1], int(sys.argv[2])))
        connection, _ = server.accept()
        connection.recv(9)
        server.accept()
      `,
      ['start: program', 'connect: alice', 'send: { peer: alice, text: hola }', 'expect: { peer: alice, text: hola }'],
    );
    expect(lastEnd(timeline)).toBe('quiet');
  });
});
