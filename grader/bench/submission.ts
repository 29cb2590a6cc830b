/** The submission that is measured: what a student of week 2 hands in when everything is right. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder `python/` with the reference of every exercise, which ends with the measurement. */
export class RightSubmission implements AsyncDisposable {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async write(exercises: readonly string[], referenceFolder: string): Promise<RightSubmission> {
    const submission = new RightSubmission(await mkdtemp(join(tmpdir(), 'socklab-bench-')));
    for (const exercise of exercises) {
      await cp(join(referenceFolder, exercise, 'python'), join(submission.folder, 'python'), { recursive: true });
    }
    return submission;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
