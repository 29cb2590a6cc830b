/** Findings about how a program ended, or did not, in English. */
import { assertNever } from '../../../model/assert-never.ts';
import { fromText } from '../../../model/bytes.ts';
import { quoteBytes } from '../../bytes-text.ts';
import { causeOf, errorName, isMistake } from '../../runtime-cause.ts';
import { stuckIn, type Stuck } from '../../stuck.ts';
import type { Family } from '../api.ts';
import type { FindingWords, Setting, Told } from '../catalogue.ts';
import type { ExpectedEnd, RuntimeError } from '../../../model/finding.ts';
import type { ConversedBy, GaveUp } from '../../../model/observation.ts';
import { baseName, duration, told } from '../telling.ts';
import { causes } from './causes.ts';
import { complain, ended, endOfStream, giveUpWithMessage, list, number, waitAtMost, yours, Yours } from './phrases.ts';

type Codes =
  | 'EXITED_EARLY'
  | 'CRASHED'
  | 'ERROR_SHOWN'
  | 'STILL_RUNNING'
  | 'WRONG_EXIT_CODE'
  | 'ENDED_OTHERWISE'
  | 'NO_MESSAGE'
  | 'RAW_ERROR'
  | 'SPINNING'
  | 'CONNECTIONS_KEPT'
  | 'CHILDREN_UNREAPED';

const signals: Readonly<Record<string, string>> = {
  SIGSEGV: 'It used memory that is not its own: check indexes, pointers and the sizes of arrays.',
  SIGABRT: 'It aborted itself: check malloc() and free(), and the bounds of arrays.',
  SIGFPE: 'It divided by zero.',
  SIGPIPE:
    'It sent on a connection the other side had already closed: use send(..., MSG_NOSIGNAL) and check what it returns.',
};

/** Not every language takes the line end away from what was typed. */
const lineEndKept: { readonly [Name in Family]: string } = {
  python: '',
  node: '',
  c: String.raw` fgets() leaves the \n at the end: take it away before you compare.`,
};

/** How a parent waits for its children without being held up by them. */
const reaping: { readonly [Name in Family]: string } = {
  python:
    'Before fork(), write signal.signal(signal.SIGCHLD, signal.SIG_IGN); or call os.waitpid(-1, os.WNOHANG) for as long as it gives one. A multiprocessing.Process is reaped by join() or when the next one starts.',
  node: "Listen for the event 'exit' of every child process.",
  c: 'In a handler of SIGCHLD, call waitpid(-1, NULL, WNOHANG) for as long as it gives one; or write signal(SIGCHLD, SIG_IGN) once, before fork().',
};

function endedBy(expected: string, by: ConversedBy, line: string | null): string {
  switch (by) {
    case 'itself':
      return `ended before ${expected} was typed`;
    case 'line':
      return `did not end at ${expected}, but at ${quoteText(line ?? '')}`;
    case 'end-of-input':
      return `did not end at ${expected}, but when its input was over`;
    case 'nothing':
      return `did not end at ${expected}, nor at anything that was typed after it`;
    default:
      return assertNever(by);
  }
}

const quoteText = (text: string): string => quoteBytes(fromText(text));

export const ending: Pick<FindingWords, Codes> = {
  EXITED_EARLY: ({ exitCode, signal, afterEmptyDatagram }, s) => {
    if (signal !== null) {
      return told(
        `${Yours(s)} was ended by the signal ${signal} while it still had work to do.`,
        null,
        signals[signal] ?? null,
      );
    }
    const what = `${Yours(s)} ended (exit code ${exitCode ?? '?'}) while it still had work to do.`;
    if (exitCode !== 0) return told(what, null, 'Read the last thing it wrote: it often says why it ended.');
    if (afterEmptyDatagram === true) {
      return told(
        what,
        'The last it received was an empty datagram.',
        'In UDP an empty datagram does not mean that the client has left: send it back like the others and go on, without leaving the loop.',
      );
    }
    return s.role === 'server'
      ? told(what, null, serveForEver(s))
      : told(
          what,
          null,
          'Check that the program does not reach its end too soon: first send, then receive, and close when that is done.',
        );
  },
  CRASHED: ({ error }, s) =>
    withCause(`${Yours(s)} was stopped by an error: ${errorName(error)}${place(error)}.`, error, s),
  ERROR_SHOWN: ({ error }, s) =>
    withCause(`An error appeared in ${yours(s)}: ${errorName(error)}${place(error)}.`, error, s),
  STILL_RUNNING: ({ expected, ending: how, waits, ownTimeMs }, s) => {
    const why = ended({ ending: how, waits, ownTimeMs }, s);
    const what = `${Yours(s)} should have ended${expected === null ? '' : endAwaited(expected)} and is still running.`;
    if (expected !== null && s.role === 'server' && serving.has(stuckIn(waits, null)))
      return told(what, why, expected.code === 0 ? serveOnce : checkFirst(s));
    return told(what, why, wayOut(stuckIn(waits, null), how, s));
  },
  WRONG_EXIT_CODE: ({ expected, exitCode, signal }, s) => {
    if (signal !== null)
      return told(`${Yours(s)} was ended by the signal ${signal}, not by itself.`, null, signals[signal] ?? null);
    return expected === 'non-zero'
      ? told(
          `${Yours(s)} ended with exit code ${exitCode}, which means “all went well”.`,
          'A code other than 0 is the way to tell that something failed.',
          `After the error message, end with ${s.api.exit}.`,
        )
      : told(
          `${Yours(s)} ended with exit code ${exitCode}; ${expected} was expected.`,
          null,
          'When all went well, the exit code is 0.',
        );
  },
  ENDED_OTHERWISE: ({ expected, by, line }, s) =>
    told(
      `${Yours(s)} ${endedBy(quoteText(expected), by, line)}.`,
      null,
      `Compare every line with ${quoteText(expected)} before you send it: if it is that word, leave the loop, close the connection and end.${lineEndKept[s.api.family]}`,
    ),
  NO_MESSAGE: (_, s) => told(`${Yours(s)} ended without saying what happened.`, 'It wrote nothing.', complain(s)),
  RAW_ERROR: ({ error }, s) => {
    const what = `${Yours(s)} showed the error just as the language reports it (${errorName(error)}${place(error)}), without a message of its own.`;
    const cause = causeOf(error);
    if (cause !== undefined && isMistake(cause)) return withCause(what, error, s);
    const why = 'Whoever uses the program needs a sentence that says what happened.';
    return told(what, why, giveUpWithMessage(s, error.type));
  },
  SPINNING: ({ cpuMs, wallMs }, s) =>
    told(
      `${Yours(s)} keeps the processor busy: ${duration(cpuMs)} of work in ${duration(wallMs)} while nobody asks anything of it.`,
      null,
      s.transport === 'tcp'
        ? `When ${endOfStream(s)}, the other side has left: leave the loop of that connection and close it.`
        : `Wait for datagrams in ${s.api.receive}, instead of looping while none come.`,
    ),
  CONNECTIONS_KEPT: ({ kept, allowed }, s) =>
    told(
      `${Yours(s)} keeps ${number(kept, 'connection', 'connections')} of clients that have left; it may keep ${allowed} at most.`,
      'Each takes a descriptor, and when they run out nobody can connect any more.',
      `Call ${s.api.close} on the connection of each client when ${endOfStream(s)}.`,
    ),
  CHILDREN_UNREAPED: ({ children }, s) =>
    told(
      `${Yours(s)} left ${number(children, 'zombie', 'zombies')}: child processes that have ended and that it has not waited for.`,
      'Each keeps its place in the table of processes, and when there is no more room fork() fails and nobody is served.',
      reaping[s.api.family],
    ),
};

/** " with a message and with exit code 0" */
function endAwaited({ code, message }: ExpectedEnd): string {
  const parts = [
    ...(message ? ['with a message'] : []),
    ...(code === null ? [] : [`with ${code === 'non-zero' ? 'an exit code other than 0' : `exit code ${code}`}`]),
  ];
  return ` ${list(parts)}`;
}

function place({ file, line }: RuntimeError): string {
  if (file === null) return '';
  const name = baseName(file);
  return line === null ? ` in ${name}` : ` in ${name}, line ${line}`;
}

function withCause(what: string, error: RuntimeError, setting: Setting): Told {
  const cause = causeOf(error);
  if (cause === undefined)
    return told(what, null, 'Read the last line of its output: it says what failed, and the ones above say where.');
  const { why, tryThis } = causes[cause](error, setting);
  return told(what, why, tryThis);
}

function serveForEver({ api, transport }: Setting): string {
  if (api.family === 'node') return "Do not close the server's socket: Node goes on while it is open.";
  return transport === 'tcp'
    ? `A server does not end: put ${api.accept} and the code that serves one client inside a loop (while), and check that no break or return leaves it.`
    : `A server does not end: put ${api.receive} and ${api.send} inside a loop (while), and check that no break or return leaves it.`;
}

/** What a server is in that has opened a port. */
const serving: ReadonlySet<Stuck> = new Set<Stuck>(['accepting', 'receiving', 'polling']);

const serveOnce =
  'Here the server ends: once you have served the client, close the listening socket too and wait for no other.';

function checkFirst({ api }: Setting): string {
  return `It has begun to wait for clients: check ${api.arguments} before you open the port, and if something makes no sense or the port cannot be opened, write a message with ${api.complain} and end with ${api.exit}.`;
}

function wayOut(stuck: Stuck, gaveUp: GaveUp, setting: Setting): string | null {
  const { role, transport } = setting;
  if (stuck === 'input')
    return setting.echoes ? 'Read a single line from the keyboard; do not ask for another one.' : null;
  if (gaveUp === 'deadline' && stuck === 'unknown') {
    return `Look for a loop (while) that it never leaves${transport === 'tcp' ? `: when ${endOfStream(setting)}, nothing more will come` : ''}.`;
  }
  return role === 'server' ? null : wayOutOfClient(stuck, setting);
}

function wayOutOfClient(stuck: Stuck, setting: Setting): string | null {
  const { api, transport } = setting;
  if (stuck === 'receiving' && transport === 'udp') return waitAtMost(setting);
  if (stuck === 'receiving' && !setting.echoes) return `Call ${api.close} and end, without waiting for more messages.`;
  if (stuck === 'receiving') {
    return `Count the bytes that arrive: once you have as many as you sent, stop calling ${api.receive} and close.`;
  }
  if (stuck === 'polling' && setting.echoes)
    return `Close with ${api.close} once you have received as many bytes as you sent.`;
  return null;
}
