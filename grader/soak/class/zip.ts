/** Archives as students make them, in memory. */
import { zipBytes, type ZippedFile } from '../../archive/write-zip.ts';

/** What is smaller gains nothing by it. */
const worthCompressingBytes = 1024;

export function zipped(files: readonly Omit<ZippedFile, 'compress'>[]): Promise<Buffer> {
  return zipBytes(files.map((file) => ({ ...file, compress: file.content.length > worthCompressingBytes })));
}
