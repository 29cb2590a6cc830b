/**
 * Which tool of this machine programs in a sandbox can be run or compiled with: found out by running each in one. The
 * user of a sandbox may not be allowed to read what whoever grades has of their own, and of an interpreter outside of
 * the system only its own folder is shown.
 */
import { RunningProgram } from './running-program.ts';
import { languageNamed } from './languages.ts';
import type { Sandbox } from './sandbox.ts';
import { withWords } from './sandbox-end.ts';
import { SandboxRoom } from './sandbox-room.ts';
import { closedFolders, toolsFor } from './toolchain.ts';

/** Where a program lies over everything else of its name, there must be no tool: hence below /tmp. */
const places = { folder: '/tmp/socklab-trial', built: '/tmp/socklab-built' };

/** An interpreter on a cold disk, of a machine that is busy. */
const patienceMs = 20_000;

/** `tool` is null where there is none; `flaws` says what is wrong with those that there are and that cannot be used. */
export type UsableTool = { readonly tool: string | null; readonly flaws: readonly string[] };

export async function findUsableTool(languageId: string, sandbox: Sandbox): Promise<UsableTool> {
  const flaws: string[] = [];
  for await (const tool of toolsFor(languageId)) {
    const failure = await tryTool(tool, languageId, sandbox);
    if (failure === undefined) return { tool, flaws: [] };
    flaws.push(withWords(tool, failure));
  }
  flaws.push(...closedFolders().map((folder) => `${folder}: its user may not look into this folder of the PATH`));
  return { tool: null, flaws };
}

/** What is wrong with it; undefined where nothing is. */
async function tryTool(tool: string, languageId: string, sandbox: Sandbox): Promise<string | undefined> {
  using room = new SandboxRoom(sandbox, { folder: [], built: [], places });
  const place = { folder: places.folder, host: '127.0.0.1', port: 0, confined: { room, shown: [] } };
  const launch = { ...place, language: languageId, command: [tool], args: languageNamed(languageId).trial };
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  let words = '';
  await using _ = new RunningProgram(
    { ...launch, flushing: 'natural' },
    {
      onOutput: (_stream, bytes) => {
        words += new TextDecoder().decode(bytes);
      },
      onExit: (code, signal) => resolve(code === 0 ? undefined : withWords(`it ended with ${signal ?? code}`, words)),
      onFailedStart: resolve,
      onTooMuchMemory: () => resolve('it took too much memory'),
    },
  );
  const giveUp = setTimeout(() => resolve('it did not end'), patienceMs);
  try {
    return await promise;
  } finally {
    clearTimeout(giveUp);
  }
}
