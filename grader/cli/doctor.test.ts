import { expect, test } from 'vitest';
import { laptop } from '../doctor/sample/laptop.ts';
import { english, socklab, spanish } from '../testing/command.ts';
import { dedent } from '../testing/lab.ts';
import { doctorText } from './doctor.ts';

test('tells what a machine can do, why not, and how to get the rest', () => {
  const machine = {
    ...laptop,
    levels: laptop.levels.map((one) =>
      one.level === 'bare' ? one : { ...one, failure: 'A worker ended.\n\nunshare: \u001b[2J not permitted\n' },
    ),
    tools: laptop.tools.slice(0, 1),
    userNamespaces: { ...laptop.userNamespaces, restricted: true },
  };
  expect(doctorText(machine, 'en')).toBe(
    dedent(String.raw`
      linux 6.1.0

      Isolation, from the strongest to the weakest
        ✗ sandbox  every program shut in: for grading the work of others
            A worker ended.
            unshare: \x1b[2J not permitted
        ✗ network  every program with a network of its own: what npm run grade uses
            A worker ended.
            unshare: \x1b[2J not permitted
        ✓ bare     no isolation, one check at a time: only for code you trust

      Languages
        ✓ Python     Python 3.12.3 (/usr/bin/python3)
        ✓ C          cc (Ubuntu 13.2.0) 13.2.0 (/usr/bin/cc)
        ✓ openssl    libssl-dev, to compile programs in C that use TLS (tls-echo)

      System
        ✓ bwrap      bubblewrap 0.9.0
        ✓ the system shows what programs do (/proc): nothing waits longer than it must
          user namespaces: up to 31000
          control groups: v2
          limits: 31000 processes, 1024 open files

      What is missing, and how to get it
        AppArmor does not let programs make user namespaces (Ubuntu 23.10 and later).
        Until the next start of the machine, this allows it:
          sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0

      Your own work can be graded here, with less than is possible.
    `),
  );
});

test.each([
  ['english', english, /^\w+ .*\n\nIsolation.*\n(?: .*\n)+\nLanguages\n/],
  ['spanish', spanish, /^\w+ .*\n\nAislamiento.*\n(?: .*\n)+\nLenguajes\n/],
])('tries everything on this machine: %s', async (_, env, expected) => {
  const { stdout, stderr, exitCode } = await socklab(['doctor'], { env });
  expect(stderr).toBe('');
  expect(stdout).toMatch(expected);
  expect(stdout).toMatch(/✓ bare/);
  expect([0, 1]).toContain(exitCode);
});

test.each([
  ['en', 'libssl-dev is not there: without it programs in C that use TLS cannot be compiled (tls-echo)'],
  ['es', 'no está libssl-dev: sin él no se pueden compilar programas en C que usan TLS (tls-echo)'],
] as const)('tells that the headers of OpenSSL are missing, and how to get them: %s', (lang, words) => {
  const told = doctorText({ ...laptop, missingLibraries: ['libssl-dev'] }, lang);
  expect(told).toContain(`\n  ✗ openssl    ${words}\n`);
  expect(told).toContain('sudo apt-get install libssl-dev');
});

test('names what has to be installed', async () => {
  const { stdout, exitCode } = await socklab(['doctor'], { env: { ...english, PATH: '/nowhere' } });
  expect(stdout).toMatch(/✗ Python/);
  expect(exitCode).toBe(1);
});
