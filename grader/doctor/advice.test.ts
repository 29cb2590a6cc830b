import { describe, expect, test } from 'vitest';
import { abilityOf, adviceFor } from './advice.ts';
import type { Machine } from './machine.ts';
import { laptop } from './sample/laptop.ts';

const failing = (...levels: readonly string[]): Machine['levels'] =>
  laptop.levels.map(({ level }) => ({ level, failure: levels.includes(level) ? 'Operation not permitted' : null }));
const without = (tool: string): Machine['tools'] =>
  laptop.tools.map((one) => (one.tool === tool ? { ...one, version: null } : one));
const bubblewrap = (version: string): Machine['tools'] =>
  laptop.tools.map((one) => (one.tool === 'bwrap' ? { ...one, version } : one));
const { userNamespaces } = laptop;

const machines: readonly (readonly [string, Partial<Machine>, readonly string[]])[] = [
  ['has everything', {}, []],
  ['has no bubblewrap', { tools: without('bwrap'), levels: failing('sandbox') }, ['install bubblewrap']],
  [
    'has an old bubblewrap',
    { tools: bubblewrap('bubblewrap 0.6.1'), levels: failing('sandbox') },
    ['old-bubblewrap 0.6'],
  ],
  ['has a later bubblewrap', { tools: bubblewrap('bubblewrap 1.0.2') }, []],
  [
    'lacks Python, a compiler and a library',
    {
      languages: laptop.languages.map((one) => ({ ...one, path: null, version: null })),
      missingLibraries: ['libssl-dev'],
    },
    ['install python3 gcc libc6-dev libssl-dev'],
  ],
  [
    'has an AppArmor that restricts namespaces',
    { levels: failing('sandbox', 'network'), userNamespaces: { ...userNamespaces, restricted: true } },
    ['apparmor'],
  ],
  [
    'has no namespaces left',
    { levels: failing('sandbox', 'network'), userNamespaces: { ...userNamespaces, most: 0 } },
    ['namespaces-off'],
  ],
  [
    'does not let ordinary users have namespaces',
    { levels: failing('sandbox', 'network'), userNamespaces: { ...userNamespaces, allowed: false } },
    ['namespaces-off'],
  ],
  ['is a container', { levels: failing('sandbox', 'network'), isContainer: true }, ['container']],
  ['is root, in a folder of its own', { levels: failing('sandbox'), isRoot: true }, ['unreadable-for-nobody']],
  ['shows nothing in /proc', { kernelFacts: false }, ['no-facts']],
  ['is a Mac', { platform: 'darwin', tools: [], levels: failing('sandbox', 'network'), kernelFacts: false }, ['mac']],
  [
    'is a Windows',
    { platform: 'win32', tools: [], levels: failing('sandbox', 'network'), kernelFacts: false },
    ['windows'],
  ],
];

test.each(machines)('a machine that %s is advised so', (_, difference, expected) => {
  const told = adviceFor({ ...laptop, ...difference }).map((advice) => {
    if (advice.kind === 'install') return `install ${advice.packages.join(' ')}`;
    return advice.kind === 'old-bubblewrap' ? `${advice.kind} ${advice.version}` : advice.kind;
  });
  expect(told).toEqual(expected);
});

describe('One can grade', () => {
  test.each([
    ['full', {}],
    ['full', { levels: failing('sandbox') }],
    ['weaker', { levels: failing('sandbox', 'network') }],
    ['weaker', { kernelFacts: false }],
    ['weaker', { languages: laptop.languages.filter(({ language }) => language !== 'python') }],
    ['none', { levels: failing('sandbox', 'network', 'bare') }],
  ] as const)('%s where %j', (ability, difference) => {
    expect(abilityOf({ ...laptop, ...difference })).toBe(ability);
  });
});
