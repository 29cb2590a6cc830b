/** The statements of the class repository: nobody's report, wherever a student has copied them to. */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { ListedFile } from '../submission/list-files.ts';

const statement = /^readme(?:\.[a-z]+)?\.md$/i;

/** No statement is so long. */
const mostBytes = 256 * 1024;

/** Without the copies of a README that stands beside or below the folder of exercises; `root` is that of the files. */
export async function withoutStatements(
  root: string,
  files: readonly ListedFile[],
  exercisesFolder: string,
): Promise<ListedFile[]> {
  const suspects = files.filter(({ path, bytes }) => statement.test(posix.basename(path)) && bytes <= mostBytes);
  if (suspects.length === 0) return [...files];
  const given = await statementsIn(exercisesFolder);
  const copies = new Set<ListedFile>();
  for (const suspect of suspects) {
    const text = await textOf(join(root, suspect.path));
    if (text !== undefined && given.has(text)) copies.add(suspect);
  }
  return files.filter((file) => !copies.has(file));
}

async function statementsIn(exercisesFolder: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(exercisesFolder, { withFileTypes: true });
  const inside = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(exercisesFolder, name));
  const texts = await Promise.all([dirname(exercisesFolder), ...inside].map(statementsOf));
  return new Set(texts.flat());
}

async function statementsOf(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => statement.test(name));
  const texts = await Promise.all(names.map((name) => textOf(join(folder, name))));
  return texts.filter((text) => text !== undefined);
}

/** Git and editors change line ends unasked. */
async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').then(
    (text) => text.replaceAll(/\r\n?/g, '\n'),
    () => undefined,
  );
}
