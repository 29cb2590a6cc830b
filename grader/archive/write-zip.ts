/** Archives that are made here: the same files in the same order give the same bytes, whenever and wherever. */
import { ZipFile } from 'yazl';

export type ZippedFile = {
  readonly path: string;
  readonly content: Uint8Array;
  /** Type and permissions as Unix has them; those of a plain file where it is not given. */
  readonly mode?: number;
  readonly compress?: boolean;
};

/** Any fixed one does; it is written as local time, so that every time zone writes the same. */
const fixedDate = (): Date => new Date(2000, 0, 1);

/** yazl throws for a path that leads out of the archive. */
export async function zipBytes(files: readonly ZippedFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { path, content, mode = 0o100644, compress = true } of files) {
    zip.addBuffer(Buffer.from(content), path, { mtime: fixedDate(), mode, forceDosTimestamp: true, compress });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
