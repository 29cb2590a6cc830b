/** What was done in each step of a check, in English: told as done, or as what should have happened. */
import { assertNever } from '../../../model/assert-never.ts';
import { fromText } from '../../../model/bytes.ts';
import { countBytes, describeBytes, quoteBytes, showBytes, showText } from '../../bytes-text.ts';
import type { Goal } from '../../../spec/converse.ts';
import type { Seen, StepWords } from '../catalogue.ts';
import type { Payload } from '../../../spec/payload-bytes.ts';
import type { StepOf } from '../../../spec/step.ts';
import { writtenBytes } from '../../written-bytes.ts';
import type { Content } from '../../../spec/file-steps.ts';
import { fileName, same } from '../telling.ts';
import { number, yours, who } from './phrases.ts';

const valueColumns = 44;
const lineColumns = 72;

export const steps: StepWords = {
  start: ({ port, ready }, seen) => {
    const command = seen.commandLine ?? yours(seen.setting);
    const taken = port === 'taken' ? ', its port already taken by another program' : '';
    const listens = seen.setting.role === 'server' && ready && port !== 'taken';
    const done = `${command} was started${taken}`;
    return {
      done: seen.address === null || port === 'taken' ? done : `${done} and opened ${seen.address}`,
      failed: listens ? `${done}: it had to open its port` : done,
    };
  },
  stop: (_, { setting }) => same(`${yours(setting)} was stopped at once, as if its computer had failed`),
  signal: ({ signal }, { setting }) =>
    same(`${yours(setting)} was sent the signal ${signal}${signal === 'SIGINT' ? ' (Ctrl+C)' : ''}`),
  freeze: (_, { setting }) => same(`${yours(setting)} was paused, so that what arrives queues up`),
  thaw: (_, { setting }) => same(`${yours(setting)} was left to go on`),
  type: (_, { sent, setting }) =>
    same(`${quoteBytes(sent ?? new Uint8Array(), valueColumns)} was typed at the keyboard of ${yours(setting)}`),
  endInput: (_, { setting }) => same(`the keyboard of ${yours(setting)} was closed (end of standard input)`),
  converse: ({ goal, on }, { conversed, sent, setting }) => {
    const typed = `${typedLines(sent)} was typed at the keyboard of ${yours(setting)}, and it`;
    const what = typedFor(goal, 'done');
    const done = {
      itself: `${yours(setting)} ${what} before anything was typed`,
      line: `${typed} ${what}`,
      'end-of-input': `${typed} ${what} at the end of its input`,
      nothing:
        sent === null
          ? `${yours(setting)} never asked for a line, and ${typedFor(goal, 'in-vain')}`
          : `${typed} ${typedFor(goal, 'in-vain')}`,
    }[conversed?.by ?? 'nothing'];
    return { done, failed: on === undefined ? done : `${done} (it should have ended at "${showText(on)}")` };
  },
  listen: (_, { address, setting }) =>
    same(
      `${address ?? 'the port'} was opened for ${yours(setting)} to ${setting.transport === 'tcp' ? 'connect' : 'write'} to`,
    ),
  connect: ({ peer, tls }, { address, setting }) =>
    setting.transport === 'udp'
      ? same(`${who(peer)} opened a UDP socket${address === null ? '' : ` to write to ${address}`}`)
      : {
          done: `${who(peer)} connected to ${address ?? yours(setting)}${tls === undefined ? '' : ' with TLS'}`,
          failed: `${who(peer)} tried to connect to ${address ?? yours(setting)}${tls === undefined ? '' : ' with TLS'}`,
        },
  accept: ({ peer }, { setting }) =>
    setting.transport === 'tcp'
      ? {
          done: `${yours(setting)} connected; ${who(peer)} talks to it`,
          failed: `${who(peer)} expected ${yours(setting)} to connect`,
        }
      : {
          done: `${who(peer)} received the first datagram of ${yours(setting)}`,
          failed: `${who(peer)} expected a datagram from ${yours(setting)}`,
        },
  send: (step, seen) => {
    const pieces =
      seen.sentInPieces > 1 && step.pieces !== undefined
        ? `, in ${seen.sentInPieces} pieces, each after the one before was read`
        : '';
    const from = step.from === undefined ? '' : ` from another socket (${step.from})`;
    const what = sentValue(seen.sent, step.payload);
    const datagram = seen.setting.transport === 'udp' ? 'a datagram of ' : '';
    return {
      done: `${who(step.peer)} sent${from} ${datagram}${what}${pieces}`,
      failed: `${who(step.peer)} tried to send${from} ${datagram}${what}${pieces}`,
    };
  },
  expect: ({ peer, expected, order }, seen) => {
    const what = `${awaited(expected, seen)}${order === undefined ? '' : ' (in any order)'}`;
    return { done: `${who(peer)} received ${what}`, failed: `${who(peer)} expected to receive ${what}` };
  },
  expectNothingMore: ({ peer }) => ({
    done: `${who(peer)} received nothing more`,
    failed: `${who(peer)} should have received nothing more`,
  }),
  expectNever: ({ peer }) => ({
    done: `${who(peer)} did not receive what must not be sent`,
    failed: `${who(peer)} should not have received what must not be sent`,
  }),
  expectClose: ({ peer }, { setting }) => ({
    done: `${yours(setting)} closed its side of the connection with ${who(peer)}`,
    failed: `${yours(setting)} should have closed its side of the connection with ${who(peer)}`,
  }),
  echo: ({ peer, pieces }) => {
    const slowly = pieces === undefined ? '' : ', byte by byte';
    return {
      done: `${who(peer)} sent back all it received${slowly}`,
      failed: `${who(peer)} was sending back all it received${slowly}`,
    };
  },
  halfClose: ({ peer }) => same(`${who(peer)} said it will send no more (FIN) and went on reading`),
  close: ({ peer }) => same(`${who(peer)} closed the connection`),
  reset: ({ peer }) => same(`${who(peer)} broke the connection off (RST)`),
  pause: ({ peer }) => same(`${who(peer)} stopped reading`),
  resume: ({ peer }) => same(`${who(peer)} read again`),
  drop: ({ peer }, { setting }) => ({
    done: `${who(peer)} received a datagram and left it unanswered`,
    failed: `${who(peer)} expected a datagram from ${yours(setting)}`,
  }),
  expectOutput: ({ shown }, seen) => {
    const what = outputAwaited(shown, seen);
    return {
      done: `${yours(seen.setting)} showed ${what}`,
      failed: `${yours(seen.setting)} should have shown ${what}`,
    };
  },
  expectExit: ({ code, message, contact }, { exit, setting }) => ({
    done: `${yours(setting)} ended${exit === null ? '' : exit.signal === null ? ` (exit code ${exit.code ?? '?'})` : ` (by ${exit.signal})`}`,
    failed: `${yours(setting)} should have ended${exitAwaited(code)}${messageAwaited(message, code)}${contact === undefined ? '' : ', without calling anybody'}`,
  }),
  expectRunning: (_, { setting }) => ({
    done: `${yours(setting)} was still running`,
    failed: `${yours(setting)} should still have been running`,
  }),
  expectRest: (_, { setting }) => ({
    done: `${yours(setting)} rested while nobody asked anything of it`,
    failed: `${yours(setting)} should have rested while nobody asks anything of it`,
  }),
  expectConnections: ({ atMost }, { setting }) => ({
    done: `${yours(setting)} kept at most ${number(atMost, 'connection', 'connections')}`,
    failed: `${yours(setting)} should have kept at most ${number(atMost, 'connection', 'connections')}`,
  }),
  expectNoZombies: (_, { setting }) => ({
    done: `${yours(setting)} left no zombie (an ended child nobody waited for)`,
    failed: `${yours(setting)} should have left no zombie (an ended child nobody waited for)`,
  }),
  file: ({ path, payload }, { setting }) =>
    same(`the file ${fileName(path)} was put into the folder of ${yours(setting)}, with ${value(null, payload)}`),
  expectFile: ({ path, content }, { setting }) => ({
    done: `${yours(setting)} stored the file ${fileName(path)}, ${fileContent(content)}`,
    failed: `${yours(setting)} should have stored the file ${fileName(path)}, ${fileContent(content)}`,
  }),
  expectNoFile: ({ path }, { setting }) => ({
    done: `${yours(setting)} left no file ${fileName(path)}`,
    failed: `${yours(setting)} should have left no file ${fileName(path)}`,
  }),
};

function fileContent(content: Content): string {
  if (content.kind === 'length') return `of ${countBytes(content.length)}`;
  return `with ${value(null, content.payload)}`;
}

function typedLines(sent: Uint8Array | null): string {
  return sent === null ? 'nothing' : quoteBytes(sent, valueColumns);
}

function typedFor(goal: Goal, how: 'done' | 'in-vain'): string {
  const isDone = how === 'done';
  switch (goal.kind) {
    case 'connected':
      return isDone ? 'connected' : 'did not connect';
    case 'sent':
      return `${isDone ? 'sent' : 'did not send'} "${showText(goal.text)}"`;
    case 'ended':
      return isDone ? 'ended' : 'did not end';
    default:
      return assertNever(goal);
  }
}

function value(bytes: Uint8Array | null, payload: Payload): string {
  const known = bytes ?? writtenBytes(payload);
  if (known !== null) return describeBytes(known, valueColumns);
  return payload.kind === 'template' ? `"${showText(payload.template)}"` : '';
}

/** What went out; says so when it was not all of it. */
function sentValue(bytes: Uint8Array | null, payload: Payload): string {
  const whole = writtenBytes(payload)?.length ?? 0;
  return bytes !== null && bytes.length > 0 && bytes.length < whole
    ? `${bytes.length} of ${countBytes(whole)}: ${quoteBytes(bytes, valueColumns)}`
    : value(bytes, payload);
}

function awaited(expected: StepOf<'expect'>['expected'], seen: Seen): string {
  switch (expected.kind) {
    case 'exactly':
      return seen.expected === null && expected.payload.kind === 'template' && expected.payload.template === '{sent}'
        ? 'what it had sent'
        : value(seen.expected, expected.payload);
    case 'any':
      return expected.isText ? 'a text in UTF-8' : 'something';
    case 'prefix':
      return `something that begins with "${showText(expected.prefix)}"`;
    case 'contains':
      return quoteBytes(fromText(expected.text), valueColumns);
    case 'pattern':
      return `something that matches /${showText(expected.pattern)}/`;
    case 'length':
      return number(expected.length, 'byte', 'bytes');
    case 'json': {
      const json = showBytes(fromText(JSON.stringify(expected.value)), lineColumns, 'single');
      return `${seen.setting.transport === 'udp' ? 'the datagram' : 'the line'} ${json}`;
    }
    default:
      return assertNever(expected);
  }
}

function outputAwaited(shown: StepOf<'expectOutput'>['shown'], seen: Seen): string {
  switch (shown.kind) {
    case 'pattern':
      return `something that matches /${showText(shown.pattern)}/`;
    case 'contains':
      return outputValue(seen.expected, shown.payload);
    case 'anything':
      return 'something';
    case 'address':
      return `the address and port of ${who(shown.peer)}`;
    case 'fragments':
      return `${outputValue(seen.expected, shown.payload)} in fragments of ${number(shown.fragmentBytes, 'byte', 'bytes')}, each apart`;
    default:
      return assertNever(shown);
  }
}

function outputValue(bytes: Uint8Array | null, payload: Payload): string {
  const known = bytes ?? writtenBytes(payload);
  if (known !== null) return quoteBytes(known, valueColumns);
  return payload.kind === 'template' && payload.template === '{sent}' ? 'what was sent' : 'what it received';
}

function messageAwaited(message: 'any' | 'clean' | undefined, code: number | 'non-zero' | undefined): string {
  if (message === undefined) return '';
  if (message === 'clean' && code === undefined) return ' with a message of its own';
  return message === 'any' ? ' and said what happened' : ' and with a message of its own';
}

function exitAwaited(code: number | 'non-zero' | undefined): string {
  if (code === undefined) return '';
  return code === 'non-zero' ? ' with an exit code other than 0' : ` with exit code ${code}`;
}
