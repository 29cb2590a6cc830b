/** What holds the processes of one started program: how to reach the program in them, and how to be sure they are gone. */
import type { ChildProcess } from 'node:child_process';
import { isIn } from '../kernel/process-tree.ts';

export type End = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type Processes = {
  readonly child: ChildProcess;
  /** The root of the program's own tree; undefined when nothing could be started. */
  readonly pid: number | undefined;
  /** To the program alone; SIGINT, as Ctrl-C does, to its whole group. */
  signal(signal: NodeJS.Signals): void;
  /** To every process that is known of the program. */
  signalTree(signal: NodeJS.Signals): void;
  /** Ends all of them, and settles when they are gone; rejects when one cannot be ended. */
  kill(): Promise<void>;
  /** How the program ended, when what was started ended so; a string says why there was no program. */
  endOf(end: End): End | string;
};

export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}

/** Every thread of it has ended: until then its sockets are open. */
export function isGone(pid: number): boolean {
  return isIn('ZX', pid);
}
