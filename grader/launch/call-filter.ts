/**
 * The system calls a sandboxed program is refused, as a filter for seccomp(2): those that lead out of its spaces or hide
 * what it waits for. Sockets are of the families the exercises are about; one to the host of a virtual machine, which no
 * network namespace holds back, is not. Classic BPF as in linux/filter.h; the data it looks at is `struct seccomp_data`.
 */

type Architecture = {
  /** AUDIT_ARCH of linux/audit.h. */
  readonly audit: number;
  readonly socket: number;
  /** add_key, request_key, keyctl, bpf, perf_event_open, userfaultfd, io_uring_setup, in this order. */
  readonly refused: readonly number[];
};

/** Numbers of arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h of the kernel. */
const architectures: Readonly<Record<string, Architecture>> = {
  x64: { audit: 0xc000_003e, socket: 41, refused: [248, 249, 250, 321, 298, 323, 425] },
  arm64: { audit: 0xc000_00b7, socket: 198, refused: [217, 218, 219, 280, 241, 282, 425] },
};

/** AF_UNIX, AF_INET, AF_INET6, AF_NETLINK (which tells a program what addresses there are). */
const families = [1, 2, 10, 16];

/** Places in `struct seccomp_data`; of the first argument the lower half, which these machines put first. */
const at = { number: 0, architecture: 4, firstArgument: 16 } as const;
/** BPF_LD | BPF_W | BPF_ABS and so on. */
const codes = { load: 0x20, ifEqual: 0x15, ifAtLeast: 0x35, answer: 0x06 } as const;
/** SECCOMP_RET_ALLOW; SECCOMP_RET_ERRNO with EPERM, ENOSYS and EAFNOSUPPORT. */
const answers = { allowed: 0x7fff_0000, refused: 0x0005_0001, unknown: 0x0005_0026, noFamily: 0x0005_0061 } as const;
/** Calls of another interface of the same machine (x32) have this bit in their number. */
const otherInterface = 0x4000_0000;

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, value: number];

/** The filter for a machine, ready to be loaded; null where its numbers are not known here. */
export function callFilter(architecture: string): Uint8Array | null {
  const known = architectures[architecture];
  return known === undefined ? null : bytesOf(instructionsFor(known));
}

/** A jump is told by how many instructions it leaves out. */
function jump(from: number, to: number): number {
  return to - from - 1;
}

/** One comparison for each value, the first of them at `first`. */
function ifAnyOf(values: readonly number[], first: number, to: number): Instruction[] {
  return values.map((value, index) => [codes.ifEqual, jump(first + index, to), 0, value]);
}

function instructionsFor({ audit, socket, refused }: Architecture): Instruction[] {
  const firstRefused = 5;
  const others = firstRefused + refused.length;
  const ofSocket = others + 1;
  const noFamily = ofSocket + 1 + families.length;
  const [allowed, refusal, unknown] = [noFamily + 1, noFamily + 2, noFamily + 3];
  return [
    [codes.load, 0, 0, at.architecture],
    [codes.ifEqual, 0, jump(1, unknown), audit],
    [codes.load, 0, 0, at.number],
    [codes.ifAtLeast, jump(3, unknown), 0, otherInterface],
    [codes.ifEqual, jump(4, ofSocket), 0, socket],
    ...ifAnyOf(refused, firstRefused, refusal),
    [codes.answer, 0, 0, answers.allowed],
    [codes.load, 0, 0, at.firstArgument],
    ...ifAnyOf(families, ofSocket + 1, allowed),
    [codes.answer, 0, 0, answers.noFamily],
    [codes.answer, 0, 0, answers.allowed],
    [codes.answer, 0, 0, answers.refused],
    [codes.answer, 0, 0, answers.unknown],
  ];
}

/** `struct sock_filter`: 16 bits of code, 8 and 8 of jumps, 32 of value, in the machine's order, which is little-endian. */
function bytesOf(instructions: readonly Instruction[]): Uint8Array {
  const bytes = new Uint8Array(instructions.length * 8);
  const view = new DataView(bytes.buffer);
  for (const [index, [code, ifTrue, ifFalse, value]] of instructions.entries()) {
    view.setUint16(index * 8, code, true);
    view.setUint8(index * 8 + 2, ifTrue);
    view.setUint8(index * 8 + 3, ifFalse);
    view.setUint32(index * 8 + 4, value, true);
  }
  return bytes;
}
