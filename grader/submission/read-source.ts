/** Sources come in whatever encoding an editor left them in; here they become text that can be looked into. */
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { isInside } from './inside.ts';

const mostBytes = 1024 * 1024;

/** Text of a file of the submission by its listed path, or undefined when it cannot be read. */
export type ReadSource = (path: string) => string | undefined;

/**
 * Reads files under `root`: the first MiB of each, as UTF-8, or as UTF-16 or Latin-1 where it is no UTF-8. A path that
 * leads out of the folder, or to something that is no file, cannot be read.
 */
export function sourceReader(root: string): ReadSource {
  return (path) => {
    try {
      const target = realpathSync(resolve(root, path));
      return isInside(realpathSync(root), target) ? decode(readStart(target)) : undefined;
    } catch {
      return undefined;
    }
  };
}

/** Opened without blocking: a named pipe without a writer would hold the grader for ever. */
function readStart(path: string): Uint8Array {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = fstatSync(descriptor);
    if (!found.isFile()) throw new Error('not a file');
    const bytes = new Uint8Array(Math.min(found.size, mostBytes));
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** Text of a source, without byte order mark. */
export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
