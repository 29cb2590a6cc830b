/** Zips of a class: any of their entries by itself, in any order. */
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { Folder } from '../testing/folder.ts';
import { zipOf, zipOfFiles } from '../testing/zip-bytes.ts';
import { ArchiveRefused, usualLimits } from './archive-limits.ts';
import { listZipOnDisk } from './zip-on-disk.ts';

const room = { limits: usualLimits, leftBytes: usualLimits.totalBytes };

/** Name, kind and content, or the problem, of all members, read from the last to the first and all at once. */
async function membersOf(archive: Uint8Array): Promise<unknown> {
  await using folder = await Folder.of({});
  await writeFile(folder.at('a.zip'), archive);
  const members = await listZipOnDisk(folder.at('a.zip'));
  const read = members.toReversed().map(async (one) => [one.name, one.kind, await contentOf(one.read(room))]);
  return (await Promise.all(read)).toReversed();
}

async function contentOf(reading: Promise<Uint8Array>): Promise<unknown> {
  try {
    return Buffer.from(await reading).toString();
  } catch (error) {
    if (error instanceof ArchiveRefused) return error.problem.code;
    throw error;
  }
}

test.each([false, true])('with everything that entries may have beside them, zip64: %j', async (zip64) => {
  const zip = new ZipFile();
  const large = 'print(1)\n'.repeat(20_000);
  zip.addReadStream(Readable.from(['uno']), 'Ana Pérez/uno.py', { fileComment: 'primero', forceZip64Format: zip64 });
  zip.addEmptyDirectory('Beto');
  zip.addReadStream(Readable.from([large]), 'Beto/dos.py', { fileComment: 'ñ'.repeat(300), forceZip64Format: zip64 });
  zip.addBuffer(Buffer.from('tres'), 'tres.py', { compress: false, forceDosTimestamp: true });
  zip.end({ forceZip64Format: zip64, comment: 'Redes' });
  expect(await membersOf(await buffer(zip.outputStream))).toEqual([
    ['Ana Pérez/uno.py', 'file', 'uno'],
    ['Beto/', 'folder', 'NO_PLAIN_FILE'],
    ['Beto/dos.py', 'file', large],
    ['tres.py', 'file', 'tres'],
  ]);
});

test('what is wrong with an entry is wrong with that entry', async () => {
  const archive = zipOf([
    { name: 'a.py', content: 'a', crc: 1 },
    { name: 'b\\c.py', content: 'b' },
    { name: 'c.py', content: 'c', flags: 0x801 },
    { name: 'd.py', content: '/etc', unixMode: 0o120777 },
    { name: 'e.py', content: 'e', method: 14 },
    { name: 'f.py', content: 'f', offset: 5 },
    { name: 'g.py', content: Buffer.alloc(3_000_000), method: 8 },
    { name: 'h.py', content: 'h' },
  ]);
  expect(await membersOf(archive)).toEqual([
    ['a.py', 'file', 'DAMAGED'],
    ['b/c.py', 'file', 'b'],
    ['c.py', 'file', 'ENCRYPTED'],
    ['d.py', 'other', 'NO_PLAIN_FILE'],
    ['e.py', 'file', 'UNSUPPORTED_COMPRESSION'],
    ['f.py', 'file', expect.stringMatching(/DAMAGED|TRUNCATED/)],
    ['g.py', 'file', 'TOO_DENSE'],
    ['h.py', 'file', 'h'],
  ]);
});

const whole = zipOfFiles({ 'a.py': 'a', 'b.py': 'b' });

test.each([
  ['cut off', whole.subarray(0, -30), 'TRUNCATED'],
  ['nothing at all', Buffer.alloc(0), 'TRUNCATED'],
  ['something before it', Buffer.concat([Buffer.from('MZ and a program'), whole]), 'DAMAGED'],
])('an archive that cannot be read is refused: %s', async (_, archive, code) => {
  await expect(membersOf(archive)).rejects.toMatchObject({ problem: { code } });
});

test('an archive that is gone is no problem of its author', async () => {
  await using folder = await Folder.of({});
  await expect(listZipOnDisk(folder.at('none.zip'))).rejects.toMatchObject({ code: 'ENOENT' });
});
