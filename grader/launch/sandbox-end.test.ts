import { describe, expect, test } from 'vitest';
import { endInSandbox, withWords, type SandboxEnd } from './sandbox-end.ts';

const complete = '{ "child-pid": 7 }\n{ "exit-code": 0 }';

function endOf(code: number, chosen: Partial<SandboxEnd> = {}) {
  return endInSandbox({
    end: { code, signal: null },
    status: complete,
    tool: '/usr/bin/python3',
    words: '',
    ...chosen,
  });
}

describe('A sandbox that could not be made', () => {
  test('says so in the words of bubblewrap', () => {
    const words = "bwrap: Can't find source path /root/.pyenv: Permission denied\n";
    expect(endOf(1, { status: '{ "child-pid": 7 }', words })).toBe(
      "The sandbox could not be made: bwrap: Can't find source path /root/.pyenv: Permission denied",
    );
  });

  test('is no end of the program, whatever the code', () => {
    expect(endOf(137, { status: '' })).toBe('The sandbox could not be made');
  });
});

describe('An exit code of 126 or 127', () => {
  test.each([
    [127, 'prlimit: failed to execute /usr/bin/python3: No such file or directory\n'],
    [126, 'prlimit: failed to execute /usr/bin/python3: Permission denied\n'],
    [127, '/usr/bin/python3: error while loading shared libraries: libpython3.so: cannot open shared object file\n'],
  ])('means that there was no program where the tool says so: %i', (code, words) => {
    expect(endOf(code, { words })).toBe(`The program could not be executed in its sandbox: ${words.trim()}`);
  });

  test.each([
    [127, ''],
    [126, 'sh: 1: gcc: not found'],
    [127, 'prlimit: failed to execute /usr/bin/other: No such file or directory'],
    [1, 'prlimit: failed to execute /usr/bin/python3: No such file or directory\n'],
  ])("is the program's own otherwise: %i", (code, words) => {
    expect(endOf(code, { words })).toEqual({ code, signal: null });
  });
});

describe('An exit code above 128', () => {
  test('is the signal that ended the program', () => {
    expect(endOf(137)).toEqual({ code: null, signal: 'SIGKILL' });
    expect(endOf(143)).toEqual({ code: null, signal: 'SIGTERM' });
  });

  test("is the program's own where there is no such signal, or none that ends a program", () => {
    // exit(-errno) in C: 145 is -111, ECONNREFUSED.
    for (const code of [128, 145, 156, 255]) expect(endOf(code)).toEqual({ code, signal: null });
  });
});

test('Words of a tool are bounded, and none of their characters does anything', () => {
  expect(withWords('What', ` a\u001b[2Jb\u202ec\nd${'x'.repeat(1000)}`)).toMatch(
    /^What: a\\u\{1b\}\[2Jb\\u\{202e\}c \| dx{400,}$/,
  );
  expect(withWords('What', 'x'.repeat(1000))).toHaveLength(506);
});
