/** Classes to be measured: a folder in which every student handed in the same. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** It ends with the measurement. */
export class ClassFolder implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Everybody has a copy of the folder `submission`. */
  static ofCopies(submission: string, students: number): Promise<ClassFolder> {
    return ClassFolder.#of(students, (student) => cp(submission, student, { recursive: true }));
  }

  /** Everybody has an archive with nothing in it, which nobody is going to open. */
  static ofNames(students: number): Promise<ClassFolder> {
    return ClassFolder.#of(students, (student) => writeFile(`${student}.zip`, ''));
  }

  static async #of(students: number, handIn: (student: string) => Promise<void>): Promise<ClassFolder> {
    const made = new ClassFolder(await mkdtemp(join(tmpdir(), 'socklab-bench-')));
    for (let student = 1; student <= students; student += 1) await handIn(join(made.path, `student-${student}`));
    return made;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}
