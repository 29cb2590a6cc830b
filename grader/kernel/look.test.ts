import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { kernelFacts } from '../testing/needs.ts';
import { eventually, type Started } from '../testing/started.ts';
import { lookAt, type Look } from './look.ts';

/** What the program says first; then it does what it is looked at for. */
type Source = { readonly language: 'python' | 'javascript' | 'c'; readonly source: string };

async function startIn(lab: Lab, { language, source }: Source): Promise<Started> {
  lab.needs(kernelFacts);
  const { command } = await lab.prepare(language, source);
  const program = lab.start({ language, command });
  await program.says('ready');
  return program;
}

function callsIn(look: Look | undefined): string[] | undefined {
  return look?.threads.map(({ call }) => call).toSorted();
}

function python(source: string): Source {
  return { language: 'python', source };
}

const acceptsForEver = python(`
  import socket
  server = socket.create_server(('127.0.0.1', 0))
  print('ready', flush=True)
  server.accept()
`);

const receivesForEver = python(`
  import socket
  one, other = socket.socketpair()
  print('ready', flush=True)
  one.recv(1024)
`);

const waitsForADatagram = python(`
  import socket
  receiver = socket.socket(type=socket.SOCK_DGRAM)
  receiver.bind(('127.0.0.1', 0))
  print('ready', flush=True)
  receiver.recvfrom(1024)
`);

const sendsMoreThanFits = python(`
  import socket
  one, other = socket.socketpair()
  print('ready', flush=True)
  one.sendall(bytes(64 * 1024 * 1024))
`);

const servesInThreads = python(`
  import socket, threading
  server = socket.create_server(('127.0.0.1', 0))
  one, other = socket.socketpair()
  def serve():
      one.recv(1024)
  threading.Thread(target=serve).start()
  thread = threading.Thread(target=server.accept)
  thread.start()
  print('ready', flush=True)
  thread.join()
`);

const selects = python(`
  import select, socket
  server = socket.create_server(('127.0.0.1', 0))
  print('ready', flush=True)
  select.select([server], [], [])
`);

const servesWithAsyncio = python(`
  import asyncio
  async def main():
      server = await asyncio.start_server(lambda reader, writer: None, '127.0.0.1', 0)
      print('ready', flush=True)
      await server.serve_forever()
  asyncio.run(main())
`);

const servesWithNode: Source = {
  language: 'javascript',
  source: `
    require('node:net').createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1', () => console.log('ready'));
  `,
};

const waitsForItsChild: Source = {
  language: 'c',
  source: `
    #include <stdio.h>
    #include <sys/wait.h>
    #include <unistd.h>
    int main(void) {
      if (fork() == 0) return pause();
      puts("ready");
      wait(NULL);
    }
  `,
};

const hasAZombie: Source = {
  language: 'c',
  source: `
    #include <stdio.h>
    #include <unistd.h>
    int main(void) {
      if (fork() == 0) return 0;
      puts("ready");
      char byte;
      return read(0, &byte, 1);
    }
  `,
};

const livesOnInAThread: Source = {
  language: 'c',
  source: `
    #include <pthread.h>
    #include <stdio.h>
    #include <unistd.h>
    void *wait_for_ever(void *nothing) {
      puts("ready");
      pause();
      return nothing;
    }
    int main(void) {
      pthread_t thread;
      pthread_create(&thread, NULL, wait_for_ever, NULL);
      pthread_exit(NULL);
    }
  `,
};

const readsItsKeyboard = python("print('ready', flush=True)\ninput()");

const sleepsAMinute = python(`
  import time
  print('ready', flush=True)
  time.sleep(60)
`);

const receivesForAMinute = python(`
  import socket
  one, other = socket.socketpair()
  one.settimeout(60)
  print('ready', flush=True)
  one.recv(1024)
`);

const selectsForAMinute = python(`
  import select, socket
  server = socket.create_server(('127.0.0.1', 0))
  print('ready', flush=True)
  select.select([server], [], [], 60)
`);

const hasAThreadThatSleeps = python(`
  import socket, threading, time
  threading.Thread(target=time.sleep, args=[60]).start()
  print('ready', flush=True)
  socket.create_server(('127.0.0.1', 0)).accept()
`);

const waitsForALockForAMinute = python(`
  import threading
  print('ready', flush=True)
  threading.Event().wait(60)
`);

const hasAChildThatSleeps = python(`
  import os, time
  if os.fork() == 0:
      time.sleep(60)
  print('ready', flush=True)
  os.wait()
`);

const computes = python(`
  print('ready', flush=True)
  while True:
      pass
`);

const plansWithAsyncio = python(`
  import asyncio
  print('ready', flush=True)
  asyncio.run(asyncio.sleep(60))
`);

const plansWithNode: Source = {
  language: 'javascript',
  source: `
    setTimeout(() => {}, 60_000);
    console.log('ready');
  `,
};

/** Reads a timerfd, which rings after so many seconds; never when 0. */
function readsTimer(seconds: number): Source {
  return {
    language: 'c',
    source: `
      #include <stdio.h>
      #include <sys/timerfd.h>
      #include <unistd.h>
      int main(void) {
        int timer = timerfd_create(CLOCK_MONOTONIC, 0);
        struct itimerspec after = {.it_value = {.tv_sec = ${seconds}}};
        timerfd_settime(timer, 0, &after, NULL);
        puts("ready");
        long rings;
        return read(timer, &rings, sizeof rings);
      }
    `,
  };
}

const pollsForEver = python(`
  import select, socket
  server = socket.create_server(('127.0.0.1', 0))
  poll = select.poll()
  poll.register(server)
  print('ready', flush=True)
  poll.poll()
`);

const pollsWithEpoll = python(`
  import select, socket
  server = socket.create_server(('127.0.0.1', 0))
  epoll = select.epoll()
  epoll.register(server)
  print('ready', flush=True)
  epoll.poll()
`);

const pausesForASignal = python(`
  import signal
  print('ready', flush=True)
  signal.pause()
`);

const waitsForASignal = python(`
  import signal
  print('ready', flush=True)
  signal.sigwait([signal.SIGUSR1])
`);

const waitsForASignalForAMinute = python(`
  import signal
  print('ready', flush=True)
  signal.sigtimedwait([signal.SIGUSR1], 60)
`);

const getsFromAQueue = python(`
  import queue, socket, threading
  jobs = queue.Queue()
  threading.Thread(target=jobs.get).start()
  server = socket.create_server(('127.0.0.1', 0))
  print('ready', flush=True)
  server.accept()
`);

const getsFromAQueueForAMinute = python(`
  import queue
  print('ready', flush=True)
  queue.Queue().get(timeout=60)
`);

const asksAnotherProcess = python(`
  import multiprocessing
  def serve(pipe):
      pipe.recv()
  ours, theirs = multiprocessing.get_context('fork').Pipe()
  worker = multiprocessing.get_context('fork').Process(target=serve, args=[theirs])
  worker.start()
  print('ready', flush=True)
  worker.join()
`);

const readsFromACommand = python(`
  import subprocess
  command = subprocess.Popen(['cat'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
  print('ready', flush=True)
  command.stdout.read()
`);

const watchesAFile: Source = {
  language: 'c',
  source: `
    #include <stdio.h>
    #include <sys/inotify.h>
    #include <unistd.h>
    int main(void) {
      char event[4096];
      int watch = inotify_init();
      inotify_add_watch(watch, "/", IN_CREATE);
      puts("ready");
      return read(watch, event, sizeof event);
    }
  `,
};

const isInterruptedInAMinute: Source = {
  language: 'c',
  source: `
    #include <signal.h>
    #include <stdio.h>
    #include <time.h>
    #include <unistd.h>
    int main(void) {
      timer_t timer;
      struct itimerspec after = {.it_value = {.tv_sec = 60}};
      timer_create(CLOCK_MONOTONIC, NULL, &timer);
      timer_settime(timer, 0, &after, NULL);
      puts("ready");
      return pause();
    }
  `,
};

describe('A look', () => {
  test.for([
    ['accept()', acceptsForEver, ['accept']],
    ['recv()', receivesForEver, ['recv']],
    ['recvfrom()', waitsForADatagram, ['recv']],
    ['sendall() of more than fits', sendsMoreThanFits, ['send']],
    ['input()', readsItsKeyboard, ['read']],
    ['threads, one of which waits for another', servesInThreads, ['accept', 'lock', 'recv']],
    ['select() without a limit', selects, ['poll']],
    ['poll() without a limit', pollsForEver, ['poll']],
    ['epoll without a limit', pollsWithEpoll, ['poll']],
    ['signal.pause()', pausesForASignal, ['other']],
    ['signal.sigwait()', waitsForASignal, ['other']],
    ['queue.get() of a thread', getsFromAQueue, ['accept', 'lock']],
    ['a pipe between two processes of multiprocessing', asksAnotherProcess, ['read', 'wait-child']],
    ['a pipe from a command', readsFromACommand, ['read', 'read']],
    ['asyncio with nothing planned', servesWithAsyncio, ['poll']],
    ['fork() and wait(), parent and child', waitsForItsChild, ['other', 'wait-child']],
    ['read() beside a child that has ended', hasAZombie, ['read']],
    ['pause() in a thread, when the first one has ended', livesOnInAThread, ['other']],
    ['read() of a timer that is not set', readsTimer(0), ['read']],
  ] as const)('finds a program blocked in %s', async ([, source, calls], context) => {
    await using lab = await Lab.open(context);
    const program = await startIn(lab, source);
    await eventually(() => expect(callsIn(lookAt(program.pid))).toEqual(calls));
  });

  test('finds a Node server blocked, with the threads of Node itself', async (context) => {
    await using lab = await Lab.open(context);
    const program = await startIn(lab, servesWithNode);
    await eventually(() => expect(callsIn(lookAt(program.pid))).toContain('poll'));
    expect(new Set(callsIn(lookAt(program.pid)))).toEqual(new Set(['lock', 'poll']));
  });

  test('says which process waits on which descriptor', async (context) => {
    await using lab = await Lab.open(context);
    const program = await startIn(lab, readsItsKeyboard);
    await eventually(() => expect(lookAt(program.pid)?.threads).toEqual([{ call: 'read', fd: 0, pid: program.pid }]));
  });

  test('takes a limit in milliseconds for none when it is as long as asked', async (context) => {
    await using lab = await Lab.open(context);
    const program = await startIn(lab, receivesForAMinute);
    const { pid } = program;
    await eventually(() => {
      const threads = [{ call: 'poll', fd: undefined, limitMs: 60_000, pid }];
      expect(lookAt(pid, 60_000)?.threads).toEqual(threads);
    });
    expect(lookAt(pid, 60_001)).toBeUndefined();
  });

  test('finds nothing in a program that is gone', async (context) => {
    await using lab = await Lab.open(context);
    const program = await startIn(lab, readsItsKeyboard);
    const { pid } = program;
    program.program.endInput();
    await program.ended();
    expect(lookAt(pid)).toBeUndefined();
  });
});

/** Whether two looks, a moment apart, once agreed while the program was watched. */
async function seemedQuiet(pid: number): Promise<boolean> {
  const endMs = performance.now() + 100;
  let before: Look | undefined;
  while (performance.now() < endMs) {
    const look = lookAt(pid);
    if (look !== undefined && look.fingerprint === before?.fingerprint) return true;
    before = look;
    await setTimeout(1);
  }
  return false;
}

describe('A program is not quiet', () => {
  test.for([
    ['in time.sleep()', sleepsAMinute],
    ['in recv() after settimeout()', receivesForAMinute],
    ['in select() with a limit', selectsForAMinute],
    ['while a thread of it sleeps', hasAThreadThatSleeps],
    ['in a lock with a limit', waitsForALockForAMinute],
    ['while a child of it sleeps', hasAChildThatSleeps],
    ['while it computes', computes],
    ['in signal.sigtimedwait()', waitsForASignalForAMinute],
    ['in queue.get() with a limit', getsFromAQueueForAMinute],
    ['in read() of changes of a file', watchesAFile],
    ['in asyncio with something planned', plansWithAsyncio],
    ['in Node with a timer', plansWithNode],
    ['in read() of a timer that will ring', readsTimer(60)],
    ['in pause() with a timer that will interrupt it', isInterruptedInAMinute],
  ] as const)('%s', async ([, source], context) => {
    await using lab = await Lab.open(context);
    const program = await startIn(lab, source);
    expect(await seemedQuiet(program.pid)).toBe(false);
  });

  test('in read() of a file while the disk works', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const big = await lab.write('big', 'a'.repeat(32 * 1024 * 1024));
    const program = await lab.python(`
        import mmap, os
        try:
            file = os.open('${big}', os.O_RDONLY | os.O_DIRECT)
        except OSError:
            exit(print('ready, but every file is in memory'))
        room = mmap.mmap(-1, 32 * 1024 * 1024)
        print('ready', flush=True)
        while True:
            os.lseek(file, 0, os.SEEK_SET)
            os.readv(file, [room])
      `);
    const answer = await program.says('ready');
    lab.needs({ what: 'files on a disk', isHere: () => answer === '' });
    expect(await seemedQuiet(program.pid)).toBe(false);
  });
});

function blocked(pid: number): Promise<Look> {
  return eventually(() => {
    const look = lookAt(pid);
    if (look === undefined) throw new Error('It is not blocked yet');
    return look;
  });
}

describe('Two looks', () => {
  const readsByteByByte = python(`
    import os
    print('ready', flush=True)
    while os.read(0, 1):
        pass
  `);

  test('are equal while nothing runs', async (context) => {
    await using lab = await Lab.open(context);
    const { pid } = await startIn(lab, readsByteByByte);
    const first = await blocked(pid);
    expect(lookAt(pid)).toEqual(first);
  });

  test('differ when the program ran between them, though it waits as before', async (context) => {
    await using lab = await Lab.open(context);
    const { pid, program } = await startIn(lab, readsByteByByte);
    const first = await blocked(pid);
    program.type(Uint8Array.of(65));
    await eventually(() => expect(lookAt(pid)?.fingerprint).not.toBe(first.fingerprint));
    await eventually(() => expect(lookAt(pid)?.threads).toEqual(first.threads));
  });
});
