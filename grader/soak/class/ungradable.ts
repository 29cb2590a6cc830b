/**
 * Archives that must be refused, each with the reason that the student must be told. They are made here, for nobody
 * wants them lying about in a repository. Layout of a zip: APPNOTE.TXT 6.3.10, section 4.3.
 */
import type { ArchiveProblem } from '../../model/archive-problem.ts';
import type { Part } from './part.ts';
import { zipped } from './zip.ts';

const program = { path: 'tcp_server.py', content: Buffer.from('print("hola")\n'.repeat(200)) };

/** Less than what an archive may hold, and far denser than anything that people write: 15 MiB in 15 KiB. */
const bombBytes = 15 * 1024 * 1024;

type Made = readonly [name: string, code: ArchiveProblem['code'], bytes: Buffer, file?: string];

export async function ungradableParts(): Promise<Part[]> {
  const whole = await zipped([program]);
  const made: readonly Made[] = [
    ['no-zip', 'NOT_A_ZIP', Buffer.from('This is only text.\n')],
    ['rar', 'NOT_A_ZIP', Buffer.from('Rar!\u001A\u0007\u0001\u0000 and so on', 'latin1'), 'Práctica.rar'],
    ['rar-called-zip', 'NOT_A_ZIP', Buffer.from('Rar!\u001A\u0007\u0001\u0000 and so on', 'latin1')],
    ['truncated', 'TRUNCATED', whole.subarray(0, whole.length / 2)],
    ['empty-file', 'EMPTY_FILE', Buffer.alloc(0)],
    ['empty-zip', 'NO_FILES', await zipped([])],
    ['encrypted', 'ENCRYPTED', encrypted(whole)],
    ['zip-slip', 'PATH_OUTSIDE', renamed(await zipped([{ ...program, path: 'XX/XX/escaped.py' }]), 'XX/', '../')],
    ['unprintable-name', 'UNPRINTABLE_NAME', renamed(await zipped([{ ...program, path: 'a?[2J.py' }]), '?', '\u001B')],
    ['bomb', 'TOO_DENSE', await zipped([program, { path: 'data.txt', content: Buffer.alloc(bombBytes) }])],
    ['thousands-of-files', 'TOO_MANY_ENTRIES', await zipped(manyFiles(2100))],
    ['link', 'NO_PLAIN_FILE', await zipped([{ path: 'tcp_server.py', content: link, mode: 0o120777 }])],
    [
      'same-name-twice',
      'SAME_NAME',
      renamed(await zipped([program, { ...program, path: 'tcp_server.pz' }]), '.pz', '.py'),
    ],
  ];
  return made.map(([name, code, bytes, file = 'entrega.zip']) => ({
    sort: 'ungradable',
    name,
    expected: { kind: 'ungradable', code },
    file,
    bytes,
  }));
}

const link = Buffer.from('/etc/passwd');

function manyFiles(count: number) {
  return Array.from({ length: count }, (_, index) => ({ path: `${index}.py`, content: Buffer.from('0\n') }));
}

/** With another text of the same length wherever there is this one: in both records of a name. */
function renamed(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

/** Says of every entry that it has a password: bit 0 of the flags, 6 bytes into one record and 8 into the other. */
function encrypted(zip: Buffer): Buffer {
  const bytes = Buffer.from(zip);
  for (const [signature, at] of [
    ['PK\u0003\u0004', 6],
    ['PK\u0001\u0002', 8],
  ] as const) {
    for (let start = bytes.indexOf(signature); start !== -1; start = bytes.indexOf(signature, start + 1)) {
      bytes.writeUInt16LE(bytes.readUInt16LE(start + at) | 1, start + at);
    }
  }
  return bytes;
}
