/** What a step of GitHub Actions prints: the runner takes commands out of it, and none of them may be a student's. */
import { randomUUID } from 'node:crypto';
import type { Lang } from '../report/messages/words.ts';
import { resumeCommands, stopCommands } from '../report/github.ts';
import type { ExitCode } from './exit-code.ts';
import { explain } from './explain-error.ts';

/** How the work came out, and the commands that are meant for the runner. */
export type Outcome = { readonly code: ExitCode; readonly commands: string };

/**
 * Does the work while the runner obeys nothing that is printed on either stream, errors included, and gives it the
 * commands of the outcome after that. What ends the process in between leaves the runner deaf until the step is over.
 */
export async function amongCommands(lang: Lang, work: () => Promise<Outcome>): Promise<ExitCode> {
  const token = randomUUID();
  process.stdout.write(stopCommands(token));
  const { code, commands } = await work().catch(async (error: unknown): Promise<Outcome> => ({
    code: await explain(error, lang),
    commands: '',
  }));
  process.stdout.write(`${resumeCommands(token)}${commands}`);
  return code;
}
