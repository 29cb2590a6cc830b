import { describe, expect, test } from 'vitest';
import { apiOf } from './messages/api.ts';
import type { Setting } from './messages/catalogue.ts';
import { tcpEcho } from './sample/exercise.ts';
import { connected, done, gaveUp, listening, printed, sent, started, timeline } from './sample/facts.ts';
import { finding, hello, inRecv } from './sample/findings.ts';
import { echoShown } from './sample/other-grades.ts';
import { stepsDone } from './steps-done.ts';

const unanswered = finding('REPLY_MISSING', {
  peer: 'alice',
  expected: hello,
  ending: 'quiet',
  waits: inRecv,
  ownTimeMs: 1,
});

function setting(program: string | undefined): Setting {
  const role = program === 'client' ? 'client' : 'server';
  const file = `tcp_${role}.py`;
  const api = apiOf('python', 'tcp');
  return { exercise: 'tcp-echo', role, transport: 'tcp', title: 'TCP', file, api, echoes: true };
}

function checkCalled(id: string) {
  const check = tcpEcho.checks.find((one) => one.id === id);
  if (check === undefined) throw new Error(`No check ${id}`);
  return check;
}

describe('the steps of a check as they were done', () => {
  test('the last step that began is the one that failed', () => {
    const facts = timeline(
      done(0, started('server', 'tcp_server.py', '8'), listening('server')),
      done(1, connected('alice')),
      gaveUp(2, 'deadline', [], sent('alice', 'Hola')),
    );
    const steps = stepsDone(checkCalled('echoes-one-message'), facts, unanswered, setting);
    expect(steps.map(({ step, failed }) => [step.do, failed])).toEqual([
      ['start', false],
      ['connect', false],
      ['send', true],
    ]);
    expect(steps.map(({ seen }) => seen.commandLine)).toEqual(['tcp_server.py 127.0.0.1 5000 8', null, null]);
    expect(steps.map(({ seen }) => seen.address)).toEqual(['127.0.0.1:5000', '127.0.0.1:5000', null]);
    expect(steps.map(({ seen }) => seen.sentInPieces)).toEqual([0, 0, 1]);
  });

  test('what was expected comes from the finding, for the failed step only', () => {
    const unshown = finding('OUTPUT_MISSING', { program: 'client', expected: hello, output: hello, nearest: null });
    const steps = stepsDone(checkCalled('shows-the-echo'), echoShown, unshown, setting);
    expect(steps.map(({ seen }) => seen.expected)).toEqual([null, null, null, null, null, null, hello]);
    expect(steps.map(({ seen }) => seen.setting.role)).toEqual([
      'client',
      'client',
      'client',
      'server',
      'server',
      'server',
      'client',
    ]);
  });

  test('bytes sent by another peer meanwhile are not the step\u2019s', () => {
    const facts = timeline(
      done(2, sent('bob', 'ajeno'), printed('server', 'x\n'), sent('alice', 'Ho'), sent('alice', 'la')),
    );
    const [step] = stepsDone(checkCalled('echoes-one-message'), facts, unanswered, setting);
    expect(step?.seen.sent).toEqual(new TextEncoder().encode('Hola'));
    expect(step?.seen.sentInPieces).toBe(2);
  });

  test('a check that never began has no steps', () => {
    expect(stepsDone(checkCalled('echoes-one-message'), [], unanswered, setting)).toEqual([]);
  });
});
