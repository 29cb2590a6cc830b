/** The archive itself: the same files give the same bytes, whenever and wherever they are packed. */
import { createHash } from 'node:crypto';
import { ZipFile } from 'yazl';
import type { PackedFile } from './lay-out.ts';

/** Any fixed one does; it is written as local time, so that every time zone writes the same. */
const fixedDate = (): Date => new Date(2000, 0, 1);
const endRecordBytes = 22;

/** Ends in a comment that tells that it was made here, and has not been changed since. */
export async function archiveBytes(files: readonly PackedFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { path, content } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    zip.addBuffer(content, path, { mtime: fixedDate(), mode: 0o100644, forceDosTimestamp: true });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return withComment(Buffer.concat(chunks));
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
