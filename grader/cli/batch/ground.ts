/** Where a batch writes: its out folder, which nobody else writes into meanwhile, and a temporary one that ends with it. */
import { differencesOf, type BatchHeader } from '../../batch/header.ts';
import { JournalRefused, type JournalProblem } from '../../batch/journal.ts';
import { FolderInUse, Lock } from '../../batch/lock.ts';
import { writingTo } from '../../batch/no-room.ts';
import { OutFolder } from '../../batch/out-folder.ts';
import { newTemporaryPath, removeLeftBehind, TemporaryFolder } from '../../batch/temporary-folder.ts';
import { showText } from '../../report/bytes-text.ts';
import type { Lang } from '../../report/messages/words.ts';
import { batchWords } from './words.ts';
import { UsageError } from '../exit-code.ts';
import { whyNotWritable } from '../file-words.ts';
import { cliWords } from '../words.ts';

export type Ground = {
  readonly out: OutFolder;
  /** Path of the temporary folder. */
  readonly temporary: string;
};

type Asked = { readonly out: string; readonly resume: boolean; readonly lang: Lang };

/** All of it ends with `opened`. From then on whatever this process or those it starts keep for a while is in the temporary folder. */
export async function openGround({ out: path, resume, lang }: Asked, opened: AsyncDisposableStack): Promise<Ground> {
  const out = opened.use(await OutFolder.open(path).catch((error: unknown) => refuseFolder(error, path, lang)));
  const temporary = newTemporaryPath();
  opened.use(
    await Lock.acquire(out.lock, temporary, removeLeftBehind).catch((error: unknown) =>
      refuseFolder(error, path, lang),
    ),
  );
  await requireUsable(out, resume, lang);
  opened.use(await writingTo('temporary', temporary, () => TemporaryFolder.make(temporary)));
  process.env['TMPDIR'] = temporary;
  return { out, temporary };
}

async function requireUsable(out: OutFolder, resume: boolean, lang: Lang): Promise<void> {
  const words = batchWords(lang);
  const state = await out.state();
  const folder = showText(out.path);
  if (state === 'begun' && !resume) throw new UsageError(words.begun(folder));
  if (state === 'foreign') throw new UsageError(resume ? words.nothingToResume(folder) : words.foreign(folder));
}

function refuseFolder(error: unknown, path: string, lang: Lang): never {
  const folder = showText(path);
  if (error instanceof FolderInUse) {
    const { pid, host } = error.holder;
    throw new UsageError(batchWords(lang).inUse(folder, pid, showText(host), showText(error.file)));
  }
  throw new UsageError(cliWords(lang).notWritable(folder, showText(whyNotWritable(error, lang))));
}

/** Says why a journal cannot be gone on with. */
export function refuseJournal(error: unknown, file: string, now: BatchHeader, lang: Lang): never {
  if (error instanceof JournalRefused) throw new UsageError(journalText(error.problem, showText(file), now, lang));
  throw error;
}

function journalText(problem: JournalProblem, file: string, now: BatchHeader, lang: Lang): string {
  const words = batchWords(lang);
  if (problem.code === 'DAMAGED') return words.damaged(file, problem.line);
  const { written } = problem;
  const differing = differencesOf(written, now).map((key) =>
    words.differing[key](showText(String(written[key])), String(now[key])),
  );
  return words.otherBatch(file, differing);
}
