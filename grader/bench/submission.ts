/** The submissions that are measured: the Python programs of several exercises in one folder, as students hand them in. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder `python/` that ends with the measurement. */
export class Submission implements AsyncDisposable {
  /** Every exercise is named in the path: those are graded, and no other whose programs have the same names. */
  readonly folder: string;
  readonly #ground: string;

  private constructor(ground: string, exercises: readonly string[]) {
    this.#ground = ground;
    this.folder = join(ground, ...exercises);
  }

  /** The one folder in it. */
  get programs(): string {
    return join(this.folder, 'python');
  }

  /** Holds `<source>/<exercise>/python/` of every exercise. */
  static async of(exercises: readonly string[], source: string): Promise<Submission> {
    const submission = new Submission(await mkdtemp(join(tmpdir(), 'socklab-bench-')), exercises);
    for (const exercise of exercises) {
      await cp(join(source, exercise, 'python'), submission.programs, { recursive: true });
    }
    return submission;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#ground, { recursive: true, force: true });
  }
}
