/** How a command that came to no result ends. */
import { stackOf } from '../model/error-words.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import { exitCode, UsageError, type ExitCode } from './exit-code.ts';
import { cliWords } from './words.ts';

/** Known errors in plain words; anything else is a fault of ours and is shown whole. */
export async function explain(error: unknown, lang: Lang): Promise<ExitCode> {
  const { SpecFileError } = await import('../spec/spec-error.ts');
  const { IsolationUnavailable } = await import('../worker/worker-pool.ts');
  const { CommanderError } = await import('@commander-js/extra-typings');
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.allPoints : exitCode.wrongUse;
  if (error instanceof UsageError) return tell(error.message, exitCode.wrongUse);
  if (error instanceof SpecFileError) {
    const { specErrorText } = await import('./spec-error-text.ts');
    return tell(specErrorText(error.errors, lang), exitCode.wrongUse);
  }
  if (error instanceof IsolationUnavailable) {
    return tell(cliWords(lang).isolationUnavailable(error.isolation, showText(error.message)), exitCode.wrongUse);
  }
  const { NoRoom } = await import('../batch/no-room.ts');
  if (error instanceof NoRoom) {
    const { batchWords } = await import('./batch/words.ts');
    return tell(batchWords(lang).noRoom[error.purpose](showText(error.path)), exitCode.unfinished);
  }
  // Paths that students chose are part of what the file system says.
  const lines = stackOf(error).split('\n').map(showText);
  return tell([cliWords(lang).ownFault, ...lines].join('\n'), exitCode.unfinished);
}

function tell(words: string, code: ExitCode): ExitCode {
  process.stderr.write(`${words}\n`);
  return code;
}
