/** Programs that mean harm, each bounded by itself: `fixtures/hostile/NAME/`, with `hostile.yaml` beside the programs. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { filesIn, handedIn } from './files.ts';
import type { Part } from './part.ts';

const about = 'hostile.yaml';

const schema = z.strictObject({
  harm: z.string().min(1),
  atMost: z.number().min(0).max(200).describe('points it may have'),
  called: z.record(z.string(), z.string()).default({}).describe('files under a name that not every system can have'),
});

/** Throws for a folder whose `hostile.yaml` is not there or has another form. */
export async function hostileParts(fixturesFolder: string): Promise<Part[]> {
  const folder = join(fixturesFolder, 'hostile');
  const names = (await readdir(folder)).toSorted();
  return Promise.all(names.map((name) => hostilePart(name, join(folder, name))));
}

async function hostilePart(name: string, folder: string): Promise<Part> {
  const { atMost, called } = schema.parse(parse(await readFile(join(folder, about), 'utf8')));
  const files = await filesIn(folder, about);
  const renamed = files.map((file) => ({ ...file, path: called[file.path] ?? file.path }));
  return { sort: 'hostile', name, expected: { kind: 'graded', atMost }, ...(await handedIn(renamed)) };
}
