/** Ctrl-C and a polite kill: end everything that was started, then leave. */
import { exitCode } from './exit-code.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does the work; when a signal comes before it is done, closes what is open, says so, and ends the process. */
export async function unlessInterrupted<Result>(
  open: AsyncDisposable,
  words: string,
  work: () => Promise<Result>,
): Promise<Result> {
  let leaving = false;
  const leave = (): void => {
    if (!leaving) void close(open, words);
    leaving = true;
  };
  for (const signal of signals) process.on(signal, leave);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.off(signal, leave);
  }
}

async function close(open: AsyncDisposable, words: string): Promise<void> {
  try {
    await open[Symbol.asyncDispose]();
  } finally {
    process.stderr.write(`\n${words}\n`);
    process.exit(exitCode.unfinished);
  }
}
