/**
 * What a blocked thread waits for, read from /proc/PID/task/TID/syscall: the call's number and its six arguments.
 * The question asked here is when a timer ends the wait, and which descriptor it is about.
 */
import type { Wait } from '../model/observation.ts';

type Call = Wait['call'];

export type BlockedCall = {
  readonly call: Call;
  /** The descriptor the call is about, when it is about one. */
  readonly fd: number | undefined;
  /** Milliseconds after which a timer of the call itself ends the wait, counted from its begin; not there for a wait without. */
  readonly limitMs?: number;
};

type Rule = {
  readonly call: Call;
  readonly fd?: 0;
  /** Index of the time limit, and what means "none": -1 as a 32-bit integer, or a null pointer. */
  readonly limit?: readonly [index: number, none: 'minus-one' | 'null'];
};

const rules = {
  read: { call: 'read', fd: 0 },
  readv: { call: 'read', fd: 0 },
  write: { call: 'write', fd: 0 },
  writev: { call: 'write', fd: 0 },
  accept: { call: 'accept', fd: 0 },
  recv: { call: 'recv', fd: 0 },
  recvmmsg: { call: 'recv', fd: 0, limit: [4, 'null'] },
  send: { call: 'send', fd: 0 },
  poll: { call: 'poll', limit: [2, 'minus-one'] },
  ppoll: { call: 'poll', limit: [2, 'null'] },
  select: { call: 'poll', limit: [4, 'null'] },
  epollWait: { call: 'poll', limit: [3, 'minus-one'] },
  epollPwait2: { call: 'poll', limit: [3, 'null'] },
  futex: { call: 'lock', limit: [3, 'null'] },
  wait: { call: 'wait-child' },
  pause: { call: 'other' },
  sigwait: { call: 'other', limit: [2, 'null'] },
} satisfies Record<string, Rule>;

/** System call numbers, from the kernel's own tables (arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h). */
const numbers: Readonly<Record<string, Readonly<Record<number, Rule>>>> = {
  x64: {
    0: rules.read,
    1: rules.write,
    7: rules.poll,
    19: rules.readv,
    20: rules.writev,
    23: rules.select,
    34: rules.pause,
    43: rules.accept,
    44: rules.send,
    45: rules.recv,
    46: rules.send,
    47: rules.recv,
    61: rules.wait,
    128: rules.sigwait,
    130: rules.pause,
    202: rules.futex,
    232: rules.epollWait,
    247: rules.wait,
    270: rules.select,
    271: rules.ppoll,
    281: rules.epollWait,
    288: rules.accept,
    299: rules.recvmmsg,
    307: rules.send,
    441: rules.epollPwait2,
  },
  arm64: {
    22: rules.epollWait,
    63: rules.read,
    64: rules.write,
    65: rules.readv,
    66: rules.writev,
    72: rules.select,
    73: rules.ppoll,
    95: rules.wait,
    98: rules.futex,
    133: rules.pause,
    137: rules.sigwait,
    202: rules.accept,
    206: rules.send,
    207: rules.recv,
    211: rules.send,
    212: rules.recv,
    242: rules.accept,
    243: rules.recvmmsg,
    260: rules.wait,
    269: rules.send,
    441: rules.epollPwait2,
  },
};

/**
 * The wait in a line of /proc/PID/task/TID/syscall, or undefined when the thread runs, when it is not told there when a
 * timer ends the wait, or when the call is not one whose meaning is known here.
 */
export function waitIn(line: string, architecture: string): BlockedCall | undefined {
  const [number, ...args] = line.trim().split(' ');
  if (number === undefined || !/^\d+$/.test(number)) return undefined;
  const rule: Rule | undefined = numbers[architecture]?.[Number(number)];
  if (rule === undefined) return undefined;
  const limitMs = rule.limit === undefined ? Infinity : limitOf(args[rule.limit[0]], rule.limit[1]);
  if (limitMs === undefined) return undefined;
  const fd = rule.fd === undefined ? undefined : Number(args[rule.fd]);
  return { call: rule.call, fd, ...(limitMs === Infinity ? {} : { limitMs }) };
}

/** Milliseconds; a limit that stands in the program's memory is not told, and any negative number of milliseconds is none. */
function limitOf(argument: string | undefined, none: 'minus-one' | 'null'): number | undefined {
  if (argument === undefined) return undefined;
  const value = BigInt(argument);
  if (none === 'null') return value === 0n ? Infinity : undefined;
  const limitMs = Number(BigInt.asIntN(32, value));
  return limitMs < 0 ? Infinity : limitMs;
}
