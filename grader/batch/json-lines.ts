/**
 * A file of JSON, one value a line, that grows while a program which may be killed at any moment writes it. A line counts
 * once its line end is there: what comes after the last one is torn, and no loss, for nobody was told that it is kept.
 */
import type { FileHandle } from 'node:fs/promises';

const lineEnd = 0x0a;
const chunkBytes = 64 * 1024;

/** What stands in a line; `end` is the offset in bytes at which the next begins. */
export type Line = { readonly number: number; readonly text: string; readonly end: number };

/** Whole lines one after the other, never the file at once. Bytes that are no UTF-8 come as U+FFFD. */
export async function* readLines(file: FileHandle): AsyncGenerator<Line> {
  let rest = Buffer.alloc(0);
  let end = 0;
  let number = 0;
  for (let read = await readAt(file, 0); read.length > 0; read = await readAt(file, end + rest.length)) {
    rest = Buffer.concat([rest, read]);
    for (let at = rest.indexOf(lineEnd); at !== -1; at = rest.indexOf(lineEnd)) {
      end += at + 1;
      number += 1;
      yield { number, text: rest.toString('utf8', 0, at), end };
      rest = rest.subarray(at + 1);
    }
  }
}

async function readAt(file: FileHandle, position: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes, position);
  return buffer.subarray(0, bytesRead);
}
