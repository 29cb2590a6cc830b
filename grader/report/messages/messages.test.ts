import { describe, expect, test } from 'vitest';
import { fromText } from '../../model/bytes.ts';
import type { Finding, RuntimeError } from '../../model/finding.ts';
import type { Wait } from '../../model/observation.ts';
import { exerciseSchema } from '../../spec/exercise.ts';
import { everyDifference, everyFinding, finding, hello } from '../sample/findings.ts';
import type { Seen, Setting, Told } from './catalogue.ts';
import { apiOf } from './api.ts';
import { catalogueOf, tellFinding, tellStep } from './words.ts';

const langs = ['es', 'en'] as const;

function setting(role: Setting['role'], language: string, transport: Setting['transport'] = 'tcp'): Setting {
  const api = apiOf(language, transport);
  return { exercise: 'tcp-files', role, transport, title: 'TCP', file: 'programa.py', api, echoes: true };
}

function paragraphs(heading: string, { what, why, tryThis }: Told): string {
  return [`== ${heading}`, what, why, tryThis].filter((line) => line !== null).join('\n');
}

const stuck: readonly Wait[] = [
  { call: 'read', on: 'standard-input' },
  { call: 'recv', on: 'alice' },
  { call: 'recv', on: 'bob' },
  { call: 'recv', on: 'unknown' },
  { call: 'send', on: 'alice' },
  { call: 'send', on: 'bob' },
  { call: 'accept', on: 'listener' },
  { call: 'poll', on: 'unknown' },
  { call: 'poll', on: 'unknown', limitMs: 60_000 },
  { call: 'lock', on: 'unknown' },
  { call: 'wait-child', on: 'unknown' },
  { call: 'other', on: 'unknown' },
];

function unanswered(ending: 'quiet' | 'deadline' | 'exited' | 'fin' | 'reset', waits: readonly Wait[]): Finding {
  return finding('REPLY_MISSING', { peer: 'alice', expected: hello, ending, waits, ownTimeMs: 2000 });
}

const outcomes: readonly (readonly [string, Finding])[] = [
  ...stuck.map(
    (wait) =>
      [
        `${wait.call} on ${wait.on}${wait.limitMs === undefined ? '' : ', with a limit'}`,
        unanswered('quiet', [wait]),
      ] as const,
  ),
  ...(['quiet', 'deadline', 'exited', 'fin', 'reset'] as const).map(
    (ending) => [ending, unanswered(ending, [])] as const,
  ),
  [
    'given to bob',
    finding('REPLY_MISSING', {
      peer: 'alice',
      givenTo: 'bob',
      expected: hello,
      ending: 'quiet',
      waits: [{ call: 'accept', on: 'listener' }],
      ownTimeMs: 3,
    }),
  ],
];

/** What only makes sense where the same bytes come back. */
const echoed =
  /\beco\b|devuelve (con|los|cada) |lo que recibiste|como enviaste|\becho\b|send back (what|with)|(bytes|piece) back|what you received|as you sent/i;

const roles = ['server', 'client'] as const;
const languages = ['python', 'typescript', 'c'] as const;

describe.each(langs)('the words (%s)', (lang) => {
  const words = catalogueOf(lang);

  test('for every finding', async () => {
    const told = everyFinding.map((one) => {
      const role = 'program' in one.args && one.args.program === 'client' ? 'client' : 'server';
      return paragraphs(one.code, tellFinding(words, one, setting(role, 'python')));
    });
    await expect(`${told.join('\n\n')}\n`).toMatchFileSnapshot(`../golden/findings.${lang}.txt`);
  });

  test.each(roles)('for a %s that is not to echo: nothing is said of an echo', (role) => {
    const told = [...everyFinding, ...everyDifference, ...outcomes.map(([, one]) => one)].flatMap((one) =>
      languages.map((language) => tellFinding(words, one, { ...setting(role, language), echoes: false })),
    );
    const advice = told.flatMap(({ tryThis }) => tryThis ?? []);
    expect(advice.filter((text) => echoed.test(text))).toEqual([]);
  });

  test('for a server that listens at another address than the one called', () => {
    const only = { host: '127.0.0.1', port: 5000 };
    const refused = { peer: 'alice', to: { ...only, host: '127.0.0.2' }, error: 'ECONNREFUSED', only };
    const { what } = tellFinding(words, finding('CONNECTION_FAILED', refused), setting('server', 'python'));
    expect(what).toMatch(/127\.0\.0\.2:5000.* 127\.0\.0\.1:5000/);
  });

  test('for what was shown in pieces, or only to the end of the first', () => {
    const shown = { program: 'server', expected: hello, output: hello } as const;
    const cut = { bytes: fromText('Hola Mun'), differsAt: 8, difference: 'cut-short' } as const;
    const tryThis = (args: { apart?: true; nearest: typeof cut | null }) =>
      tellFinding(words, finding('OUTPUT_MISSING', { ...shown, ...args }), setting('server', 'python')).tryThis;
    expect(tryThis({ apart: true, nearest: null })).toMatch(/recv\(\)/);
    expect(tryThis({ nearest: cut })).toBe(tryThis({ apart: true, nearest: null }));
    expect(tryThis({ nearest: null })).not.toMatch(/recv\(\)/);
  });

  test('for a server that waits to be spoken to, and for one that was', () => {
    const { args } = finding('REPLY_MISSING', {
      peer: 'alice',
      expected: hello,
      ending: 'quiet',
      waits: [{ call: 'recv', on: 'alice' }],
      ownTimeMs: 1,
    });
    const tryThis = (more: { unasked?: true }) =>
      tellFinding(words, finding('REPLY_MISSING', { ...args, ...more }), setting('server', 'python')).tryThis;
    expect(tryThis({ unasked: true })).toMatch(/primero|first/);
    expect(tryThis({})).not.toMatch(/primero|first/);
  });

  test('for a server that should have ended well', () => {
    const on = {
      program: 'server',
      ending: 'quiet',
      waits: [{ call: 'accept', on: 'listener' }],
      ownTimeMs: 1,
    } as const;
    const tryThis = (code: 0 | 'non-zero') =>
      tellFinding(
        words,
        finding('STILL_RUNNING', { ...on, expected: { code, message: false } }),
        setting('server', 'python'),
      ).tryThis;
    expect(tryThis(0)).not.toContain('sys.argv');
    expect(tryThis('non-zero')).toContain('sys.argv');
  });

  test('for a client that waits without having said that it is done', () => {
    const open = { peer: 'server', ending: 'quiet', waits: [{ call: 'recv', on: 'server' }], ownTimeMs: 1 } as const;
    const tryThis = (language: string) =>
      tellFinding(words, finding('NOT_CLOSED', open), setting('client', language)).tryThis;
    expect(tryThis('python')).toContain('shutdown(socket.SHUT_WR)');
    expect(tryThis('c')).toContain('SHUT_WR');
  });

  test('for a socket that nobody can reach, by the calls that open it', () => {
    const idle = { program: 'server', port: 5000, ending: 'quiet', idleSockets: 1, saysInvalid: false } as const;
    const tryThis = (transport: 'tcp' | 'udp', language: string, waits: readonly Wait[]) =>
      tellFinding(
        words,
        finding('NOT_LISTENING', { ...idle, transport, waits }),
        setting('server', language, transport),
      ).tryThis;
    expect(tryThis('tcp', 'c', [])).toMatch(/bind\(\), listen\(\).*accept\(\)/);
    expect(tryThis('udp', 'python', [])).toMatch(/ bind\(\) .*recvfrom\(\)/);
    expect(tryThis('tcp', 'python', [{ call: 'read', on: 'standard-input' }])).not.toContain('bind');
  });

  test('for a call with an invalid argument, which may be accept() without listen()', () => {
    const ended = { program: 'server', port: 5000, ending: 'exited', waits: [], idleSockets: 0 } as const;
    const tryThis = (transport: 'tcp' | 'udp', saysInvalid: boolean) =>
      tellFinding(
        words,
        finding('NOT_LISTENING', { ...ended, transport, saysInvalid }),
        setting('server', 'c', transport),
      ).tryThis;
    expect(tryThis('tcp', true)).toContain('EINVAL');
    expect(tryThis('tcp', false)).not.toContain('EINVAL');
    expect(tryThis('udp', true)).not.toContain('listen()');
  });

  test('for a connection that was closed before all was sent, or not closed at all', () => {
    const part = { peer: 'alice', expected: hello, received: fromText('Hola'), waits: [], ownTimeMs: 2 } as const;
    const tryThis = (end: 'fin' | 'quiet') =>
      tellFinding(words, finding('REPLY_TRUNCATED', { ...part, ending: end }), setting('server', 'python')).tryThis;
    expect(tryThis('fin')).toMatch(/(Cierra la conexión|Close the connection)/);
    expect(tryThis('quiet')).not.toMatch(/(Cierra la conexión|Close the connection)/);
  });

  test('for every difference, of a server and of a client', async () => {
    const told = roles.flatMap((role) =>
      everyDifference.map((one) =>
        paragraphs(
          `${role} ${'difference' in one.args ? one.args.difference : ''}`,
          tellFinding(words, one, setting(role, 'python')),
        ),
      ),
    );
    await expect(`${told.join('\n\n')}\n`).toMatchFileSnapshot(`../golden/differences.${lang}.txt`);
  });

  test('for every way of not answering', async () => {
    const told = roles.flatMap((role) =>
      outcomes.map(([name, one]) => paragraphs(`${role} ${name}`, tellFinding(words, one, setting(role, 'python')))),
    );
    await expect(`${told.join('\n\n')}\n`).toMatchFileSnapshot(`../golden/unanswered.${lang}.txt`);
  });

  test('for every cause of a runtime error, in the calls of each language', async () => {
    const error: RuntimeError = {
      runtime: 'python',
      type: 'OSError',
      message: '',
      code: null,
      file: null,
      line: null,
      source: null,
    };
    const told = Object.entries(words.causes).map(([cause, tell]) => {
      const variants = languages.flatMap((language) =>
        roles.map((role) =>
          tell({ ...error, runtime: language === 'typescript' ? 'node' : 'python' }, setting(role, language)),
        ),
      );
      return [`== ${cause}`, ...new Set(variants.flatMap(({ why, tryThis }) => [why, tryThis]))].join('\n');
    });
    await expect(`${told.join('\n\n')}\n`).toMatchFileSnapshot(`../golden/causes.${lang}.txt`);
  });

  test('for every step, done and failed', async () => {
    const steps = allSteps();
    const told = steps.map((step) => {
      const { done, failed } = tellStep(words, step, seen('program' in step ? step.program : 'server'));
      return [`== ${step.do}`, ...new Set([`✓ ${done}`, `✗ ${failed}`])].join('\n');
    });
    await expect(`${told.join('\n\n')}\n`).toMatchFileSnapshot(`../golden/steps.${lang}.txt`);
  });
});

function seen(program: string): Seen {
  return {
    setting: setting(program === 'client' ? 'client' : 'server', 'python'),
    commandLine: 'tcp_server.py 127.0.0.1 5000',
    address: '127.0.0.1:5000',
    sent: hello,
    sentInPieces: 3,
    conversed: { by: 'line', line: 'salir' },
    exit: { code: 1, signal: null },
    expected: null,
  };
}

function allSteps() {
  const parsed = exerciseSchema.parse({
    id: 'all-steps',
    title: { es: 'x', en: 'x' },
    programs: {
      server: { title: { es: 'x', en: 'x' }, role: 'server', transport: 'tcp', port: 5000, files: ['a'] },
      client: { title: { es: 'x', en: 'x' }, role: 'client', transport: 'tcp', port: 5000, files: ['b'] },
    },
    checks: [{ id: 'all', of: 'server', level: 'basic', title: { es: 'x', en: 'x' }, steps: everyStep }],
  });
  return parsed.checks.flatMap((check) => check.steps);
}

const everyStep = [
  { start: 'server' },
  { start: { program: 'server', port: 'taken', ready: false } },
  { stop: 'server' },
  { signal: { program: 'server', signal: 'SIGINT' } },
  { freeze: 'server' },
  { thaw: 'server' },
  { type: { program: 'client', line: 'Hola Mundo Cruel' } },
  { endInput: 'client' },
  { converse: { program: 'client', lines: ['{host}', '{port}'], until: 'connected' } },
  { converse: { program: 'client', lines: ['Hola'], until: 'sent', with: 'server', text: 'Hola', answer: 'Recibido' } },
  { converse: { program: 'client', lines: ['salir'], endInput: true, until: 'ended' } },
  { converse: { program: 'client', lines: ['salir'], until: 'ended', on: 'salir' } },
  { listen: { program: 'client' } },
  { connect: 'alice' },
  { accept: 'server' },
  { send: { peer: 'alice', text: 'Hola Mundo Cruel', pieces: 3 } },
  { expect: { peer: 'alice', template: '{sent}' } },
  { expect: { peer: 'alice', text: 'Hola' } },
  { expect: { peer: 'server', any: true } },
  { expect: { peer: 'server', any: 'text' } },
  { expect: { peer: 'alice', prefix: 'Hola' } },
  { expect: { peer: 'server', contains: 'Hola' } },
  { expect: { peer: 'alice', pattern: '^Ho' } },
  { expect: { peer: 'alice', length: 8 } },
  { expectNothingMore: 'alice' },
  { expectClose: 'alice' },
  { echo: 'server' },
  { echo: { peer: 'server', pieces: 'bytes' } },
  { halfClose: 'alice' },
  { close: 'alice' },
  { reset: 'alice' },
  { pause: 'alice' },
  { resume: 'alice' },
  { drop: 'alice' },
  { expectOutput: { program: 'client', template: '{received}' } },
  { expectOutput: { program: 'server', template: '{sent}', fragmentBytes: 8 } },
  { expectOutput: { program: 'server', any: true } },
  { expectOutput: { program: 'server', address: 'alice' } },
  { expectOutput: { program: 'server', pattern: 'puerto' } },
  { expectExit: { program: 'client', code: 0 } },
  { expectExit: { program: 'client', code: 'non-zero', message: 'clean' } },
  { expectRunning: 'server' },
  { expectRest: 'server' },
  { expectConnections: { program: 'server', atMost: 1 } },
  { expectNoZombies: 'server' },
];
