import { access, chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { prepareProgram, type Prepared } from './prepare-program.ts';

async function prepareFile(lab: Lab, language: string, source: string): Promise<Prepared> {
  return prepareProgram({ language, tool: await lab.tool(language), source, built: join(lab.folder, 'built') });
}

function logOf(prepared: Prepared): string {
  return prepared.kind === 'compile-failed' ? new TextDecoder().decode(prepared.log) : 'It was compiled';
}

describe('A C program', () => {
  test('is compiled into a folder of the grader, with threads, and runs in its own', async (context) => {
    await using lab = await Lab.open(context);
    const source = await lab.write(
      'server.c',
      `
        #include <pthread.h>
        #include <stdio.h>
        #include <unistd.h>
        void *greet(void *words) { printf("%s from %s\\n", (char *)words, getcwd((char[256]){0}, 256)); return NULL; }
        int main(int count, char **words) {
          pthread_t thread;
          pthread_create(&thread, NULL, greet, words[count - 1]);
          pthread_join(thread, NULL);
        }
      `,
    );
    const prepared = await prepareFile(lab, 'c', source);
    expect(prepared).toMatchObject({ kind: 'ready', language: 'c', folder: dirname(source) });
    const command = prepared.kind === 'ready' ? prepared.command : [];
    expect(dirname(command[0] ?? '')).toBe(join(lab.folder, 'built'));
    const program = lab.start({ language: 'c', command, args: ['hola'], folder: dirname(source) });
    expect(await program.says('hola from ')).toBe(dirname(source));
    await expect(access(join(dirname(source), 'a.out'))).rejects.toThrow('ENOENT');
  });

  test('finds the headers that lie beside it', async (context) => {
    await using lab = await Lab.open(context);
    const source = await lab.write('server.c', '#include "port.h"\nint main(void) { return PORT; }');
    expect(logOf(await prepareFile(lab, 'c', source))).toContain('port.h: No such file');
    await lab.writeBeside(source, 'port.h', '#define PORT 0');
    expect(await prepareFile(lab, 'c', source)).toMatchObject({ kind: 'ready' });
  });

  test('that does not compile leaves what the compiler said, with file and line', async (context) => {
    await using lab = await Lab.open(context);
    const source = await lab.write('server.c', 'int main(void) {\n  return port;\n}');
    expect(logOf(await prepareFile(lab, 'c', source))).toMatch(/server\.c:2:10: error: .*port.*undeclared/);
  });

  test('with more errors than anyone reads leaves the beginning of them', async (context) => {
    await using lab = await Lab.open(context);
    const source = await lab.write('server.c', 'int main(void) {\n  wrong;\n  wrong_as_well;\n}\n'.repeat(100));
    const prepared = await prepareFile(lab, 'c', source);
    expect(prepared).toMatchObject({ log: { length: 16 * 1024 } });
    expect(logOf(prepared)).toMatch(/server\.c:2:3: error: .*wrong/);
  });

  test('with endless warnings is compiled all the same', async (context) => {
    await using lab = await Lab.open(context);
    const lines = Array.from({ length: 300 }, (_, index) => `char *text${index} = ${index + 1};`);
    const source = await lab.write('server.c', [...lines, 'int main(void) { return 0; }'].join('\n'));
    expect(await prepareFile(lab, 'c', source)).toMatchObject({ kind: 'ready' });
  });
});

describe('A source with its ending in capitals', () => {
  test('is C, not C++, for the compiler', async (context) => {
    await using lab = await Lab.open(context);
    const source = await lab.write('SERVIDOR.C', 'int main(void) { int *class = (void *)0; return class != 0; }');
    expect(await prepareFile(lab, 'c', source)).toMatchObject({ kind: 'ready' });
  });

  test.for([
    ['typescript', 'SERVIDOR.TS', 'saluda.ts'],
    ['javascript', 'SERVIDOR.MJS', 'saluda.mjs'],
  ] as const)('is run all the same, with what lies beside it: %s', async ([language, name, beside], context) => {
    await using lab = await Lab.open(context);
    const source = await lab.write(name, `import { saludo } from './${beside}';\nconsole.log(saludo, process.cwd());`);
    await lab.writeBeside(source, beside, "export const saludo = 'hola desde';");
    const prepared = await prepareFile(lab, language, source);
    const { command, folder } = prepared.kind === 'ready' ? prepared : { command: [], folder: '' };
    const program = lab.start({ language, command, folder });
    expect(await program.says('hola desde ')).toBe(dirname(source));
  });
});

describe('A compiler that never says whether the program is right', () => {
  test.for([
    ['is missing', undefined, /ENOENT/],
    ['is killed', 'import os, signal\nos.kill(os.getpid(), signal.SIGKILL)', /SIGKILL/],
    ['says too much', "while True:\n    print('warning')", /maxBuffer|larger than/],
  ] as const)('and %s is no fault of the program', async ([, compiler, words], context) => {
    await using lab = await Lab.open(context);
    const source = await lab.write('server.c', 'int main(void) { return 0; }');
    const tool = join(dirname(source), 'compiler');
    if (compiler !== undefined) {
      await lab.writeBeside(source, 'compiler', `#!${await lab.tool('python')}\n${compiler}`);
      await chmod(tool, 0o755);
    }
    const prepared = prepareProgram({ language: 'c', tool, source, built: join(lab.folder, 'built') });
    await expect(prepared).rejects.toThrow(words);
    await expect(prepared).rejects.toThrow('The compiler could not do its work');
  });
});

describe('A program that is run as it is', () => {
  test('is run by its tool in its own folder', async (context) => {
    await using lab = await Lab.open(context);
    const source = await lab.write('server.py', 'pass');
    expect(await prepareFile(lab, 'python', source)).toEqual({
      kind: 'ready',
      language: 'python',
      command: [await lab.tool('python'), source],
      folder: dirname(source),
      workFolder: lab.folder,
      hiddenTimers: false,
      portsInSource: [],
      listenMissing: false,
    });
  });

  test('has timers the kernel hides when it or a source beside it sets one', async (context) => {
    await using lab = await Lab.open(context);
    const prepared = async (source: string, beside = '') => {
      const path = await lab.write('server.py', source);
      await lab.writeBeside(path, 'protocol.py', beside);
      await lab.writeBeside(path, 'notes.txt', 'signal.alarm(1)');
      return prepareFile(lab, 'python', path);
    };
    const withTimer = { hiddenTimers: true };
    expect(await prepared('signal.alarm(5)')).toMatchObject(withTimer);
    expect(await prepared('signal.setitimer(signal.ITIMER_REAL, 1)')).toMatchObject(withTimer);
    expect(await prepared('s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, two)')).toMatchObject(withTimer);
    expect(await prepared('import protocol', 'signal.alarm(5)')).toMatchObject(withTimer);
    expect(await prepared('s.settimeout(5)\nalarming = 5')).toMatchObject({ hiddenTimers: false });
  });

  test.for([
    ['def start_server(): s.accept()', true],
    ['# s.listen()\ns.accept()', true],
    ['s.listen(5)\ns.accept()', false],
    ['s = socket.create_server(a)\ns.accept()', false],
    ['s.connect(a)', false],
  ] as const)('is known to accept without listening, or not: %j', async ([source, listenMissing], context) => {
    await using lab = await Lab.open(context);
    expect(await prepareFile(lab, 'python', await lab.write('server.py', source))).toMatchObject({ listenMissing });
  });

  test('shows the numbers in it that may be ports, each once', async (context) => {
    await using lab = await Lab.open(context);
    const path = await lab.write(
      'client.py',
      `
        PORT = 12345
        s.connect(('127.0.0.1', 5000)) or s.connect(("192.168.1.50", 12345))
        listen(999) or sleep(0.5000) or x12000 or 123456 or 0x5000 or 70000 or bind(('', 50007))
      `,
    );
    expect(await prepareFile(lab, 'python', path)).toMatchObject({ portsInSource: [12_345, 5000, 50_007] });
  });

  test('shows last what rather looks like the size of a buffer', async (context) => {
    await using lab = await Lab.open(context);
    const path = await lab.write('server.py', 'recv(1024) or recv(4096) or connect(8192) or bind(5000) or recv(65536)');
    expect(await prepareFile(lab, 'python', path)).toMatchObject({ portsInSource: [5000, 4096, 8192] });
  });

  test('may have its port in a source beside it', async (context) => {
    await using lab = await Lab.open(context);
    const path = await lab.write('client.py', 'import settings');
    await lab.writeBeside(path, 'settings.py', 'PORT = 8192');
    expect(await prepareFile(lab, 'python', path)).toMatchObject({ portsInSource: [8192] });
  });

  test('shows only the first dozen of them', async (context) => {
    await using lab = await Lab.open(context);
    const numbers = Array.from({ length: 20 }, (_, index) => 5000 + index);
    const path = await lab.write('client.py', `ports = ${JSON.stringify(numbers)}`);
    expect(await prepareFile(lab, 'python', path)).toMatchObject({ portsInSource: numbers.slice(0, 12) });
  });
});
