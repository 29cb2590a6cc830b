import { describe, expect, test } from 'vitest';
import { stateOf } from '../kernel/process-tree.ts';
import { readSocketTable } from '../kernel/socket-table.ts';
import { freePort } from '../launch/ports.ts';
import { Lab } from '../testing/lab.ts';
import { kernelFacts } from '../testing/needs.ts';
import { exerciseOf, factsOf, outputOf, perform, stageOf, type Play } from '../testing/play.ts';
import { eventually } from '../testing/started.ts';
import { TcpListener } from '../wire/tcp-listener.ts';
import { performCheck } from './perform-check.ts';
import { Stage } from './stage.ts';

const tcpServer = { role: 'server', transport: 'tcp' } as const;
const tcpClient = { role: 'client', transport: 'tcp' } as const;

const accepts = `
  import socket, sys
  server = socket.create_server((sys.argv[1], int(sys.argv[2])))
  kept = []
  while True:
      kept.append(server.accept())
`;

describe('A check', () => {
  test('is a list of facts, each in its step, in the order of time', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', accepts);
    const timeline = await perform(lab, {
      ...tcpServer,
      program,
      steps: ['start: program', 'connect: alice', 'halfClose: alice'],
    });
    const kinds = timeline.map(({ kind }) => kind).filter((kind) => kind !== 'program-output');
    expect(kinds).toEqual([
      'step-began',
      'program-started',
      'program-listening',
      'step-ended',
      'step-began',
      'connected',
      'step-ended',
      'step-began',
      'grader-closed',
      'step-ended',
    ]);
    const times = timeline.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('ends with the first step that is not met, once the program has had its last words', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `
        import socket, sys, time
        connection, _ = socket.create_server((sys.argv[1], int(sys.argv[2]))).accept()
        connection.sendall(b'Hola')
        time.sleep(0.1)
        sys.exit('last words')
      `,
    );
    const steps = ['start: program', 'connect: alice', 'expect: { peer: alice, text: hola }', 'expectRunning: program'];
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    expect(factsOf(timeline, 'step-began').map(({ step }) => step)).toEqual([0, 1, 2]);
    expect(outputOf(timeline, 'stderr')).toBe('last words\n');
    expect(factsOf(timeline, 'program-exited')).toMatchObject([{ code: 1, stoppedByGrader: false }]);
  });

  test('that asks for the impossible is trouble of the grader, told with its step', async (context) => {
    await using lab = await Lab.open(context);
    const play: Play = {
      ...tcpServer,
      program: await lab.prepare('python', accepts),
      steps: ['start: program', 'connect: alice'],
    };
    const [check] = exerciseOf(tcpServer, play.steps).checks;
    await using legal = stageOf(lab, play);
    if (check === undefined) throw new Error('There is no check');
    const steps = [...check.steps, { do: 'halfClose', peer: 'nobody' } as const];
    await using stage = new Stage({ ...legal.job, check: { ...check, steps } });
    const timeline = await performCheck(stage);
    expect(factsOf(timeline, 'grader-trouble')).toMatchObject([{ step: 2 }]);
    expect(factsOf(timeline, 'grader-trouble')[0]?.message).toContain('No peer called nobody');
  });

  test('breaks a connection off where a step says so, and the program is told', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `
        import socket, sys
        server = socket.create_server((sys.argv[1], int(sys.argv[2])))
        for _ in range(2):
            connection, _ = server.accept()
            try:
                print('read', connection.recv(1024), flush=True)
            except OSError as error:
                print(type(error).__name__, flush=True)
      `,
    );
    const steps = [
      'start: program',
      'connect: alice',
      'reset: alice',
      'connect: bob',
      'close: bob',
      'expectExit: { program: program, code: 0 }',
    ];
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    expect(outputOf(timeline)).toBe("ConnectionResetError\nread b''\n");
    expect(factsOf(timeline, 'grader-closed').map(({ how }) => how)).toEqual(['reset', 'close']);
  });

  test('stops reading where a step says so, so that the program has to wait', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `
        import socket, sys
        connection, _ = socket.create_server((sys.argv[1], int(sys.argv[2]))).accept()
        connection.sendall(bytes(12_000_000))
        print('sent', flush=True)
        connection.recv(9)
      `,
    );
    const steps = ['start: program', 'freeze: program', 'connect: alice', 'pause: alice', 'thaw: program'];
    const stuck = await perform(lab, {
      ...tcpServer,
      program,
      steps: [...steps, 'expectOutput: { program: program, text: sent }'],
    });
    expect(factsOf(stuck, 'step-gave-up')).toMatchObject([{ why: 'quiet', waits: [{ call: 'send', on: 'alice' }] }]);
    const freed = await perform(lab, {
      ...tcpServer,
      program,
      steps: [...steps, 'resume: alice', 'expect: { peer: alice, length: 12000000 }'],
    });
    expect(factsOf(freed, 'step-gave-up')).toEqual([]);
  });
});

describe('After a check', () => {
  test('nothing is left of the program: no process, no port, no connection', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `
        import os, socket, sys, time
        server = socket.create_server((sys.argv[1], int(sys.argv[2])))
        os.fork() or os.setsid()
        os.fork()
        os.write(1, b'pid %d\\n' % os.getpid())
        connection, _ = server.accept()
        time.sleep(60)
      `,
    );
    const steps = [
      'start: program',
      'connect: alice',
      'connect: bob',
      "expectOutput: { program: program, pattern: '(pid.*){4}' }",
    ];
    const stage = stageOf(lab, { ...tcpServer, program, steps });
    const timeline = await performCheck(stage);
    const pids = outputOf(timeline).match(/\d+/g)?.map(Number) ?? [];
    expect(pids).toHaveLength(4);
    await stage[Symbol.asyncDispose]();
    expect(pids.map((pid) => stateOf(pid)).filter((state) => state !== undefined && state !== 'Z')).toEqual([]);
    expect(readSocketTable('tcp').filter(({ localPort }) => localPort === stage.port)).toEqual([]);
  });

  test('the port of a server without SO_REUSEADDR is free, however often it was called', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const port = await freePort('tcp', '127.0.0.1');
    const program = await lab.prepare(
      'python',
      `
        import socket
        server = socket.socket()
        server.bind(('127.0.0.1', ${port}))
        server.listen()
        kept = []
        while True:
            kept.append(server.accept())
      `,
    );
    const steps = ['start: program', 'repeat: { times: 3, steps: [connect: alice] }', 'connect: bob', 'halfClose: bob'];
    for (const _ of ['first', 'second']) {
      const timeline = await perform(lab, { ...tcpServer, port, program, steps });
      expect(factsOf(timeline, 'connected')).toHaveLength(4);
      expect(readSocketTable('tcp').filter(({ localPort }) => localPort === port)).toEqual([]);
    }
  });

  test('the ports the grader listened on are free, whoever called them and was never accepted', async (context) => {
    await using lab = await Lab.open(context);
    const port = await freePort('tcp', '127.0.0.1');
    const program = await lab.prepare(
      'python',
      `
        import socket, sys
        calls = [socket.create_connection(('127.0.0.1', port)) for port in (${port}, int(sys.argv[2])) for _ in range(3)]
        print('called', flush=True)
        calls[0].recv(9)
      `,
    );
    const steps = [
      'listen: { program: program }',
      'start: program',
      'repeat: { times: 2, steps: [accept: server] }',
      'expectOutput: { program: program, text: called }',
    ];
    const timeline = await perform(lab, { ...tcpClient, port, program, steps });
    expect(factsOf(timeline, 'step-gave-up')).toEqual([]);
    for (const address of factsOf(timeline, 'grader-listening')[0]?.addresses ?? []) {
      const listener = await TcpListener.open(address, () => {});
      expect(listener).toHaveProperty('address', address);
      if (!('error' in listener)) await listener[Symbol.asyncDispose]();
    }
  });

  test('nothing else is left when a program cannot be ended', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', 'input()');
    const steps = ['listen: { program: program }', 'start: program'];
    await using stage = stageOf(lab, { ...tcpClient, program, steps });
    await performCheck(stage);
    const { port } = stage;
    expect(readSocketTable('tcp').filter(({ localPort }) => localPort === port)).toHaveLength(1);
    const running = stage.program('program');
    const end = running[Symbol.asyncDispose].bind(running);
    running[Symbol.asyncDispose] = () => Promise.reject(new Error('It cannot be ended'));
    await expect(stage[Symbol.asyncDispose]()).rejects.toThrow('It cannot be ended');
    running[Symbol.asyncDispose] = end;
    expect(running.finished).toBe(false);
    expect(readSocketTable('tcp').filter(({ localPort }) => localPort === port)).toEqual([]);
  });

  test('nothing is left of a program that was started again either', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const program = await lab.prepare(
      'python',
      `
        import os, time
        if os.fork() == 0:
            os.setsid()
            os.write(1, b'daemon %d\\n' % os.getpid())
            os.closerange(0, 3)
            time.sleep(60)
        time.sleep(0.05)
      `,
    );
    const ends = ['start: program', 'expectExit: { program: program, code: 0 }'];
    const stage = stageOf(lab, { ...tcpClient, program, steps: [...ends, ...ends] });
    const timeline = await performCheck(stage);
    const daemons = outputOf(timeline).match(/\d+/g)?.map(Number) ?? [];
    expect(daemons.map((pid) => stateOf(pid))).toEqual(['S', 'S']);
    await stage[Symbol.asyncDispose]();
    expect(daemons.map((pid) => stateOf(pid)).filter((state) => state !== undefined && state !== 'Z')).toEqual([]);
  });

  test('that is ended in the middle, no step starts anything more', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', 'input()');
    const steps = ['repeat: { times: 300, steps: [start: program, stop: program] }'];
    const stage = stageOf(lab, { ...tcpClient, program, steps });
    const performing = performCheck(stage);
    await eventually(() => expect(factsOf(stage.recorder.timeline, 'program-exited').length).toBeGreaterThan(1));
    await stage[Symbol.asyncDispose]();
    const started = factsOf(stage.recorder.timeline, 'program-started').length;
    const timeline = await performing;
    expect(factsOf(timeline, 'program-started')).toHaveLength(started);
    expect(factsOf(timeline, 'grader-trouble')[0]?.message).toContain('The check was ended before its last step');
    expect(stage.running()).toEqual([]);
  });
});
