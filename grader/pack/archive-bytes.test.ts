import { expect, test } from 'vitest';
import { usualLimits } from '../archive/archive-limits.ts';
import { readZip } from '../archive/read-zip.ts';
import { zipOfFiles } from '../testing/zip-bytes.ts';
import { archiveBytes, isOwnArchive } from './archive-bytes.ts';

const files = [
  { path: 'python/práctica.py', content: Buffer.from('print(1)\n'.repeat(50)) },
  { path: 'REPORTE.md', content: Buffer.from('# Reporte\n') },
];

test('the same files give the same bytes, in whatever order and time zone', async () => {
  const once = await archiveBytes(files);
  const zone = process.env['TZ'];
  process.env['TZ'] = 'Pacific/Auckland';
  const again = await archiveBytes(files.toReversed());
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  expect(again.equals(once)).toBe(true);
});

test('what was packed can be read again', async () => {
  const read = await readZip(await archiveBytes(files), usualLimits);
  expect(read.map(({ path, content }) => [path, Buffer.from(content).toString()])).toEqual([
    ['REPORTE.md', '# Reporte\n'],
    ['python/práctica.py', 'print(1)\n'.repeat(50)],
  ]);
});

test('an archive knows that it was made here, and whether it was changed', async () => {
  const own = await archiveBytes(files);
  expect(isOwnArchive(own)).toBe(true);
  const changed = Buffer.from(own);
  changed[50] = (changed[50] ?? 0) ^ 1;
  expect(isOwnArchive(changed)).toBe(false);
  expect(isOwnArchive(zipOfFiles({ 'a.py': 'x' }))).toBe(false);
  expect(isOwnArchive(Buffer.from(''))).toBe(false);
  expect(isOwnArchive(Buffer.alloc(80))).toBe(false);
});
