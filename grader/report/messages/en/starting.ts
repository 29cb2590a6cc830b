/** Findings about a program that cannot be found, built, started or reached, in English. */
import type { Address } from '../../../model/observation.ts';
import type { FindingWords, Setting, Told } from '../catalogue.ts';
import { stuckIn } from '../../stuck.ts';
import { countBytes, showText } from '../../bytes-text.ts';
import { choiceOptions } from '../../shell-words.ts';
import { languageName } from '../language-name.ts';
import { at, mebibytes, told } from '../telling.ts';
import { either, ended, list, Yours, yours, Who } from './phrases.ts';

type Codes =
  | 'PROGRAM_MISSING'
  | 'PROGRAM_AMBIGUOUS'
  | 'PROGRAM_UNREADABLE'
  | 'TOOLCHAIN_MISSING'
  | 'LIBRARY_MISSING'
  | 'COMPILE_FAILED'
  | 'NOT_STARTED'
  | 'NOT_LISTENING'
  | 'LISTEN_MISSING'
  | 'WRONG_TRANSPORT'
  | 'CONNECTION_FAILED'
  | 'NEVER_CONNECTED'
  | 'ARGUMENTS_IGNORED'
  | 'TAKEN_BY_CONTENT'
  | 'ALSO_FOUND'
  | 'COUNTED_ELSEWHERE'
  | 'STRAY_N'
  | 'PORT_IGNORED'
  | 'OUTPUT_FLOOD'
  | 'MEMORY_EXCEEDED';

const unreadable = {
  directory: 'is a folder, not a file',
  'dangling-link': 'is a link to a file that does not exist',
  'not-readable': 'cannot be read (permissions)',
};

export const starting: Pick<FindingWords, Codes> = {
  PROGRAM_MISSING: ({ lookedFor, found }, s) =>
    told(
      `The program “${s.title}” is missing.`,
      found.length === 0 ? 'The folder has no other source file.' : `The folder also has: ${found.join(', ')}.`,
      saveAs(lookedFor),
    ),
  PROGRAM_AMBIGUOUS: ({ program, candidates }, s) =>
    told(
      `Several files could be “${s.title}”: ${list(candidates)}.`,
      'None was chosen, so as not to grade the wrong one.',
      `Leave only one of them with such a name; move or rename the others. Or say which it is when you grade: ${choose(s, program, candidates)}`,
    ),
  PROGRAM_UNREADABLE: ({ path, reason }, s) =>
    told(
      `“${s.title}” could not be read: ${path} ${unreadable[reason]}.`,
      null,
      'Put the file with the code in its place.',
    ),
  TOOLCHAIN_MISSING: ({ language, needs }) =>
    told(
      `This computer lacks what runs programs in ${languageName(language)}: ${either(needs)}.`,
      'This is not a mistake in your program.',
      'Install it, or grade on another computer.',
    ),
  LIBRARY_MISSING: ({ language, header, package: wanted }) =>
    told(
      `This computer lacks what programs of this exercise need in ${languageName(language)}: ${header} (package ${wanted}).`,
      'It is no mistake of your program.',
      'Install it, or grade on another computer.',
    ),
  COMPILE_FAILED: (_, s) =>
    told(
      `${Yours(s)} does not compile.`,
      null,
      'Fix the first error the compiler shows; the ones after it often come from that one.',
    ),
  NOT_STARTED: ({ reason }, s) => told(`${Yours(s)} could not be started.`, `The system said: ${reason}`, null),
  NOT_LISTENING: ({ transport, port, ending, waits, idleSockets, saysInvalid }, s) => {
    const what = `${Yours(s)} did not open port ${port} (${transport.toUpperCase()}).`;
    const why = ended({ ending, waits }, s);
    if (saysInvalid && transport === 'tcp') {
      return told(
        what,
        why,
        'It wrote “Invalid argument” (EINVAL): that is what accept() answers when listen() has not been called before. The order is bind(), listen(), accept().',
      );
    }
    if (ending === 'exited') {
      return told(
        what,
        why,
        `Check that the code that opens the port (${s.api.open}) is really run: for example, that main() is called.`,
      );
    }
    if (stuckIn(waits, null) === 'input') {
      return told(what, why, `Ask for nothing before the port is open: host and port come in ${s.api.arguments}.`);
    }
    if (idleSockets > 0) {
      return told(
        what,
        `${why} It has a socket, but nobody can ${transport === 'tcp' ? 'connect' : 'write'} to it.`,
        `Check that ${s.api.open} ${transport === 'tcp' && s.api.family !== 'node' ? 'are' : 'is'} called after the socket is made and before waiting in ${transport === 'tcp' ? s.api.accept : s.api.receive}.`,
      );
    }
    return told(
      what,
      why,
      `Open the port first thing, with ${s.api.open}, on the host and port that come in ${s.api.arguments}.`,
    );
  },
  LISTEN_MISSING: ({ unsaid }, s) =>
    told(
      `${Yours(s)} never called listen(): nobody can connect to it.`,
      unsaid === undefined
        ? 'accept() failed with EINVAL, which is what the system answers when that socket does not listen.'
        : 'The code calls accept(), and nowhere listen(). Like that accept() always fails (EINVAL), and your program did not show the error.',
      'Call listen() after bind() and before accept(). The order is bind(), listen(), accept().',
    ),
  WRONG_TRANSPORT: ({ wanted, opened, port }, s) =>
    told(
      `${Yours(s)} opened port ${port} for ${opened.toUpperCase()}, and this exercise uses ${wanted.toUpperCase()}.`,
      null,
      `Make the socket with ${s.api.make(wanted)} instead of ${s.api.make(opened)}.`,
    ),
  CONNECTION_FAILED: ({ peer, to, error, only }, s) => {
    if (only !== undefined) return onlyAt(only, to, peer, s);
    return error === 'ECONNREFUSED'
      ? told(
          `${Who(peer)} could not connect to ${at(to)}: nobody listens on that port.`,
          `${Yours(s)} ended, or closed the socket it listens with.`,
          'Keep the listening socket open for as long as the server runs; close only the connection of each client.',
        )
      : told(
          `${Who(peer)} could not connect to ${at(to)} (${error}).`,
          error === 'ETIMEDOUT'
            ? `Nobody answered the call: the queue of connections that ${yours(s)} has yet to accept (that of listen()) is full.`
            : null,
          `Go back to ${s.api.accept} after serving each client.`,
        );
  },
  NEVER_CONNECTED: ({ transport, ports, ending, waits }, s) => {
    const where = `port ${ports[0]}${ports.length > 1 ? ` (nor to ${ports.slice(1).join(' or ')})` : ''}`;
    const what =
      transport === 'tcp' ? `${Yours(s)} did not connect to ${where}.` : `${Yours(s)} sent no datagram to ${where}.`;
    const why = ended({ ending, waits }, s);
    if (stuckIn(waits, null) === 'input') {
      return told(what, why, `Read a single line from the keyboard: host and port come in ${s.api.arguments}.`);
    }
    const call = transport === 'tcp' ? s.api.connect : s.api.send;
    return told(what, why, `Call ${call} with the host and port that come in ${s.api.arguments}.`);
  },
  ARGUMENTS_IGNORED: ({ transport, port }, s) =>
    told(
      transport === 'tcp'
        ? `${Yours(s)} connected to port ${port} although its arguments made no sense.`
        : `${Yours(s)} sent a datagram to port ${port} although its arguments made no sense.`,
      null,
      `Check ${s.api.arguments} before you open the socket: if the port is not a number from 1 to 65535, write a message with ${s.api.complain} and end with ${s.api.exit}.`,
    ),
  TAKEN_BY_CONTENT: ({ file }, s) =>
    told(`${showText(file)} was taken for "${s.title}" by what it does, not by its name.`, null, null),
  ALSO_FOUND: ({ program, file, others }, s) =>
    told(
      `${showText(file)} was graded, and not ${either(others.map(showText))}, which could be “${s.title}” by name as well.`,
      null,
      `If you meant another, say so when you grade: ${choose(s, program, others)}`,
    ),
  COUNTED_ELSEWHERE: ({ file, exercise }) =>
    told(
      `${showText(file)} earns no points in this exercise, because it counts for ${exercise}: in a lab, every file counts for one exercise only.`,
      null,
      null,
    ),
  STRAY_N: ({ line }, s) =>
    told(
      `${Yours(s)} showed a letter n too many at the end of a line: ${showText(line)}`,
      null,
      'If a line end was meant, it is written \\n, with the backslash: without it, it is just a letter n. It costs no points.',
    ),
  PORT_IGNORED: ({ wanted, used }, s) =>
    told(
      `${Yours(s)} used port ${used} although it was asked to use ${wanted}. It was graded on that port; this costs only the checks about arguments.`,
      null,
      `Read host and port from ${s.api.arguments}: then it can use another port without a change in the code.`,
    ),
  OUTPUT_FLOOD: ({ limitBytes }, s) =>
    told(
      `${Yours(s)} wrote more than ${countBytes(limitBytes)} and had to be stopped.`,
      'A loop writes without end.',
      s.transport === 'tcp'
        ? 'Look for a loop that never ends: when the other side leaves, the loop has to be left too.'
        : 'Look for a loop that writes without waiting for a datagram.',
    ),
  MEMORY_EXCEEDED: ({ limitBytes }, s) =>
    told(
      `${Yours(s)} took more than ${mebibytes(limitBytes)} of memory, so it was stopped.`,
      'That is how much all of its processes may take together.',
      'Look for what grows without end: a list or buffer that is added to in every turn of a loop and never emptied, or a turn of a loop that starts another process or thread each time.',
    ),
};

function onlyAt(only: Address, to: Address, peer: string, s: Setting): Told {
  return told(
    `${Who(peer)} could not connect to ${at(to)}: ${yours(s)} listens at ${at(only)} only.`,
    'Whoever calls another address of the same computer does not find it.',
    `Open the port at the address that comes in ${s.api.arguments}, or at 0.0.0.0, which means every address of this computer.`,
  );
}

function choose({ exercise }: Setting, program: string, [first = '']: readonly string[]): string {
  return showText(choiceOptions(exercise, program, first));
}

function saveAs([first = '', ...others]: readonly string[]): string {
  return `Save it as ${first}${others.length === 0 ? '' : ` (${either(others)} will do too)`}.`;
}
