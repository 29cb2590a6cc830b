/** How much an archive may be, and the one way to refuse it. */
import type { ArchiveProblem } from '../model/archive-problem.ts';

export type ArchiveLimits = {
  /** Of the archive itself. */
  readonly archiveBytes: number;
  readonly entries: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
  /** How many bytes may come out of one, in files that are larger than `smallBytes`. */
  readonly ratio: number;
  readonly smallBytes: number;
  /** Folders on the way to a file, and the file. */
  readonly depth: number;
  readonly pathBytes: number;
};

const mebibyte = 1024 * 1024;

/** A submission has a few files of text and some pictures. */
export const usualLimits: ArchiveLimits = {
  archiveBytes: 64 * mebibyte,
  entries: 2000,
  fileBytes: 16 * mebibyte,
  totalBytes: 64 * mebibyte,
  ratio: 200,
  smallBytes: mebibyte,
  depth: 20,
  pathBytes: 240,
};

/** What is still left of the limits when the next file is read. */
export type Room = { readonly limits: ArchiveLimits; readonly leftBytes: number };

/** What is wrong once so many bytes of a file have come out of `compressedBytes`; undefined while nothing is. */
export function excessOf(
  path: string,
  bytes: number,
  compressedBytes: number,
  { limits, leftBytes }: Room,
): ArchiveProblem | undefined {
  if (bytes > limits.fileBytes) return { code: 'FILE_TOO_LARGE', path, limitBytes: limits.fileBytes };
  if (bytes > leftBytes) return { code: 'TOO_LARGE', limitBytes: limits.totalBytes };
  return bytes > limits.smallBytes && bytes > compressedBytes * limits.ratio ? { code: 'TOO_DENSE', path } : undefined;
}

export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';
  readonly problem: ArchiveProblem;

  constructor(problem: ArchiveProblem) {
    super(problem.code);
    this.problem = problem;
  }
}
