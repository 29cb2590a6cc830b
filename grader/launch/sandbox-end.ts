/**
 * What the end of a sandbox says of the program in it. bubblewrap ends with the program's exit code, and with 128 + n for
 * one that signal n has ended, as shells do: an exit code of 137 cannot be told from SIGKILL. Nothing that costs little
 * tells more: the kernel shows the whole status of a process (the last field of /proc/PID/stat) only until its parent has
 * taken it, which bubblewrap does at once; every usual wrapper inside gives a code made in the same way; and one that
 * does not, an interpreter, would take as long to start as the program. So a program that ends with such a code is taken
 * for one that a signal ended, if that is a signal which can end a program.
 */
import { constants } from 'node:os';
import type { End } from './processes.ts';

export type SandboxEnd = {
  /** How bubblewrap itself ended. */
  readonly end: End;
  /** What it said on its status descriptor: an exit code only where the sandbox was complete and its first command ran. */
  readonly status: string;
  /** What the program was to be, and how its standard error begins. */
  readonly tool: string;
  readonly words: string;
};

const signalled = 128;

/** What `prlimit` of util-linux and the loader of the C library end with when there is nothing they could run. */
const notExecuted: ReadonlySet<number | null> = new Set([126, 127]);

/** How the program ended; a string says why there was none. */
export function endInSandbox({ end: { code, signal }, status, tool, words }: SandboxEnd): End | string {
  if (!status.includes('"exit-code"')) {
    return signal === null
      ? withWords('The sandbox could not be made', words)
      : `The sandbox of the program was ended by ${signal}`;
  }
  if (notExecuted.has(code) && saysNotExecuted(tool, words))
    return withWords('The program could not be executed in its sandbox', words);
  const meant = code === null ? signal : signalNumbered(code - signalled);
  return meant === null ? { code, signal } : { code: null, signal: meant };
}

/** In the tools' own words: a program that ends with one of these codes by itself keeps it. */
function saysNotExecuted(tool: string, words: string): boolean {
  return [`prlimit: failed to execute ${tool}: `, `${tool}: error while loading shared libraries: `].some((start) =>
    words.startsWith(start),
  );
}

const longestWords = 500;
const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** With what a tool said, so that it can be shown anywhere. */
export function withWords(what: string, words: string): string {
  const shown = words
    .trim()
    .slice(0, longestWords)
    .replaceAll('\n', ' | ')
    .replaceAll(unprintable, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  return shown === '' ? what : `${what}: ${shown}`;
}

/** What they do to a program that has not asked for them ends none; signal(7). */
const harmless = new Set('SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGWINCH'.split(' '));

function signalNumbered(number: number): NodeJS.Signals | null {
  const names: Readonly<Record<string, number>> = constants.signals;
  const known = Object.keys(names).find((name): name is NodeJS.Signals => names[name] === number);
  return known === undefined || harmless.has(known) ? null : known;
}
