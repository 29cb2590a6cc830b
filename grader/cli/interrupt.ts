/** Ctrl-C and a polite kill: end everything that was started, then leave. */
import { setTimeout } from 'node:timers/promises';
import { exitCode } from './exit-code.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Takes the signals from the first moment on: as long as nothing is open, there is nothing to do but to say so and leave. */
export function leaveWhenInterrupted(words: string): void {
  early.leave = () => {
    process.stderr.write(`\n${words}\n`);
    process.exit(exitCode.unfinished);
  };
  for (const signal of signals) process.on(signal, early.leave);
}

const early: { leave: () => void } = { leave: () => {} };

/** How long work whose ground was closed under it may take to put its own things away. */
const clearingMs = 5000;

/** Does the work; when a signal comes before it is done, closes what is open, says so, and ends the process. */
export async function unlessInterrupted<Result>(
  open: AsyncDisposable,
  words: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const working = work();
  const interrupt: { leaving?: Promise<never> } = {};
  const leave = (): void => {
    interrupt.leaving ??= close(open, words, working);
  };
  for (const signal of signals) process.on(signal, leave).off(signal, early.leave);
  try {
    return await working;
  } finally {
    // What interrupted work comes to is of no use to anyone.
    await interrupt.leaving;
    for (const signal of signals) process.off(signal, leave);
  }
}

async function close(open: AsyncDisposable, words: string, working: Promise<unknown>): Promise<never> {
  try {
    await open[Symbol.asyncDispose]();
    await Promise.race([Promise.allSettled([working]), setTimeout(clearingMs)]);
  } finally {
    process.stderr.write(`\n${words}\n`);
    process.exit(exitCode.unfinished);
  }
}
