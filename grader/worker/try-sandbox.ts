/** Whether a sandbox works here, found out by running a program in one. */
import { kernelShowsFacts, showsFactsOf } from '../kernel/evidence.ts';
import { RunningProgram } from '../launch/running-program.ts';
import type { Sandbox } from '../launch/sandbox.ts';
import { withWords } from '../launch/sandbox-end.ts';
import { SandboxRoom } from '../launch/sandbox-room.ts';

/** It says that it is there, and waits for a line that never comes. */
const command = ['/bin/sh', '-c', 'echo ready; read line'];
const patienceMs = 10_000;

/** `showsFacts`: the worker may read what the kernel knows of a program in it. Rejects with what is wrong otherwise. */
export async function trySandbox(sandbox: Sandbox): Promise<{ readonly showsFacts: boolean }> {
  const places = { folder: '/work', built: '/built' };
  using room = new SandboxRoom(sandbox, { folder: [], built: [], places });
  const isReady = Promise.withResolvers<void>();
  let words = '';
  const fail = (reason: string): void => isReady.reject(new Error(reason));
  const failAlone = (): void => fail(withWords('A program did not run in the sandbox as it should', words));
  const confined = { room, shown: [] };
  const place = { folder: '/work', host: '127.0.0.1', port: 0, confined };
  await using program = new RunningProgram(
    { ...place, language: 'c', command, args: [], flushing: 'natural' },
    {
      onOutput: (stream, bytes) => {
        words += new TextDecoder().decode(bytes);
        if (stream === 'stdout') isReady.resolve();
      },
      onExit: failAlone,
      onFailedStart: fail,
      onTooMuchMemory: failAlone,
    },
  );
  const giveUp = setTimeout(failAlone, patienceMs);
  try {
    await isReady.promise;
  } finally {
    clearTimeout(giveUp);
  }
  return { showsFacts: program.pid !== undefined && kernelShowsFacts() && showsFactsOf(program.pid) };
}
