/** The lines were taken from /proc/PID/task/TID/syscall of real programs; stack pointer and program counter end them. */
import { describe, expect, test } from 'vitest';
import { waitIn } from './system-calls.ts';

const end = '0x7ffd1c2b5e10 0x7f1b2c90a3d1';

function onX64(call: string) {
  return waitIn(`${call} ${end}\n`, 'x64');
}

function onArm64(call: string) {
  return waitIn(`${call} ${end}\n`, 'arm64');
}

describe('A wait that only the outside can end', () => {
  test.each([
    ['read', '0 0x0 0x7f1b2c000b70 0x400 0x0 0x0 0x0', { call: 'read', fd: 0 }],
    ['write', '1 0x1 0x55e0a1b2c3d0 0x1000 0x0 0x0 0x0', { call: 'write', fd: 1 }],
    ['accept', '43 0x3 0x7ffd1c2b5f00 0x7ffd1c2b5efc 0x0 0x0 0x0', { call: 'accept', fd: 3 }],
    ['accept4', '288 0x3 0x7ffd1c2b5f00 0x7ffd1c2b5efc 0x80000 0x0 0x0', { call: 'accept', fd: 3 }],
    ['recvfrom', '45 0x4 0x7f1b2c000b70 0x400 0x0 0x0 0x0', { call: 'recv', fd: 4 }],
    ['recvmsg', '47 0xa 0x7ffd1c2b5f00 0x0 0x0 0x0 0x0', { call: 'recv', fd: 10 }],
    ['sendto', '44 0x4 0x7f1b2c000b70 0x100000 0x0 0x0 0x0', { call: 'send', fd: 4 }],
    ['recvmmsg without a limit', '299 0x5 0x7ffd1c2b5f00 0x8 0x0 0x0 0x0', { call: 'recv', fd: 5 }],
    ['poll(-1)', '7 0x7f1b2c000b70 0x1 0xffffffff 0x0 0x0 0x0', { call: 'poll', fd: undefined }],
    ['poll(-1) in 64 bits', '7 0x7f1b2c000b70 0x1 0xffffffffffffffff 0x0 0x0 0x0', { call: 'poll', fd: undefined }],
    ['ppoll(NULL)', '271 0x7f1b2c000b70 0x1 0x0 0x0 0x8 0x0', { call: 'poll', fd: undefined }],
    ['select(NULL)', '23 0x4 0x7ffd1c2b5e80 0x0 0x0 0x0 0x0', { call: 'poll', fd: undefined }],
    ['pselect6(NULL)', '270 0x4 0x7ffd1c2b5e80 0x0 0x0 0x0 0x7ffd1c2b5e30', { call: 'poll', fd: undefined }],
    ['epoll_wait(-1)', '232 0x4 0x7f1b2c000b70 0x2 0xffffffff 0x0 0x0', { call: 'poll', fd: undefined }],
    ['epoll_pwait(-1)', '281 0xd 0x7ffd1c2b3c90 0x400 0xffffffffffffffff 0x0 0x8', { call: 'poll', fd: undefined }],
    ['epoll_pwait2(NULL)', '441 0xd 0x7ffd1c2b3c90 0x400 0x0 0x0 0x8', { call: 'poll', fd: undefined }],
    ['futex without a limit', '202 0x7f1b240010a8 0x189 0x0 0x0 0x0 0xffffffff', { call: 'lock', fd: undefined }],
    ['wait4', '61 0xffffffff 0x7ffd1c2b5f04 0x0 0x0 0x0 0x0', { call: 'wait-child', fd: undefined }],
    ['pause', '34 0x0 0x0 0x0 0x0 0x0 0x0', { call: 'other', fd: undefined }],
    ['sigwait', '128 0x7ffd1c2b5e80 0x7ffd1c2b5f00 0x0 0x8 0x0 0x0', { call: 'other', fd: undefined }],
  ])('is seen on x64 in %s', (_, line, wait) => {
    expect(onX64(line)).toEqual(wait);
  });

  test.each([
    ['read', '63 0x0 0xffff8c000b70 0x400 0x0 0x0 0x0', { call: 'read', fd: 0 }],
    ['accept', '202 0x3 0xffffd1c2b5f0 0xffffd1c2b5ec 0x0 0x0 0x0', { call: 'accept', fd: 3 }],
    ['accept4', '242 0x3 0xffffd1c2b5f0 0xffffd1c2b5ec 0x80000 0x0 0x0', { call: 'accept', fd: 3 }],
    ['recvfrom', '207 0x4 0xffff8c000b70 0x400 0x0 0x0 0x0', { call: 'recv', fd: 4 }],
    ['recvmsg', '212 0x4 0xffffd1c2b5f0 0x0 0x0 0x0 0x0', { call: 'recv', fd: 4 }],
    ['ppoll(NULL)', '73 0xffff8c000b70 0x1 0x0 0x0 0x8 0x0', { call: 'poll', fd: undefined }],
    ['pselect6(NULL)', '72 0x4 0xffffd1c2b5e8 0x0 0x0 0x0 0xffffd1c2b5e3', { call: 'poll', fd: undefined }],
    ['epoll_pwait(-1)', '22 0xd 0xffffd1c2b3c9 0x400 0xffffffff 0x0 0x8', { call: 'poll', fd: undefined }],
    ['futex without a limit', '98 0xffff840010a8 0x189 0x0 0x0 0x0 0xffffffff', { call: 'lock', fd: undefined }],
    ['wait4', '260 0xffffffff 0xffffd1c2b5f0 0x0 0x0 0x0 0x0', { call: 'wait-child', fd: undefined }],
  ])('is seen on arm64 in %s', (_, line, wait) => {
    expect(onArm64(line)).toEqual(wait);
  });
});

describe('A wait with a limit in milliseconds', () => {
  test.each([
    ['poll(1000)', '7 0x7f1b2c000b70 0x1 0x3e8 0x0 0x0 0x0', 1000],
    ['poll(0)', '7 0x7f1b2c000b70 0x1 0x0 0x0 0x0 0x0', 0],
    ['poll of 25 days', '7 0x7f1b2c000b70 0x1 0x7fffffff 0x0 0x0 0x0', 2 ** 31 - 1],
    ['epoll_wait(500)', '232 0x4 0x7f1b2c000b70 0x2 0x1f4 0x0 0x0', 500],
    ['epoll_pwait(60000)', '281 0xd 0x7ffd1c2b3c90 0x400 0xea60 0x0 0x8', 60_000],
  ])('tells it: %s', (_, line, limitMs) => {
    expect(onX64(line)).toEqual({ call: 'poll', fd: undefined, limitMs });
  });

  test('has none when the number is negative, whichever it is', () => {
    expect(onX64('7 0x7f1b2c000b70 0x1 0xfffffffe 0x0 0x0 0x0')).toEqual({ call: 'poll', fd: undefined });
  });
});

describe('A wait that a timer may end at a moment that is not told', () => {
  test.each([
    ['ppoll(1 s)', '271 0x7f1b2c000b70 0x1 0x7ffd1c2b5e00 0x0 0x8 0x0'],
    ['select(1 s)', '23 0x4 0x7ffd1c2b5e80 0x0 0x0 0x7ffd1c2b5e40 0x0'],
    ['pselect6(1 s)', '270 0x4 0x7ffd1c2b5e80 0x0 0x0 0x7ffd1c2b5e40 0x7ffd1c2b5e30'],
    ['epoll_pwait2(1 s)', '441 0xd 0x7ffd1c2b3c90 0x400 0x7ffd1c2b5e40 0x0 0x8'],
    ['recvmmsg(1 s)', '299 0x5 0x7ffd1c2b5f00 0x8 0x0 0x7ffd1c2b5e40 0x0'],
    ['sigtimedwait', '128 0x7ffd1c2b5e80 0x7ffd1c2b5f00 0x7ffd1c2b5e40 0x8 0x0 0x0'],
    ['io_uring_enter', '426 0x4 0x0 0x1 0x1 0x0 0x8'],
    ['futex until', '202 0x7f1b240010a8 0x189 0x0 0x7f1b2b7fde10 0x0 0xffffffff'],
    ['clock_nanosleep', '230 0x1 0x1 0x7ffd1c2b5e40 0x0 0x0 0x0'],
  ])('is not taken for quiet on x64: %s', (_, line) => {
    expect(onX64(line)).toBeUndefined();
  });

  test.each([
    ['ppoll(1 s)', '73 0xffff8c000b70 0x1 0xffffd1c2b5e4 0x0 0x8 0x0'],
    ['pselect6(1 s)', '72 0x4 0xffffd1c2b5e8 0x0 0x0 0xffffd1c2b5e4 0xffffd1c2b5e3'],
    ['futex until', '98 0xffff840010a8 0x189 0x0 0xffff8b7fde10 0x0 0xffffffff'],
    ['clock_nanosleep', '115 0x1 0x1 0xffffd1c2b5e4 0x0 0x0 0x0'],
  ])('is not taken for quiet on arm64: %s', (_, line) => {
    expect(onArm64(line)).toBeUndefined();
  });
});

describe('No wait', () => {
  test('is seen while the thread runs', () => {
    expect(waitIn('running\n', 'x64')).toBeUndefined();
  });

  test('is seen when the thread is blocked outside a system call, as in a page fault', () => {
    expect(waitIn(`-1 ${end}\n`, 'x64')).toBeUndefined();
  });

  test('is seen in an empty line, which is what a thread that has just ended leaves', () => {
    expect(waitIn('', 'x64')).toBeUndefined();
  });

  test('is seen when the arguments that would tell are not there', () => {
    expect(waitIn('7 0x7f1b2c000b70', 'x64')).toBeUndefined();
  });

  test('is seen on a processor whose numbers are not known', () => {
    expect(waitIn(`0 0x0 0x7f1b2c000b70 0x400 0x0 0x0 0x0 ${end}`, 'riscv64')).toBeUndefined();
  });

  test('has the number of another processor: 202 is a lock on x64 and accept on arm64', () => {
    const line = '202 0x3 0x0 0x0 0x0 0x0 0x0';
    expect([onX64(line)?.call, onArm64(line)?.call]).toEqual(['lock', 'accept']);
  });
});
