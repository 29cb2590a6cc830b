/** A disk on which nothing more can be written: no fault of the grader's, and nothing that a student should be told. */
import { codeOf } from '../model/error-words.ts';

/** What would have been written: results, which are to stay, or what a submission needs while it is graded. */
export type Purpose = 'results' | 'temporary';

export class NoRoom extends Error {
  override readonly name = 'NoRoom';
  readonly purpose: Purpose;
  /** The file or the folder; what Node says of a write does not name it. */
  readonly path: string;

  constructor(purpose: Purpose, path: string) {
    super(`There is no room for ${path}`);
    this.purpose = purpose;
    this.path = path;
  }
}

/** A disk that is full, or as much of it as its owner may have. */
const codes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** What `write` comes to. Rejects with NoRoom where there was none for it. */
export async function writingTo<Result>(purpose: Purpose, path: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    throw codes.has(codeOf(error)) ? new NoRoom(purpose, path) : error;
  }
}
