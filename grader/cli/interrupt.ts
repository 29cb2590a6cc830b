/** Ctrl-C and a polite kill: end everything that was started, then leave. */
import { exitCode } from './exit-code.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function closeOnInterrupt(open: AsyncDisposable, words: string): Disposable {
  let leaving = false;
  const leave = () => {
    if (leaving) return;
    leaving = true;
    void close(open, words);
  };
  for (const signal of signals) process.on(signal, leave);
  return {
    [Symbol.dispose]() {
      for (const signal of signals) process.off(signal, leave);
    },
  };
}

async function close(open: AsyncDisposable, words: string): Promise<void> {
  try {
    await open[Symbol.asyncDispose]();
  } finally {
    process.stderr.write(`\n${words}\n`);
    process.exit(exitCode.unfinished);
  }
}
