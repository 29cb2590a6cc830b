/** The files that go with a report: pictures it shows that are there. */
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { listFiles } from '../submission/list-files.ts';
import { picturesIn } from './evidence.ts';
import { picturesAt, withoutEmbedded } from './grade-report.ts';
import { readOutline } from './outline.ts';

/** Paths in the submission of what a report shows. Throws Node's error when the report cannot be read. */
export async function shownPictures(path: string, report: string): Promise<string[]> {
  const { root, files } = await listFiles(path, 'documents');
  const text = withoutEmbedded(await readFile(join(root, report), 'utf8'));
  const { blocks, definitions } = readOutline(text);
  const there = files.filter(({ kind }) => kind === 'file');
  return [...new Set(picturesAt(there, posix.dirname(report), picturesIn(blocks, definitions)))];
}
