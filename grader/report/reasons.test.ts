import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../model/grade.ts';
import type { Unstamped, Wait } from '../model/observation.ts';
import { firstOfEachReason } from './cause-key.ts';
import { mainCauseOf, standsAlone } from './main-cause.ts';
import { otherPeer, stuckIn } from './stuck.ts';
import { connected, done, received, sent, timeline } from './sample/facts.ts';
import { failed } from './sample/grade-builder.ts';
import { mixed } from './sample/server-grades.ts';
import { finding, hello, inAccept, inRecv, splitCharacter } from './sample/findings.ts';

const missing = finding('REPLY_MISSING', { peer: 'alice', expected: hello, ending: 'fin', waits: [], ownTimeMs: 3 });
const crashed = finding('CRASHED', { program: 'server', error: splitCharacter });
const exited = finding('EXITED_EARLY', { program: 'server', exitCode: 1, signal: null });

function unanswered(check: string, waits: readonly Wait[]): CheckResult {
  return failed(
    check,
    [],
    finding('REPLY_MISSING', { peer: 'alice', expected: hello, ending: 'quiet', waits, ownTimeMs: 1 }),
  );
}

describe('what a program is stuck in', () => {
  test('a thread that serves a client says more than one that waits for clients', () => {
    expect(stuckIn([...inAccept, ...inRecv], 'alice')).toBe('receiving');
    expect(stuckIn([...inAccept, ...inRecv], 'bob')).toBe('receiving-another');
    expect(otherPeer([...inAccept, ...inRecv], 'bob')).toBe('alice');
  });

  test('a server that waits for another client to read is told apart from one that waits for this one', () => {
    const inSend: readonly Wait[] = [{ call: 'send', on: 'alice' }];
    expect(stuckIn([...inAccept, ...inSend], 'alice')).toBe('sending');
    expect(stuckIn([...inAccept, ...inSend], 'bob')).toBe('sending-another');
    expect(otherPeer([...inAccept, ...inSend], 'bob')).toBe('alice');
  });

  test('the keyboard explains everything else', () => {
    expect(stuckIn([...inRecv, { call: 'read', on: 'standard-input' }], 'alice')).toBe('input');
  });

  test('no wait explains nothing', () => {
    expect(stuckIn([], 'alice')).toBe('unknown');
  });
});

describe('which finding leads', () => {
  test('the error that ended the program leads, and its end is not told twice', () => {
    const led = mainCauseOf([missing, crashed, exited]);
    expect(led.lead).toBe(crashed);
    expect(led.others).toEqual([missing]);
    expect(standsAlone(missing, led)).toBe(false);
  });

  test('an error the program survived leads over what did not come, not over what came wrong', () => {
    const shown = finding('ERROR_SHOWN', { program: 'server', error: splitCharacter });
    const added = finding('UNEXPECTED_BYTES', { peer: 'alice', bytes: hello });
    const unshown = finding('OUTPUT_MISSING', { program: 'server', expected: hello, output: hello, nearest: null });
    expect(mainCauseOf([missing, shown]).lead).toBe(shown);
    expect(mainCauseOf([unshown, shown]).lead).toBe(shown);
    expect(mainCauseOf([added, shown])).toEqual({ lead: added, others: [shown] });
  });

  test('a listen() that was left out leads over the error it ended in', () => {
    const led = mainCauseOf([finding('LISTEN_MISSING', { program: 'server', port: 5000 }), crashed, exited]);
    expect(led.lead.code).toBe('LISTEN_MISSING');
    expect(led.others).toEqual([crashed]);
    expect(standsAlone(crashed, led)).toBe(false);
  });

  test('an end that nobody asked for leads over what it left undone', () => {
    expect(mainCauseOf([missing, exited])).toEqual({ lead: exited, others: [missing] });
  });

  test('a server that closes in order and ends well is told of the close', () => {
    const outcome = { ending: 'fin', waits: [], ownTimeMs: 1 } as const;
    const closed = finding('REPLY_MISSING', { peer: 'alice', expected: hello, ...outcome });
    const ended = finding('EXITED_EARLY', { program: 'server', exitCode: 0, signal: null });
    expect(mainCauseOf([closed, ended])).toEqual({ lead: closed, others: [] });
    expect(mainCauseOf([closed, exited]).lead).toBe(exited);
  });

  test('a client that ended well is not told that it ended too early when it showed the wrong thing', () => {
    const unshown = finding('OUTPUT_MISSING', { program: 'client', expected: hello, output: hello, nearest: null });
    const ended = finding('EXITED_EARLY', { program: 'client', exitCode: 0, signal: null });
    expect(mainCauseOf([unshown, ended])).toEqual({ lead: unshown, others: [] });
  });

  test('a wrong reply stays worth mending next to an error', () => {
    const extra = finding('UNEXPECTED_BYTES', { peer: 'alice', bytes: hello });
    expect(standsAlone(extra, mainCauseOf([extra, crashed]))).toBe(true);
  });
});

describe('checks that failed for the same reason', () => {
  test('two checks broken by the same line of code share their reason', () => {
    const checks = mixed.grades[0]?.checks ?? [];
    const firsts = firstOfEachReason(checks);
    const shared = checks.filter((check) => firsts.get(check) !== check).map(({ check }) => check);
    expect(shared).toEqual(['survives-another-split', 'reports-no-server']);
  });

  test('the same end at another point of the conversation is another reason, an error in the same line is not', () => {
    const answered = done(1, sent('alice', 'Hola'), received('alice', 'Hola'));
    const greeted = done(0, connected('alice'));
    const unserved = (check: string, peer: string, ...before: Unstamped[]) => {
      const symptom = finding('REPLY_MISSING', { ...missing.args, peer });
      return failed(check, timeline(...before, { kind: 'step-began', step: 9 }), symptom, { ...exited, args });
    };
    const args = { ...exited.args, exitCode: 0 };
    const again = unserved('echoes-one-message', 'alice', ...greeted, ...answered);
    const first = unserved('echoes-accents', 'alice', ...greeted);
    const next = unserved('adds-nothing', 'bob', ...greeted, ...answered, connected('bob'));
    const last = unserved('adds-nothing', 'bob', ...greeted, ...answered, connected('bob'));
    const firsts = firstOfEachReason([again, first, next, last]);
    expect([again, first, next, last].map((one) => firsts.get(one))).toEqual([again, first, next, next]);
  });

  test('the same symptom with the program stuck elsewhere is another reason', () => {
    const [a, b, c] = [
      unanswered('echoes-one-message', inRecv),
      unanswered('echoes-accents', inAccept),
      unanswered('adds-nothing', inRecv),
    ];
    const firsts = firstOfEachReason([a, b, c]);
    expect([firsts.get(a), firsts.get(b), firsts.get(c)]).toEqual([a, b, a]);
  });
});
