/**
 * Holds all a program has written, up to more than what went over the wire could call for; of long output only the beginning and the
 * last words are recorded, and the rest is counted.
 */
import { ByteLog } from '../model/bytes.ts';
import type { Recorder } from './recorder.ts';

type Stream = 'stdout' | 'stderr';

const recordedBytes = 64 * 1024;
const lastWordsBytes = 4 * 1024;
/** What a program may print for its own sake, and for every byte that went over the wire: `b'\\x00'` and words around it. */
const ownBytes = 1024 * 1024;
const bytesForEach = 16;
const mostBytes = 32 * 1024 * 1024;

export class OutputMeter {
  readonly #recorder: Recorder;
  readonly #program: string;
  readonly #onFlood: () => void;
  readonly #logs = { stdout: new ByteLog(), stderr: new ByteLog() };
  /** How much of each log is recorded, or counted as left out. */
  readonly #told = { stdout: 0, stderr: 0 };
  #total = 0;
  #flooded = false;

  constructor(recorder: Recorder, program: string, onFlood: () => void) {
    this.#recorder = recorder;
    this.#program = program;
    this.#onFlood = onFlood;
  }

  take(stream: Stream, bytes: Uint8Array): void {
    if (this.#flooded) return;
    const room = recordedBytes - this.#total;
    this.#total += bytes.length;
    this.#logs[stream].append(bytes);
    if (room > 0) this.#record(stream, bytes.slice(0, room), 0);
    else this.#recorder.notify();
    const limitBytes = Math.min(mostBytes, ownBytes + bytesForEach * this.#exchangedBytes());
    if (this.#total <= limitBytes) return;
    this.#flooded = true;
    this.#recorder.record({ kind: 'output-flood', program: this.#program, limitBytes });
    this.#onFlood();
  }

  /** Bytes that went over the wire so far, in both directions. */
  #exchangedBytes(): number {
    const peers = [...this.#recorder.ledger.peers.values()];
    return peers.reduce((total, { sent, stream }) => total + sent.bytes.length + stream.bytes.length, 0);
  }

  /** Bytes written so far. */
  get total(): number {
    return this.#total;
  }

  /** Not all of it is recorded. */
  get isLong(): boolean {
    return this.#total > recordedBytes;
  }

  /** All that each stream was given. */
  get streams(): readonly Uint8Array[] {
    return [this.#logs.stdout.bytes, this.#logs.stderr.bytes];
  }

  /** Records the last words of what has been held back. */
  tellRest(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      const rest = this.#logs[stream].bytes.subarray(this.#told[stream]);
      const omittedBytes = Math.max(0, rest.length - lastWordsBytes);
      if (rest.length > 0) this.#record(stream, rest.slice(omittedBytes), omittedBytes);
    }
  }

  #record(stream: Stream, bytes: Uint8Array, omittedBytes: number): void {
    this.#told[stream] += bytes.length + omittedBytes;
    this.#recorder.record({ kind: 'program-output', program: this.#program, stream, bytes, omittedBytes });
  }
}
