import { describe, expect, test } from 'vitest';
import { fromText } from '../model/bytes.ts';
import type { Unstamped, Wait } from '../model/observation.ts';
import type { Verdict } from '../model/verdict.ts';
import { connected, done, gaveUp, listening, received, sent, serverAddress, started } from '../report/sample/facts.ts';
import { closed, indexes, failed, judged, receivedFrom } from './sample/judged.ts';

const inRecv: readonly Wait[] = [{ call: 'recv', on: 'alice' }];
const echo = [{ send: { peer: 'alice', text: 'Hola Mundo' } }, { expect: { peer: 'alice', template: '{sent}' } }];
const expected = fromText('Hola Mundo');
const sending = done(0, sent('alice', 'Hola Mundo'));
const empty: Unstamped = { kind: 'received', peer: 'alice', bytes: fromText('') };

/** A server that is sent 16 bytes, and sends them back where 8 are expected. */
function firstEight(...words: readonly string[]): Verdict {
  return judged(
    'udp-server',
    [
      { start: 'program' },
      { send: { peer: 'alice', text: 'Hola Mundo Cruel' } },
      { expect: { peer: 'alice', text: 'Hola Mun' } },
    ],
    done(0, started('program', 'udp_server.py', ...words), listening('program', 'udp')),
    done(1, sent('alice', 'Hola Mundo Cruel')),
    done(2, received('alice', 'Hola Mundo Cruel')),
  );
}

function inAnyOrder(text: string): object {
  return { expect: { peer: 'alice', text, order: 'any' } };
}

function differing(difference: string): object {
  return { findings: [{ code: 'REPLY_DIFFERENT', args: { difference } }] };
}

describe('nothing came', () => {
  test('because the program waits for something else', () => {
    expect(judged('tcp-server', echo, sending, gaveUp(1, 'quiet', inRecv))).toEqual(
      failed({
        code: 'REPLY_MISSING',
        args: { peer: 'alice', expected, ending: 'quiet', waits: inRecv, ownTimeMs: 3 },
        evidence: [3, 4],
      }),
    );
  });

  test('in the time the program had', () => {
    expect(judged('tcp-server', echo, sending, gaveUp(1, 'deadline'))).toEqual(
      failed({
        code: 'REPLY_MISSING',
        args: { peer: 'alice', expected, ending: 'deadline', waits: [], ownTimeMs: 2000 },
        evidence: [3, 4],
      }),
    );
  });

  test.each(['fin', 'reset'] as const)('before the program ended the connection: %s', (how) => {
    expect(judged('tcp-server', echo, sending, done(1, closed('alice', how)))).toEqual(
      failed({
        code: 'REPLY_MISSING',
        args: { peer: 'alice', expected, ending: how, waits: [], ownTimeMs: 0 },
        evidence: [3, 4, 5],
      }),
    );
  });

  test('and no datagram either', () => {
    expect(judged('udp-server', echo, sending, gaveUp(1, 'quiet', inRecv))).toEqual(
      failed({
        code: 'REPLY_MISSING',
        args: { peer: 'alice', expected, ending: 'quiet', waits: inRecv, ownTimeMs: 3 },
        evidence: [3, 4],
      }),
    );
  });

  describe('in any order', () => {
    const steps = [
      { send: { peer: 'alice', text: 'uno' } },
      { send: { peer: 'alice', text: 'dos' } },
      inAnyOrder('uno'),
      inAnyOrder('dos'),
    ];
    const burst = [...done(0, sent('alice', 'uno')), ...done(1, sent('alice', 'dos'))];

    test('is wrong with datagrams that overtake one another', () => {
      const both = done(2, received('alice', 'dos'), received('alice', 'uno'));
      expect(judged('udp-server', steps, burst, both, done(3))).toEqual({ kind: 'passed' });
    });

    test('is told of one by the echo of another', () => {
      const other = [...gaveUp(2, 'quiet', inRecv, received('alice', 'dos'))];
      expect(judged('udp-server', steps, burst, other)).toMatchObject({ findings: [{ code: 'REPLY_MISSING' }] });
    });

    test('is told of one by what was never sent', () => {
      const other = [...gaveUp(2, 'quiet', inRecv, received('alice', 'unodos'))];
      expect(judged('udp-server', steps, burst, other)).toMatchObject({ findings: [{ code: 'REPLY_DIFFERENT' }] });
    });
  });

  test('to a message after one that was answered', () => {
    const again = [...echo, ...echo];
    const first = [sending, done(1, received('alice', 'Hola Mundo')), done(2, sent('alice', 'Hola Mundo'))];
    expect(judged('tcp-server', again, ...first, done(3, closed('alice', 'fin')))).toMatchObject({
      findings: [{ code: 'REPLY_MISSING', args: { answered: true, ending: 'fin' } }],
    });
  });

  test('although anything would have done, and the server was to speak first', () => {
    expect(judged('tcp-server', [{ expect: { peer: 'alice', any: true } }], gaveUp(0, 'quiet', inRecv))).toEqual(
      failed({
        code: 'REPLY_MISSING',
        args: { peer: 'alice', unasked: true, expected: fromText(''), ending: 'quiet', waits: inRecv, ownTimeMs: 3 },
        evidence: [0, 1],
      }),
    );
  });

  test('and what the grader could not send is expected all the same', () => {
    const left: Unstamped = { kind: 'piece-left-unread', peer: 'alice', unsent: fromText(' Mundo') };
    const half = gaveUp(0, 'quiet', inRecv, sent('alice', 'Hola'), left);
    expect(judged('tcp-server', echo, half, gaveUp(1, 'quiet', inRecv))).toEqual(
      failed({
        code: 'REPLY_MISSING',
        args: { peer: 'alice', expected, ending: 'quiet', waits: inRecv, ownTimeMs: 3 },
        evidence: [4, 5],
      }),
    );
  });
});

describe('a part came', () => {
  test('of what was sent, more than the program was told to read', () => {
    expect(firstEight('8')).toMatchObject(differing('buffer-ignored'));
    expect(firstEight()).toMatchObject(differing('decorated'));
  });

  test('of a stream, in chunks, and then nothing', () => {
    const chunks = [received('alice', 'Ho'), received('alice', 'la')];
    expect(judged('tcp-server', echo, sending, gaveUp(1, 'quiet', inRecv, ...chunks))).toEqual(
      failed({
        code: 'REPLY_TRUNCATED',
        args: { peer: 'alice', expected, received: fromText('Hola'), ending: 'quiet', waits: inRecv, ownTimeMs: 3 },
        evidence: [3, 4, 5, 6],
      }),
    );
  });

  test('of a stream, and then its end', () => {
    expect(judged('tcp-server', echo, sending, done(1, received('alice', 'Hola'), closed('alice', 'fin')))).toEqual(
      failed({
        code: 'REPLY_TRUNCATED',
        args: { peer: 'alice', expected, received: fromText('Hola'), ending: 'fin', waits: [], ownTimeMs: 0 },
        evidence: [3, 4, 5, 6],
      }),
    );
  });

  test('of a stream, and the rest too late: the wait is told as it stood when it ended', () => {
    const late = received('alice', ' Mundo');
    expect(judged('tcp-server', echo, sending, gaveUp(1, 'deadline', [], received('alice', 'Hola')), late)).toEqual(
      failed({
        code: 'REPLY_TRUNCATED',
        args: { peer: 'alice', expected, received: fromText('Hola'), ending: 'deadline', waits: [], ownTimeMs: 2000 },
        evidence: [3, 4, 5, 6],
      }),
    );
  });

  test('of a datagram: it was cut short', () => {
    expect(judged('udp-server', echo, sending, done(1, received('alice', 'Hola')))).toEqual(
      failed({
        code: 'REPLY_DIFFERENT',
        args: {
          peer: 'alice',
          expected,
          received: fromText('Hola'),
          differsAt: 4,
          difference: 'cut-short',
        },
        evidence: [3, 4, 5],
      }),
    );
  });

  test('of a beginning', () => {
    const steps = [{ expect: { peer: 'alice', prefix: 'Eco: ' } }];
    expect(judged('tcp-server', steps, gaveUp(0, 'quiet', inRecv, received('alice', 'Eco')))).toEqual(
      failed({
        code: 'REPLY_TRUNCATED',
        args: {
          peer: 'alice',
          expected: fromText('Eco: '),
          received: fromText('Eco'),
          ending: 'quiet',
          waits: inRecv,
          ownTimeMs: 3,
        },
        evidence: [0, 1, 2],
      }),
    );
  });
});

describe('something else came', () => {
  test('in a stream, where its first wrong byte is', () => {
    const chunks = [received('alice', 'Hola '), received('alice', 'MUNDO')];
    expect(judged('tcp-server', echo, sending, done(1, ...chunks))).toEqual(
      failed({
        code: 'REPLY_DIFFERENT',
        args: {
          peer: 'alice',
          expected,
          received: fromText('Hola MUNDO'),
          differsAt: 6,
          difference: 'case-changed',
        },
        evidence: [3, 4, 5, 6],
      }),
    );
  });

  test('in a stream, with what followed the first wrong byte', () => {
    expect(
      judged('tcp-server', echo, sending, done(1, received('alice', 'HO')), received('alice', 'LA MUNDO')),
    ).toEqual(
      failed({
        code: 'REPLY_DIFFERENT',
        args: {
          peer: 'alice',
          expected,
          received: fromText('HOLA MUNDO'),
          differsAt: 1,
          difference: 'case-changed',
        },
        evidence: [3, 4, 5, 6],
      }),
    );
  });

  test('in a stream, of which an earlier step has taken a part', () => {
    const steps = [{ expect: { peer: 'alice', text: 'Hola' } }, { expect: { peer: 'alice', text: ' Mundo' } }];
    expect(judged('tcp-server', steps, done(0, received('alice', 'Hola mundo')), done(1))).toEqual(
      failed({
        code: 'REPLY_DIFFERENT',
        args: {
          peer: 'alice',
          expected: fromText(' Mundo'),
          received: fromText(' mundo'),
          differsAt: 1,
          difference: 'case-changed',
        },
        evidence: [3, 4],
      }),
    );
  });

  test('in the second datagram; the first one was right', () => {
    const steps = [{ expect: { peer: 'alice', text: 'uno' } }, { expect: { peer: 'alice', text: 'dos' } }];
    expect(judged('udp-server', steps, done(0, received('alice', 'uno')), done(1, received('alice', 'dos\n')))).toEqual(
      failed({
        code: 'REPLY_DIFFERENT',
        args: {
          peer: 'alice',
          expected: fromText('dos'),
          received: fromText('dos\n'),
          differsAt: 3,
          difference: 'newline-added',
        },
        evidence: [3, 4, 5],
      }),
    );
  });

  test('an empty datagram', () => {
    expect(judged('udp-server', echo, sending, done(1, empty))).toEqual(
      failed({
        code: 'REPLY_DIFFERENT',
        args: { peer: 'alice', expected, received: fromText(''), differsAt: 0, difference: 'other' },
        evidence: [3, 4, 5],
      }),
    );
  });

  test('that does not match the pattern', () => {
    const steps = [{ expect: { peer: 'alice', pattern: '^OK' } }];
    expect(judged('tcp-server', steps, gaveUp(0, 'quiet', inRecv, received('alice', 'ERROR')))).toEqual(
      failed({
        code: 'REPLY_UNMATCHED',
        args: { peer: 'alice', pattern: '^OK', received: fromText('ERROR'), ending: 'quiet' },
        evidence: [0, 1, 2],
      }),
    );
  });

  test('of another length: how many bytes came of how many', () => {
    const steps = [{ expect: { peer: 'alice', length: 9 } }];
    expect(judged('tcp-server', steps, done(0, received('alice', 'Hola'), closed('alice', 'reset')))).toEqual(
      failed({
        code: 'REPLY_WRONG_LENGTH',
        args: {
          peer: 'alice',
          expectedLength: 9,
          received: fromText('Hola'),
          ending: 'reset',
          waits: [],
          ownTimeMs: 0,
        },
        evidence: [0, 1, 2, 3],
      }),
    );
  });

  test('in a datagram that is too long', () => {
    const steps = [{ expect: { peer: 'alice', length: 2 } }];
    expect(judged('udp-server', steps, done(0, received('alice', 'Hola')))).toMatchObject({
      findings: [{ code: 'REPLY_WRONG_LENGTH', args: { expectedLength: 2, received: fromText('Hola') } }],
    });
  });

  test('of the right length with another hash', () => {
    const [wanted, other] = ['a'.repeat(64), 'b'.repeat(64)];
    const steps = [{ expect: { peer: 'alice', length: 4, sha256: wanted } }];
    const digest: Unstamped = { kind: 'digest', peer: 'alice', length: 4, sha256: other };
    expect(judged('tcp-server', steps, done(0, received('alice', 'hola y más'), digest))).toEqual(
      failed({
        code: 'REPLY_WRONG_HASH',
        args: { peer: 'alice', received: fromText('hola'), sha256: wanted },
        evidence: [0, 1, 2, 3],
      }),
    );
    expect(judged('tcp-server', steps, gaveUp(0, 'quiet', inRecv, received('alice', 'hol')))).toMatchObject({
      findings: [{ code: 'REPLY_WRONG_LENGTH', args: { expectedLength: 4, received: fromText('hol') } }],
    });
  });
});

describe('a server mixed up its clients', () => {
  const steps = [
    { connect: 'alice' },
    { connect: 'bob' },
    { send: { peer: 'bob', text: 'Hola soy Bob' } },
    { send: { peer: 'alice', text: 'Me llamo Alice' } },
    { expect: { peer: 'alice', template: '{sent}' } },
  ];
  const conversation = [
    ...done(0, connected('alice')),
    ...done(1, connected('bob')),
    ...done(2, sent('bob', 'Hola soy Bob')),
    ...done(3, sent('alice', 'Me llamo Alice')),
  ];

  test.each(['tcp-server', 'udp-server'] as const)('and gave one what was meant for another: %s', (kind) => {
    const given = received('bob', 'Me llamo Alice');
    const verdict = judged(kind, steps, conversation, gaveUp(4, 'quiet', inRecv, given));
    expect(verdict).toMatchObject({ findings: [{ code: 'REPLY_MISSING', args: { peer: 'alice', givenTo: 'bob' } }] });
  });

  test.each(['tcp-server', 'udp-server'] as const)('and gave one what another had sent: %s', (kind) => {
    const verdict = judged(kind, steps, conversation, done(4, received('alice', 'Hola soy Bob')));
    expect(verdict).toMatchObject({ findings: [{ code: 'REPLY_DIFFERENT', args: { takenFrom: 'bob' } }] });
  });

  test('which is not said of bytes that nobody has sent, or that it has sent itself', () => {
    for (const text of ['Eco: Me llamo Alice', 'llamo Alice']) {
      const verdict = judged('tcp-server', steps, conversation, done(4, received('alice', text)));
      expect(verdict).not.toMatchObject({ findings: [{ args: { takenFrom: 'bob' } }] });
    }
  });

  test('nor of a reply that reached nobody', () => {
    const verdict = judged('tcp-server', steps, conversation, gaveUp(4, 'quiet', inRecv));
    expect(verdict).not.toMatchObject({ findings: [{ args: { givenTo: 'bob' } }] });
  });
});

describe('a line of JSON', () => {
  const steps = [{ expect: { peer: 'alice', json: { id: 1, ok: true } } }];

  test('did not come', () => {
    expect(judged('tcp-server', steps, gaveUp(0, 'quiet', inRecv))).toMatchObject({
      findings: [{ code: 'REPLY_MISSING', args: { peer: 'alice' } }],
    });
  });

  test('says something else', () => {
    const line = '{"id": 1, "ok": false}\n';
    expect(judged('tcp-server', steps, done(0, received('alice', `${line}{"id":2}\n`)))).toEqual(
      failed({
        code: 'REPLY_WRONG_JSON',
        args: {
          peer: 'alice',
          expected: '{"id":1,"ok":true}',
          received: fromText(line),
          fault: { kind: 'differs', at: 'ok', expected: 'true', received: 'false' },
        },
        evidence: [0, 1, 2],
      }),
    );
  });

  test.each([
    ['{"ok":true,"id":1}', true],
    ['{"id":1', false],
  ])('has no line end: %s', (line, complete) => {
    expect(judged('tcp-server', steps, gaveUp(0, 'quiet', inRecv, received('alice', line)))).toEqual(
      failed({
        code: 'LINE_UNFINISHED',
        args: { peer: 'alice', received: fromText(line), complete, ending: 'quiet', waits: inRecv, ownTimeMs: 3 },
        evidence: [0, 1, 2],
      }),
    );
  });

  test('in a datagram is whole without a line end', () => {
    expect(judged('udp-server', steps, done(0, received('alice', '{"id":1')))).toMatchObject({
      findings: [{ code: 'REPLY_WRONG_JSON', args: { fault: { kind: 'not-json' } } }],
    });
  });
});

describe('it should have been text', () => {
  const steps = [{ expect: { peer: 'alice', any: 'text' } }];

  test.each([
    ['has a byte of another encoding', [0x53, 0x65, 0xf1, 0x61], { at: 2, byte: 0xf1 }],
    ['is cut off inside a character', [0x61, 0xc3], { at: 1, byte: null }],
  ])('and %s', (_, bytes, args) => {
    expect(
      judged(
        'tcp-server',
        steps,
        gaveUp(0, 'quiet', inRecv, receivedFrom('alice', Uint8Array.from(bytes), serverAddress)),
      ),
    ).toMatchObject({
      findings: [{ code: 'REPLY_NOT_UTF8', args: { peer: 'alice', ...args } }],
    });
  });
});

describe('it came from another port', () => {
  const steps = [{ expect: { peer: 'alice', text: 'Hola', fromPort: 'same' } }];
  const from = { ...serverAddress, port: 7000 };
  const finding = {
    code: 'WRONG_SOURCE',
    args: { peer: 'alice', expected: serverAddress, from },
    evidence: indexes(0, 3),
  } as const;

  test('although the bytes are right', () => {
    const came = receivedFrom('alice', fromText('Hola'), from);
    expect(judged('udp-server', steps, done(0, connected('alice'), came))).toEqual(failed(finding));
  });

  test('which says more than that the bytes are wrong too', () => {
    const came = receivedFrom('alice', fromText('Adiós'), from);
    expect(judged('udp-server', steps, done(0, connected('alice'), came))).toEqual(failed(finding));
  });

  test('where that does not matter, wrong bytes are just wrong', () => {
    const anyPort = [{ expect: { peer: 'alice', text: 'Hola' } }];
    const came = receivedFrom('alice', fromText('hola'), from);
    expect(judged('udp-server', anyPort, done(0, connected('alice'), came))).toMatchObject({
      findings: [{ code: 'REPLY_DIFFERENT' }],
    });
  });

  test('from the right port, wrong bytes are just wrong', () => {
    const came = receivedFrom('alice', fromText('hola'), serverAddress);
    expect(judged('udp-server', steps, done(0, connected('alice'), came))).toMatchObject({
      findings: [{ code: 'REPLY_DIFFERENT', args: { difference: 'case-changed' } }],
    });
  });
});
