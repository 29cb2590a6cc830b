/** Archives as students make them, in memory. */
import { ZipFile } from 'yazl';

export type ZippedFile = {
  readonly path: string;
  readonly content: Uint8Array;
  /** Type and permissions as Unix has them; those of a plain file where it is not given. */
  readonly mode?: number;
};

/** What is smaller gains nothing by it. */
const worthCompressingBytes = 1024;

/** The same files always give the same bytes. yazl throws for a path that leads out of the archive. */
export async function zipped(files: readonly ZippedFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { path, content, mode = 0o100644 } of files) {
    const compress = content.length > worthCompressingBytes;
    zip.addBuffer(Buffer.from(content), path, { mtime: new Date(2000, 0, 1), mode, forceDosTimestamp: true, compress });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
