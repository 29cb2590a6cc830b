/** Turns of phrase the English messages share. */
import { assertNever } from '../../../model/assert-never.ts';
import type { Wait } from '../../../model/observation.ts';
import type { Family } from '../api.ts';
import type { Setting } from '../catalogue.ts';
import { duration, soonestLimit, type Outcome } from '../telling.ts';

export function yours({ role }: Setting): string {
  return role === 'server' ? 'your server' : 'your client';
}

export function Yours({ role }: Setting): string {
  return role === 'server' ? 'Your server' : 'Your client';
}

/** The other side of a conversation: a test server or client where the author gave it no name of its own. */
export function who(peer: string): string {
  return peer === 'server' || peer === 'client' ? `the test ${peer}` : peer;
}

export function Who(peer: string): string {
  return who(peer).replace(/^the /, 'The ');
}

export function list(items: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(items);
}

export function either(items: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(items);
}

export function number(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** "is waiting in recv() on the connection with alice" */
function waiting(waits: readonly Wait[], setting: Setting): string | null {
  const phrases = [...new Set(waits.map((wait) => oneWait(wait, setting)))].slice(0, 3);
  return phrases.length === 0 ? null : `is ${list(phrases)}`;
}

function oneWait({ call, on }: Wait, setting: Setting): string {
  if (on === 'standard-input') return 'waiting for someone to type (standard input)';
  const where = on === 'unknown' || on === 'listener' ? '' : ` on the connection with ${who(on)}`;
  switch (call) {
    case 'accept':
      return 'waiting for a new client in accept()';
    case 'recv':
    case 'read':
      return setting.transport === 'udp' ? 'waiting for a datagram in recvfrom()' : `waiting in ${call}()${where}`;
    case 'send':
    case 'write':
      return `waiting in ${call}() for ${on === 'unknown' ? 'the other side' : who(on)} to read`;
    case 'poll':
      return 'waiting for something to happen on its sockets';
    case 'lock':
      return 'waiting for another thread';
    case 'wait-child':
      return 'waiting for a child process';
    case 'other':
      return 'waiting, with nothing left to wake it up';
    default:
      return assertNever(call);
  }
}

/** Why it is certain that what was missing does not come. */
export function ended({ ending, waits, ownTimeMs }: Outcome, setting: Setting): string {
  switch (ending) {
    case 'quiet':
      return atRest(waits, setting);
    case 'deadline':
      return ownTimeMs === undefined
        ? 'The time to wait ran out.'
        : `${Yours(setting)} had ${duration(ownTimeMs)} to do so.`;
    case 'exited':
      return 'The program had already ended.';
    case 'fin':
      return `${Yours(setting)} closed the connection.`;
    case 'reset':
      return `${Yours(setting)} broke the connection off (RST).`;
    default:
      return assertNever(ending);
  }
}

function atRest(waits: readonly Wait[], setting: Setting): string {
  const now = waiting(waits, setting);
  const limitMs = soonestLimit(waits);
  if (now === null) return `${Yours(setting)} has nothing left to read and no timer running: nothing more will happen.`;
  return limitMs === null
    ? `${Yours(setting)} ${now}, with nothing left to read and no timer running: nothing more will happen.`
    : `${Yours(setting)} ${now}, with nothing left to read; only its own limit of ${duration(limitMs)} would wake it, and the check does not wait that long.`;
}

/** What tells a program that the other side ended. */
export function endOfStream({ api }: Setting): string {
  const ways: Record<Family, string> = {
    python: "recv() returns b'' (zero bytes)",
    node: "the 'end' event arrives",
    c: 'recv() returns 0',
  };
  return ways[api.family];
}

/** How a program reads a stream to its end. */
export function readOn(setting: Setting): string {
  const { api, role } = setting;
  if (!setting.echoes) return joinWhole(setting);
  if (api.family === 'node') {
    return role === 'server'
      ? "Reply with socket.write() inside socket.on('data', ...): that event comes once for every piece."
      : "Join the pieces that arrive in socket.on('data', ...) until you have as many bytes as you sent.";
  }
  return role === 'server'
    ? `Call recv() in a loop and send every piece back with ${api.send}, until ${endOfStream(setting)}.`
    : 'Call recv() in a loop and join the pieces until you have as many bytes as you sent: TCP may deliver one message in several parts.';
}

function joinWhole({ api }: Setting): string {
  return api.family === 'node'
    ? "Join the pieces that arrive in socket.on('data', ...) until you have a whole message."
    : 'Call recv() in a loop and join the pieces until you have a whole message: TCP may deliver it in several parts, or together with another.';
}

/** How to fail with a message of one's own. */
export function complain({ api }: Setting): string {
  return `Write a message with ${api.complain} and end with ${api.exit}.`;
}

/** How a server goes on when one connection breaks. */
export function keepServing({ api }: Setting): string {
  const ways: Record<Family, string> = {
    python:
      'Catch the error with try / except OSError around the code that serves each client: close that connection and go on with the next one.',
    node: "Handle the 'error' event of each connection (socket.on('error', ...)): without it, Node stops the whole program.",
    c: 'Check what recv() and send() return: if it is less than 0, close that connection and go on with the next one.',
  };
  return ways[api.family];
}

/** How a program that cannot go on says so; `exception` is the one to catch in Python. */
export function giveUpWithMessage({ api }: Setting, exception = 'OSError'): string {
  const ways: Record<Family, string> = {
    python: `Catch the error with try / except ${exception}, write a message with ${api.complain} and end with ${api.exit}.`,
    node: `Handle the error (try / catch, or the 'error' event of the socket), write a message with ${api.complain} and end with ${api.exit}.`,
    c: `When a call returns less than 0, write a message with ${api.complain} and end with ${api.exit}.`,
  };
  return ways[api.family];
}

/** How a program stops waiting for a datagram that may never come. */
export function waitAtMost({ api }: Setting): string {
  const ways: Record<Family, string> = {
    python:
      'UDP does not tell you that nobody answers: set a limit with settimeout() and catch TimeoutError, to send again or to end with a message.',
    node: 'UDP does not tell you that nobody answers: set a limit with setTimeout(), to send again or to end with a message.',
    c: 'UDP does not tell you that nobody answers: set a limit with setsockopt(..., SO_RCVTIMEO, ...), to send again or to end with a message.',
  };
  return ways[api.family];
}
