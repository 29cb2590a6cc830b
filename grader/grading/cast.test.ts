import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Finding } from '../model/finding.ts';
import type { Found } from '../submission/find-programs.ts';
import { Folder } from '../testing/folder.ts';
import { Lab } from '../testing/lab.ts';
import { WorkerPool } from '../worker/worker-pool.ts';
import { castPart, languageOfPart } from './cast.ts';

let pool: WorkerPool;

beforeAll(async () => {
  pool = await WorkerPool.open({ exercises: [], isolation: 'bare', kernel: 'auto', workers: 1 });
});

afterAll(() => pool[Symbol.asyncDispose]());

function found(path: string, language: string): Found {
  return { kind: 'found', path, language, by: 'name' };
}

function findings(part: Awaited<ReturnType<typeof castPart>>): readonly Finding[] {
  if (part.kind === 'actor' || !('findings' in part.verdict)) throw new Error('It can act');
  return part.verdict.findings;
}

describe('a program that can be started', () => {
  test('acts with the command that runs it, from its own folder', async (context) => {
    await using lab = await Lab.open(context);
    const source = await lab.write('servidor.mjs', 'console.log(1)');
    const part = await castPart('server', found('servidor.mjs', 'javascript'), dirname(source), lab.folder, pool);
    expect(part).toMatchObject({
      kind: 'actor',
      actor: { fixedPort: undefined, prepared: { language: 'javascript', folder: dirname(source) } },
    });
    expect(part.kind === 'actor' && part.actor.prepared.command.at(-1)).toBe(source);
  });

  test('is compiled into a folder of its own first', async (context) => {
    await using lab = await Lab.open(context);
    await lab.tool('c');
    const source = await lab.write('server.c', 'int main(void) { return 0; }');
    const part = await castPart('server', found('server.c', 'c'), dirname(source), lab.folder, pool);
    expect(part).toMatchObject({ actor: { prepared: { language: 'c', command: [`${lab.folder}/server/program`] } } });
  });
});

describe('a program that cannot be started', () => {
  test('costs points when the compiler refuses it, and the compiler says why', async (context) => {
    await using lab = await Lab.open(context);
    await lab.tool('c');
    const source = await lab.write('server.c', 'int main(void) { return sockets; }');
    const part = await castPart('server', found('server.c', 'c'), dirname(source), lab.folder, pool);
    expect(part).toMatchObject({ verdict: { kind: 'failed', findings: [{ code: 'COMPILE_FAILED', evidence: [] }] } });
    const [finding] = findings(part);
    const log = finding?.code === 'COMPILE_FAILED' ? new TextDecoder().decode(finding.args.log) : '';
    expect(log).toMatch(/^server\.c:1|\/server\.c:1/m);
    expect(log).toContain('sockets');
  });

  test('costs points when it is missing', async () => {
    const missing: Found = { kind: 'missing', lookedFor: ['tcp_server.py'], found: ['main.py'] };
    expect(await castPart('server', missing, '.', '.', pool)).toEqual({
      kind: 'absent',
      verdict: {
        kind: 'failed',
        findings: [
          {
            code: 'PROGRAM_MISSING',
            args: { program: 'server', lookedFor: ['tcp_server.py'], found: ['main.py'] },
            evidence: [],
          },
        ],
      },
    });
  });

  test.each(['directory', 'dangling-link', 'not-readable'] as const)(
    'costs points when it is no file: %s',
    async (reason) => {
      const unreadable: Found = { kind: 'unreadable', path: 'tcp_server.py', reason };
      expect(await castPart('server', unreadable, '.', '.', pool)).toEqual({
        kind: 'absent',
        verdict: {
          kind: 'failed',
          findings: [
            { code: 'PROGRAM_UNREADABLE', args: { program: 'server', path: 'tcp_server.py', reason }, evidence: [] },
          ],
        },
      });
    },
  );

  test('is left open when several files could be it', async () => {
    const ambiguous: Found = { kind: 'ambiguous', candidates: ['a.py', 'b.py'] };
    expect(await castPart('server', ambiguous, '.', '.', pool)).toEqual({
      kind: 'absent',
      verdict: {
        kind: 'inconclusive',
        findings: [
          { code: 'PROGRAM_AMBIGUOUS', args: { program: 'server', candidates: ['a.py', 'b.py'] }, evidence: [] },
        ],
      },
    });
  });

  test('is left open when the machine lacks what its language needs', async () => {
    await using nothing = await Folder.of({});
    vi.stubEnv('PATH', nothing.path);
    const part = await castPart('server', found('tcp_server.py', 'python'), '.', '.', pool);
    vi.unstubAllEnvs();
    expect(part).toEqual({
      kind: 'absent',
      verdict: {
        kind: 'inconclusive',
        findings: [
          { code: 'TOOLCHAIN_MISSING', args: { language: 'python', needs: ['python3', 'python'] }, evidence: [] },
        ],
      },
    });
  });
});

test('only a program that was found has a language and a file', () => {
  const set = {
    language: 'python',
    programs: {
      server: found('python/tcp_server.py', 'python'),
      client: { kind: 'missing', lookedFor: [], found: [] },
    },
  } as const;
  expect(languageOfPart(set, 'server')).toEqual({ language: 'python', file: 'python/tcp_server.py' });
  expect(languageOfPart(set, 'client')).toEqual({ language: null, file: null });
  expect(languageOfPart(set, 'stranger')).toEqual({ language: null, file: null });
});
