/** A folder of files, such as a submission, that ends with the test. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { dedent } from './lab.ts';

export class Folder implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Lines of a file may stand indented in the test. */
  static async of(files: Readonly<Record<string, string>>): Promise<Folder> {
    const folder = new Folder(await mkdtemp(join(tmpdir(), 'folder-')));
    for (const [name, text] of Object.entries(files)) await folder.write(name, text);
    return folder;
  }

  get name(): string {
    return basename(this.path);
  }

  at(name: string): string {
    return join(this.path, name);
  }

  async write(name: string, text: string): Promise<void> {
    await mkdir(dirname(this.at(name)), { recursive: true });
    await writeFile(this.at(name), dedent(text));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true });
  }
}
