/**
 * Sizes of TCP buffers in a network namespace of our own. A program gets a send buffer that a few KiB fill, and the
 * grader a receive buffer of the smallest size there is, so that a paused grader soon brings a program to a stop. Sockets
 * keep the sizes they were made with, and the settings hold for both IPv4 and IPv6.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const receiveSizes = '/proc/sys/net/ipv4/tcp_rmem';
const sendSizes = '/proc/sys/net/ipv4/tcp_wmem';

/** SOCK_MIN_RCVBUF of the kernel: a sender cuts its segments to 576 bytes, so that most sends are taken in part only. */
const tinyReceive = 2304;
/** Less starves a sender that waits for each acknowledgement. */
const tinySend = 4096;

export class TinyBuffers implements Disposable {
  readonly #receiveBefore: string;
  readonly #sendBefore: string;

  private constructor() {
    this.#receiveBefore = readFileSync(receiveSizes, 'latin1');
    this.#sendBefore = readFileSync(sendSizes, 'latin1');
    const [, usual = ''] = this.#receiveBefore.trim().split(/\s+/);
    writeSizes(sendSizes, tinySend, tinySend, tinySend);
    // Least, first and largest size: a program reads as usual, and no buffer grows.
    writeSizes(receiveSizes, tinyReceive, usual, tinyReceive);
  }

  /** From now on, for every socket made in this network namespace. Undefined when the sizes cannot be changed. */
  static set(): TinyBuffers | undefined {
    try {
      return new TinyBuffers();
    } catch {
      return undefined;
    }
  }

  /** Sockets that `open` makes have the grader's receive buffer. */
  async forGrader<Result>(open: () => Promise<Result>): Promise<Result> {
    const others = readFileSync(receiveSizes, 'latin1');
    writeSizes(receiveSizes, tinyReceive, tinyReceive, tinyReceive);
    try {
      return await open();
    } finally {
      writeFileSync(receiveSizes, others);
    }
  }

  [Symbol.dispose](): void {
    writeFileSync(receiveSizes, this.#receiveBefore);
    writeFileSync(sendSizes, this.#sendBefore);
  }
}

function writeSizes(path: string, ...sizes: readonly (number | string)[]): void {
  writeFileSync(path, sizes.join(' '));
}
