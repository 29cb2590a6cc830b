/** Findings about the bytes a program sent, or did not, and how it closed, in English. */
import { assertNever } from '../../../model/assert-never.ts';
import { countBytes, describeBytes, quoteBytes, showText } from '../../bytes-text.ts';
import { isAllZero, isLineEnd } from '../../byte-shapes.ts';
import { otherPeer, stuckIn, type Stuck } from '../../stuck.ts';
import type { Family } from '../api.ts';
import type { FindingWords, Setting } from '../catalogue.ts';
import { at, told, type Outcome } from '../telling.ts';
import { meanwhile, ownVariables, withoutWaiting } from './clients.ts';
import { differences, newlineAdded } from './differences.ts';
import { yours, ended, endOfStream, readOn, waitAtMost, Yours, who, Who } from './phrases.ts';

type Codes =
  | 'REPLY_MISSING'
  | 'REPLY_TRUNCATED'
  | 'REPLY_DIFFERENT'
  | 'REPLY_UNMATCHED'
  | 'REPLY_LACKS'
  | 'REPLY_NOT_UTF8'
  | 'REPLY_WRONG_LENGTH'
  | 'REPLY_WRONG_HASH'
  | 'UNEXPECTED_BYTES'
  | 'WRONG_SOURCE'
  | 'NOT_CLOSED'
  | 'CLOSED_BY_RESET';

export const replies: Pick<FindingWords, Codes> = {
  REPLY_MISSING: ({ peer, expected, givenTo, ...outcome }, s) => {
    if (givenTo !== undefined && s.echoes)
      return told(
        `What ${who(peer)} should have received went to ${who(givenTo)}.`,
        ended(outcome, s),
        ownVariables(s),
      );
    const what =
      s.transport === 'udp' ? 'did not receive the datagram it expected' : 'received nothing of what it expected';
    const size = expected.length === 0 ? '' : ` (${countBytes(expected.length)})`;
    return told(`${Who(peer)} ${what}${size}.`, ended(outcome, s), missing(outcome, peer, s));
  },
  REPLY_TRUNCATED: ({ peer, expected, received, ...outcome }, s) =>
    told(
      `${Who(peer)} received only ${received.length} of ${countBytes(expected.length)}.`,
      ended(outcome, s),
      !s.echoes && isLineEnd(expected.subarray(received.length))
        ? 'End each reply with a line end (\\n).'
        : truncated(outcome, peer, s),
    ),
  REPLY_DIFFERENT: ({ peer, expected, received, differsAt, difference, takenFrom }, s) =>
    takenFrom !== undefined && s.echoes
      ? told(`${Who(peer)} received bytes that ${who(takenFrom)} had sent.`, null, ownVariables(s))
      : differences[difference]({ peer, expected, received, differsAt }, s),
  REPLY_UNMATCHED: ({ peer, pattern, received, ending }, s) =>
    told(
      received.length === 0
        ? `${Who(peer)} received nothing.`
        : `What ${who(peer)} received is not what was asked for (${describeBytes(received)}).`,
      `It had to match /${showText(pattern)}/. ${ended({ ending, waits: [] }, s)}`,
      null,
    ),
  REPLY_LACKS: ({ peer, expected, ...outcome }, s) =>
    told(
      `${Who(peer)} did not receive ${quoteBytes(expected)}.`,
      ended(outcome, s),
      'Send the text as it is, all of it and in UTF-8.',
    ),
  REPLY_NOT_UTF8: ({ peer, at: place, byte }, s) =>
    told(
      `What ${yours(s)} sent to ${who(peer)} is no text in UTF-8.`,
      byte === null
        ? `It ends in the middle of a character, at byte ${place + 1}.`
        : `Byte ${place + 1}, \\x${byte.toString(16).padStart(2, '0')}, cannot be there.`,
      encodings[s.api.family],
    ),
  REPLY_WRONG_LENGTH: ({ peer, expectedLength, received, ...outcome }, s) =>
    received.length < expectedLength
      ? told(
          `${Who(peer)} received only ${received.length} of ${countBytes(expectedLength)}.`,
          ended(outcome, s),
          truncated(outcome, peer, s),
        )
      : told(
          `${Who(peer)} received ${countBytes(received.length)}, and there should have been ${expectedLength}.`,
          null,
          `Send only what is asked for, in one datagram with ${s.api.send}.`,
        ),
  REPLY_WRONG_HASH: ({ peer, received }) =>
    told(
      `${Who(peer)} received ${countBytes(received.length)}, as many as there should be, but they are not the same bytes.`,
      'They were compared by their digest (SHA-256), so it is not known where they begin to differ.',
      'Send the bytes as they are, without turning them into text, and in their order.',
    ),
  UNEXPECTED_BYTES: ({ peer, bytes }, s) => {
    if (isLineEnd(bytes)) return newlineAdded(peer, s);
    const only =
      s.role === 'client'
        ? 'Send only the message, once.'
        : s.echoes
          ? 'Send only what you received, once, without greetings or newlines.'
          : 'Send only what the statement asks for, once.';
    return told(
      `${Yours(s)} sent ${who(peer)} more than it should (${describeBytes(bytes)}).`,
      null,
      isAllZero(bytes) ? restOfBuffer(s) : only,
    );
  },
  WRONG_SOURCE: ({ peer, expected, from }, s) =>
    told(
      `The reply to ${who(peer)} came from ${at(from)}, and ${who(peer)} had written to ${at(expected)}.`,
      'A client may ignore what comes from an address it did not write to.',
      `Reply with ${s.api.send} on the same socket that received the datagram; do not make another one.`,
    ),
  NOT_CLOSED: ({ peer, ...outcome }, s) =>
    told(
      `${Yours(s)} did not close its side of the connection with ${who(peer)}.`,
      ended(outcome, s),
      howToClose(outcome, peer, s),
    ),
  CLOSED_BY_RESET: ({ peer }, s) =>
    told(
      `${Yours(s)} broke off the connection with ${who(peer)} (RST) instead of closing it in order (FIN).`,
      'The system sends RST when a socket is closed with data left unread, or when the program is cut short.',
      `Read all that has arrived before you call ${s.api.close}.`,
    ),
};

/** A client that only waits has yet to tell the server that it sends no more. */
function sayDone({ api }: Setting): string {
  const ways: Record<Family, string> = {
    python: 'shutdown(socket.SHUT_WR)',
    node: 'socket.end()',
    c: 'shutdown(..., SHUT_WR)',
  };
  return `Tell the server that you have sent everything: close with ${api.close} or, if you still want to read its answer, use ${ways[api.family]}.`;
}

const encodings: Record<Family, string> = {
  python: "Turn it into bytes with .encode('utf-8'), and no other encoding.",
  node: 'Send the text as it is, or Buffer.from(text): Node uses UTF-8 unless it is asked for another encoding.',
  c: 'Save the source file in UTF-8, and send strlen(text) bytes.',
};

function howToClose({ waits }: Outcome, peer: string, s: Setting): string {
  if (s.role === 'client')
    return stuckIn(waits, peer) === 'receiving' || stuckIn(waits, peer) === 'polling'
      ? sayDone(s)
      : `When you are done, call ${s.api.close} on the socket.`;
  return s.echoes || stuckIn(waits, peer) === 'receiving'
    ? `When ${endOfStream(s)}, the client is done: leave the loop and call ${s.api.close} on that connection.`
    : `Call ${s.api.close} on the connection of each client when you are done with it.`;
}

/** The program receives although it is its turn to send. */
function notYetSent(isUnasked: boolean, s: Setting): string {
  const { api } = s;
  if (isUnasked)
    return `It waits in ${api.receive} for the client to speak, and here the server speaks first: send as soon as you have accepted the connection.`;
  if (s.role === 'server')
    return s.echoes
      ? `It went back to ${api.receive} without replying: send back what each ${api.receive} brings, without waiting for more.`
      : `It went back to ${api.receive} without sending what was missing: reply as soon as you have a whole message.`;
  return s.transport === 'udp'
    ? waitAtMost(s)
    : `It waits for an answer before it has sent everything: send the whole message before you call ${api.receive}.`;
}

type Waiting = Outcome & { readonly unasked?: true; readonly answered?: true };

function missing({ ending, waits, answered, unasked }: Waiting, peer: string, s: Setting): string | null {
  const { api } = s;
  if (ending === 'fin') return closedTooSoon(answered === true, s);
  if (ending === 'reset') return `Read and reply to everything before you call ${api.close}.`;
  if (ending === 'exited') return 'Read the last thing the program wrote: it often says why it ended.';
  const stuck = stuckIn(waits, peer);
  switch (stuck) {
    case 'input':
      return s.role === 'server'
        ? 'Reply without asking anything at the keyboard.'
        : 'Send every line that you read from the keyboard: no other will be typed.';
    case 'receiving':
      return notYetSent(unasked === true, s);
    case 'accepting':
      return `It is in ${api.accept} and has not replied: reply inside the loop that serves each client.`;
    case 'receiving-another':
      return `It is busy with ${who(otherPeer(waits, peer) ?? peer)} and does not serve ${who(peer)}: ${meanwhile(s)}`;
    case 'sending-another':
      return `It waits for ${who(otherPeer(waits, peer) ?? peer)} to read, and does not serve ${who(peer)} meanwhile: ${withoutWaiting(s)}`;
    case 'sending':
      return 'It is stuck sending: read and send in turns, one piece at a time.';
    case 'polling':
      return api.family === 'node' && s.role === 'server'
        ? `Reply with ${api.send} every time something arrives at ${api.receive}.`
        : null;
    case 'locked':
      return 'One thread waits for another that gets nowhere: check locks, queues and join().';
    case 'child':
      return 'It waits for a child process to end: serve the client without waiting for the child.';
    case 'unknown':
      return null;
    default:
      return assertNever(stuck);
  }
}

function closedTooSoon(answered: boolean, s: Setting): string {
  if (s.role === 'client') return 'Close the connection only after sending the message.';
  if (answered && !s.echoes)
    return `Do not close the connection after replying: go on serving it until ${endOfStream(s)}.`;
  return answered
    ? `Serve all the messages of the connection, not just the first. ${readOn(s)}`
    : 'Close the connection only after replying.';
}

const heldUp = new Set<Stuck>(['sending', 'sending-another', 'receiving-another', 'locked', 'child']);

function truncated(outcome: Outcome, peer: string, s: Setting): string | null {
  if (s.transport === 'udp')
    return `Receive the datagram with a large enough buffer, and send it whole with a single ${s.api.send}.`;
  if (outcome.ending === 'exited') return 'Read the last thing the program wrote: it often says why it ended.';
  const stuck = stuckIn(outcome.waits, peer);
  if (heldUp.has(stuck)) return missing(outcome, peer, s);
  if (s.role === 'client') return `Send the whole message with ${s.api.send}.`;
  if (stuck === 'receiving') return sendAll(s);
  return outcome.ending === 'fin' ? `${readOn(s)} Close the connection only once nothing is left to send.` : readOn(s);
}

function sendAll({ api }: Setting): string {
  return api.family === 'c'
    ? 'It went back to recv() before it had sent everything: send() may send less than it is asked to; repeat it until as many bytes are out as recv() brought.'
    : `It went back to recv() before it had sent everything: send with ${api.send} all that each recv() brought.`;
}

function restOfBuffer({ api }: Setting): string {
  return api.family === 'c'
    ? 'These are the zeros of the rest of the buffer: send only as many bytes as recv() returned, not the size of the buffer.'
    : 'These are the zeros of the rest of the buffer: send only the part that was received.';
}
