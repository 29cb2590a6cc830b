/** The archive itself: the same files give the same bytes, whenever and wherever they are packed. */
import { createHash } from 'node:crypto';
import { zipBytes } from '../archive/write-zip.ts';
import type { PackedFile } from './lay-out.ts';

const endRecordBytes = 22;

/** Ends in a comment that tells that it was made here, and has not been changed since. */
export async function archiveBytes(files: readonly PackedFile[]): Promise<Buffer> {
  return withComment(await zipBytes(files.toSorted((a, b) => (a.path < b.path ? -1 : 1))));
}

/** Whether a file is an archive as it was made here. */
export function isOwnArchive(bytes: Buffer): boolean {
  const commentBytes = Buffer.byteLength(commentFor(bytes));
  const body = Buffer.from(bytes.subarray(0, Math.max(0, bytes.length - commentBytes)));
  if (body.length < endRecordBytes) return false;
  body.writeUInt16LE(0, body.length - 2);
  return withComment(body).equals(bytes);
}

/** The length of the comment stands in the last two bytes before it. */
function withComment(archive: Buffer): Buffer {
  const comment = Buffer.from(commentFor(archive));
  const bytes = Buffer.concat([archive, comment]);
  bytes.writeUInt16LE(comment.length, archive.length - 2);
  return bytes;
}

function commentFor(archive: Buffer): string {
  return `socklab ${createHash('sha256').update(archive).digest('hex')}`;
}
