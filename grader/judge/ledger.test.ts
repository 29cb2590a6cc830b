import { describe, expect, test } from 'vitest';
import { fromText, toText } from '../model/bytes.ts';
import type { Unstamped } from '../model/observation.ts';
import {
  accepted,
  connected,
  done,
  exited,
  listening,
  printed,
  received,
  sent,
  serverAddress,
  started,
} from '../report/sample/facts.ts';
import { ledgerAfter as after, closed } from './sample/judged.ts';

function text(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : toText(bytes);
}

describe('what a peer has received', () => {
  test('is one stream, and still known chunk by chunk', () => {
    const alice = after(received('alice', 'Hola '), received('bob', '!'), received('alice', 'Mundo')).peer('alice');
    expect(toText(alice.stream.bytes)).toBe('Hola Mundo');
    expect(alice.received.map(({ bytes, index }) => [toText(bytes), index])).toEqual([
      ['Hola ', 0],
      ['Mundo', 2],
    ]);
  });

  test('keeps the sender of each datagram', () => {
    const from = { host: '127.0.0.1', port: 7000 };
    const fact: Unstamped = { kind: 'received', peer: 'alice', bytes: fromText('hola'), from };
    expect(after(fact).peer('alice').received[0]?.from).toEqual(from);
  });
});

describe('what was sent last', () => {
  test('is all that one step sent, in however many pieces', () => {
    const ledger = after(done(0, sent('alice', 'antes')), done(1, sent('alice', 'Ho'), sent('alice', 'la')));
    expect(text(ledger.peer('alice').lastSent)).toBe('Hola');
    expect(text(ledger.peer('alice').sent.bytes)).toBe('antesHola');
  });

  test('includes what the step could no longer send', () => {
    const left: Unstamped = { kind: 'piece-left-unread', peer: 'alice', unsent: fromText('la') };
    expect(text(after(done(0, sent('alice', 'Ho'), left)).peer('alice').lastSent)).toBe('Hola');
  });

  test('is known for each peer by itself', () => {
    const ledger = after(done(0, sent('alice', 'Hola')), done(1, sent('bob', 'Adiós')));
    expect(text(ledger.lookUp('alice')('sent'))).toBe('Hola');
    expect(text(ledger.lookUp('bob')('sent'))).toBe('Adiós');
  });
});

describe('the names in a template', () => {
  test('mean the peer that was last to send, and the one that was last to be given something, when none is named', () => {
    const ledger = after(connected('alice'), done(0, sent('alice', 'Hola')), done(1, sent('bob', 'Adiós')));
    ledger.take('bob', 5, fromText('Adiós'), undefined);
    ledger.take('alice', 4, fromText('Hola'), undefined);
    expect(text(ledger.lookUp(undefined)('sent'))).toBe('Adiós');
    expect(text(ledger.lookUp(undefined)('received'))).toBe('Hola');
  });

  test('mean no bytes before any were sent, as soon as a program has called', () => {
    expect(text(after(accepted('server')).lookUp(undefined)('sent'))).toBe('');
    expect(after().lookUp(undefined)('sent')).toBeUndefined();
  });

  test('give what a step has taken, and under the name it was given', () => {
    const ledger = after(received('alice', 'Hola Mundo'));
    ledger.take('alice', 4, fromText('Hola'), 'greeting');
    ledger.take('alice', 6, fromText(' Mundo'), undefined);
    expect(ledger.peer('alice').taken).toBe(10);
    expect(text(ledger.lookUp('alice')('received'))).toBe(' Mundo');
    expect(text(ledger.lookUp('bob')('greeting'))).toBe('Hola');
    expect(ledger.lookUp('alice')('farewell')).toBeUndefined();
  });
});

describe('a program', () => {
  test('has said what it wrote to each stream, and ended once', () => {
    const program = after(
      started('server', 'tcp_server.py'),
      printed('server', 'uno '),
      printed('server', 'error', 'stderr'),
      printed('server', 'dos'),
      exited('server', 3),
    ).program('server');
    expect(toText(program.stdout.bytes)).toBe('uno dos');
    expect(toText(program.stderr.bytes)).toBe('error');
    expect(program.exited).toEqual({ code: 3, signal: null, index: 4 });
  });

  test('is another one when it starts again', () => {
    const program = after(
      started('server', 'tcp_server.py'),
      listening('server'),
      printed('server', 'uno'),
      { kind: 'output-flood', program: 'server', limitBytes: 9 },
      { kind: 'memory-exceeded', program: 'server', limitBytes: 9 },
      exited('server', 1),
      started('server', 'tcp_server.py'),
    ).program('server');
    const fresh = { listening: [], exited: undefined, flooded: undefined, memoryExceeded: undefined };
    expect(program).toMatchObject(fresh);
    expect(program.stdout.bytes.length).toBe(0);
  });

  test('listens where the kernel saw it', () => {
    const { listening: at } = after(listening('server', 'udp'), listening('server')).program('server');
    expect(at).toEqual([
      { transport: 'udp', address: serverAddress, index: 0 },
      { transport: 'tcp', address: serverAddress, index: 1 },
    ]);
  });

  test('may not have started, or have written or taken too much', () => {
    expect(after({ kind: 'program-not-started', program: 'server', reason: 'EACCES' }).program('server')).toMatchObject(
      {
        notStarted: 'EACCES',
      },
    );
    expect(after({ kind: 'output-flood', program: 'server', limitBytes: 9 }).program('server')).toMatchObject({
      flooded: 9,
    });
    expect(after({ kind: 'memory-exceeded', program: 'server', limitBytes: 9 }).program('server')).toMatchObject({
      memoryExceeded: 9,
    });
  });
});

describe('the end of a connection', () => {
  test('is the first one: a reset after a FIN changes nothing', () => {
    expect(after(closed('alice', 'fin'), closed('alice', 'reset')).peer('alice').closed).toEqual({
      how: 'fin',
      byForce: false,
      index: 0,
    });
  });
});

describe('the facts of the current step', () => {
  const ledger = after(
    done(0, { kind: 'cpu-used', program: 'server', cpuMs: 1, wallMs: 2 }),
    { kind: 'step-began', step: 1 },
    connected('alice'),
    connected('bob'),
  );

  test('are those since it began, the latest first', () => {
    expect(ledger.inStep('connected')).toMatchObject({ peer: 'bob', index: 5 });
    expect(ledger.inStep('cpu-used')).toBeUndefined();
  });

  test('know where the grader is connected to', () => {
    expect(ledger.peer('alice').to).toEqual(serverAddress);
  });
});
