/** Turns of phrase the English messages share. */
import type { Wait } from '../../../model/observation.ts';
import type { Setting } from '../catalogue.ts';
import { duration, type Outcome } from '../telling.ts';

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
export function waiting(waits: readonly Wait[], setting: Setting): string | null {
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
  }
}

/** Why it is certain that what was missing does not come. */
export function ended({ ending, waits, ownTimeMs }: Outcome, setting: Setting): string {
  switch (ending) {
    case 'quiet': {
      const now = waiting(waits, setting);
      const nothingLeft = `${Yours(setting)} has nothing left to read`;
      return now === null
        ? `${nothingLeft} and no timer running: nothing more will happen.`
        : `${nothingLeft}, has no timer running and ${now}: nothing more will happen.`;
    }
    case 'deadline':
      return ownTimeMs === undefined ? 'The time to wait ran out.' : `It had ${duration(ownTimeMs)} of its own running time.`;
    case 'exited':
      return 'The program had already ended.';
    case 'fin':
      return `${Yours(setting)} closed the connection.`;
    case 'reset':
      return `${Yours(setting)} broke the connection off (RST).`;
  }
}

/** What tells a program that the other side ended. */
export function endOfStream({ api }: Setting): string {
  switch (api.family) {
    case 'python':
      return "recv() returns b'' (zero bytes)";
    case 'node':
      return "the 'end' event arrives";
    case 'c':
      return 'recv() returns 0';
  }
}

/** How a program reads a stream to its end. */
export function readOn(setting: Setting): string {
  const { api, role } = setting;
  if (api.family === 'node') {
    return role === 'server'
      ? "Reply with socket.write() inside socket.on('data', ...): that event comes once for every piece."
      : "Join the pieces that arrive in socket.on('data', ...) until you have as many bytes as you sent.";
  }
  return role === 'server'
    ? `Call recv() in a loop and send every piece back with ${api.send}, until ${endOfStream(setting)}.`
    : 'Call recv() in a loop and join the pieces until you have as many bytes as you sent: TCP may deliver one message in several parts.';
}

/** How to fail with a message of one's own. */
export function complain({ api }: Setting): string {
  return `Write a message with ${api.complain} and end with ${api.exit}.`;
}

/** How errors of the network are caught; a sentence without its full stop. */
export function catchErrors({ api }: Setting): string {
  switch (api.family) {
    case 'python':
      return 'Catch the error with try / except OSError';
    case 'node':
      return "Handle the 'error' event (socket.on('error', ...))";
    case 'c':
      return 'Check what every call returns (less than 0 is an error)';
  }
}
