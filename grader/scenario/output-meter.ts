/** Keeps the beginning of a program's output and its last words, counts the rest, and says when it is too much. */
import { ByteLog } from '../model/bytes.ts';
import type { Recorder } from './recorder.ts';

type Stream = 'stdout' | 'stderr';

const keptBytes = 64 * 1024;
const lastWordsBytes = 4 * 1024;
/** More than any exercise asks a program to print; a program that prints for ever gets there within a second. */
const floodBytes = 16 * 1024 * 1024;

export class OutputMeter {
  readonly #recorder: Recorder;
  readonly #program: string;
  readonly #onFlood: () => void;
  readonly #tails = { stdout: new Tail(), stderr: new Tail() };
  #total = 0;
  #flooded = false;

  constructor(recorder: Recorder, program: string, onFlood: () => void) {
    this.#recorder = recorder;
    this.#program = program;
    this.#onFlood = onFlood;
  }

  take(stream: Stream, bytes: Uint8Array): void {
    const room = Math.max(0, keptBytes - this.#total);
    this.#total += bytes.length;
    if (room > 0) this.#record(stream, bytes.slice(0, room), 0);
    if (bytes.length > room) this.#tails[stream].append(bytes.subarray(room));
    if (this.#total > floodBytes && !this.#flooded) {
      this.#flooded = true;
      this.#recorder.record({ kind: 'output-flood', program: this.#program, limitBytes: floodBytes });
      this.#onFlood();
    }
  }

  /** Writes down what was held back. */
  end(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      const { bytes, omittedBytes } = this.#tails[stream].take();
      if (bytes.length > 0) this.#record(stream, bytes, omittedBytes);
    }
  }

  #record(stream: Stream, bytes: Uint8Array, omittedBytes: number): void {
    this.#recorder.record({ kind: 'program-output', program: this.#program, stream, bytes, omittedBytes });
  }
}

class Tail {
  #log = new ByteLog();
  #dropped = 0;

  append(bytes: Uint8Array): void {
    this.#log.append(bytes);
    if (this.#log.bytes.length > lastWordsBytes * 16) this.#shorten();
  }

  take(): { bytes: Uint8Array; omittedBytes: number } {
    this.#shorten();
    return { bytes: this.#log.bytes.slice(), omittedBytes: this.#dropped };
  }

  #shorten(): void {
    const excess = Math.max(0, this.#log.bytes.length - lastWordsBytes);
    this.#dropped += excess;
    const kept = this.#log.bytes.subarray(excess);
    this.#log = new ByteLog();
    this.#log.append(kept);
  }
}
