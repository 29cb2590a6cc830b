/**
 * Exercises that were parsed before, in a file that names what they were parsed from: the texts and the parser itself.
 * When either changed, or the file is damaged, nothing is recalled and they are parsed again.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Exercise } from './exercise.ts';

export class Memory {
  readonly #file: string;
  readonly #origin: Uint8Array;

  /** `texts` is all that the exercises are parsed from. */
  constructor(file: string, texts: string) {
    this.#file = file;
    this.#origin = originOf(texts);
  }

  recall(): Exercise[] | undefined {
    try {
      const bytes = readFileSync(this.#file);
      const { length } = this.#origin;
      if (!bytes.subarray(0, length).equals(this.#origin)) return undefined;
      const kept: unknown = deserialize(bytes.subarray(length));
      return isKept(kept) ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  /** A file that cannot be written costs time at the next start, and nothing else. */
  keep(exercises: readonly Exercise[]): void {
    const unfinished = `${this.#file}.${process.pid}`;
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      writeFileSync(unfinished, Buffer.concat([this.#origin, serialize(exercises)]));
      renameSync(unfinished, this.#file);
    } catch {
      // Nothing is remembered.
    }
  }
}

/** What `keep` has written: nobody else knows the hash that stands before it. */
function isKept(value: unknown): value is Exercise[] {
  return Array.isArray(value);
}

function originOf(texts: string): Uint8Array {
  const hash = createHash('sha256').update(process.version).update(texts);
  for (const name of readdirSync(import.meta.dirname)) {
    if (name.endsWith('.ts') && !name.endsWith('.test.ts')) hash.update(readFileSync(join(import.meta.dirname, name)));
  }
  return hash.digest();
}
