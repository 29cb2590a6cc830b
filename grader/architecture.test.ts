/** Who may import whom: the folders follow the way the data goes, and the judge and the reports stay pure. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const grader = import.meta.dirname;

type Rule = {
  /** Other folders of the grader. */
  readonly folders: readonly string[];
  /** Packages, and `node:` for the modules of Node. */
  readonly packages: readonly string[];
};

const rules: Readonly<Record<string, Rule>> = {
  model: { folders: [], packages: [] },
  spec: { folders: ['model'], packages: ['zod', 'yaml', 'node:'] },
  submission: { folders: ['model', 'spec'], packages: ['node:'] },
  archive: { folders: ['model'], packages: ['node:', 'tar', 'yazl', '@zip.js/zip.js/lib/zip-core-native.js'] },
  intake: { folders: ['model', 'archive'], packages: ['node:'] },
  kernel: { folders: ['model'], packages: ['node:'] },
  portable: { folders: ['model'], packages: ['node:'] },
  wire: { folders: ['model'], packages: ['node:'] },
  certificates: { folders: ['model'], packages: ['node:', '@peculiar/x509', 'reflect-metadata'] },
  launch: { folders: ['model', 'kernel'], packages: ['node:', 'execa', 'get-port'] },
  judge: { folders: ['model', 'spec'], packages: [] },
  scenario: {
    folders: ['model', 'spec', 'kernel', 'portable', 'wire', 'certificates', 'launch', 'judge'],
    packages: ['node:'],
  },
  worker: { folders: ['model', 'spec', 'kernel', 'launch', 'scenario'], packages: ['node:'] },
  grading: {
    folders: ['model', 'spec', 'submission', 'launch', 'judge', 'scenario', 'worker'],
    packages: ['node:'],
  },
  doctor: { folders: ['model', 'kernel', 'launch', 'worker'], packages: ['node:'] },
  report: { folders: ['model', 'spec'], packages: ['zod', 'csv-stringify/sync'] },
  writeup: { folders: ['model', 'spec', 'submission'], packages: ['node:', 'mdast', 'mdast-util-from-markdown'] },
  pack: {
    folders: ['model', 'spec', 'submission', 'archive', 'grading', 'writeup'],
    packages: ['node:'],
  },
  calibrate: { folders: ['model', 'spec', 'worker', 'grading'], packages: ['node:'] },
  batch: { folders: ['model', 'spec', 'kernel', 'report'], packages: ['node:', 'zod'] },
  bench: {
    folders: ['model', 'spec', 'submission', 'kernel', 'launch', 'worker', 'grading', 'report', 'calibrate'],
    packages: ['node:', 'execa', 'zod'],
  },
  // It reads what a batch has written as a stranger would, without the code that wrote it.
  soak: {
    folders: ['model', 'spec', 'archive', 'kernel', 'grading', 'calibrate'],
    packages: ['node:', 'zod', 'yaml'],
  },
};

type Import = { readonly file: string; readonly from: string; readonly typeOnly: boolean };

const importing =
  /(?:^|\n)(?:import|export) (?<type>type )?(?:[^;'"]*? from )?'(?<static>[^']+)'|import\('(?<dynamic>[^']+)'\)/g;

function importsOf(folder: string): Import[] {
  const files = globSync(`${folder}/**/*.ts`, { cwd: grader }).filter((file) => !isForTests(file));
  return files.flatMap((file) =>
    [...readFileSync(join(grader, file), 'utf8').matchAll(importing)].map(({ groups }) => ({
      file,
      from: groups?.['static'] ?? groups?.['dynamic'] ?? '',
      typeOnly: groups?.['type'] !== undefined,
    })),
  );
}

function isForTests(file: string): boolean {
  return file.endsWith('.test.ts') || file.split(sep).includes('sample');
}

function folderOf({ file, from }: Import): string {
  return relative(grader, join(grader, dirname(file), from)).split(sep)[0] ?? '';
}

describe.each(Object.entries(rules))('%s', (folder, { folders, packages }) => {
  const imports = importsOf(folder);

  it('has files to look at', () => {
    expect(imports.length + (folder === 'model' ? 1 : 0)).toBeGreaterThan(0);
  });

  it('imports only the folders that come before it', () => {
    const others = imports.filter(({ from }) => from.startsWith('.'));
    const strange = others.filter((one) => ![folder, ...folders].includes(folderOf(one)));
    expect(strange.map(({ file, from }) => `${file}: ${from}`)).toEqual([]);
  });

  it('imports only the packages it is meant to', () => {
    const others = imports.filter(({ from }) => !from.startsWith('.'));
    const strange = others.filter(
      ({ from }) => !packages.some((name) => from === name || (name === 'node:' && from.startsWith(name))),
    );
    expect(strange.map(({ file, from }) => `${file}: ${from}`)).toEqual([]);
  });
});

it.each(['judge', 'report', 'scenario', 'worker', 'grading', 'submission', 'launch'])(
  '%s needs the schema only for its types, so that nothing but loading an exercise loads zod',
  (folder) => {
    const values = importsOf(folder).filter((one) => folderOf(one) === 'spec' && !one.typeOnly);
    expect(values.map(({ from }) => from.split('/').at(-1)).filter((file) => file !== 'payload-bytes.ts')).toEqual([]);
  },
);

it('lets only the result schema of the reports load zod', () => {
  const zod = importsOf('report').filter(({ from, typeOnly }) => from === 'zod' && !typeOnly);
  expect(zod.map(({ file }) => dirname(file)).filter((folder) => folder !== join('report', 'json'))).toEqual([]);
});
