/** Ctrl-C and a polite kill: end everything that was started, then leave. */
import { exitCode } from './exit-code.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does the work; when a signal comes before it is done, closes what is open, says so, and ends the process. */
export async function unlessInterrupted<Result>(
  open: AsyncDisposable,
  words: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const interrupt: { leaving?: Promise<never> } = {};
  const leave = (): void => {
    interrupt.leaving ??= close(open, words);
  };
  for (const signal of signals) process.on(signal, leave);
  try {
    return await work();
  } finally {
    // Work whose ground was closed under it comes to an end as well; what it says then is of no use.
    await interrupt.leaving;
    for (const signal of signals) process.off(signal, leave);
  }
}

async function close(open: AsyncDisposable, words: string): Promise<never> {
  try {
    await open[Symbol.asyncDispose]();
  } finally {
    process.stderr.write(`\n${words}\n`);
    process.exit(exitCode.unfinished);
  }
}
