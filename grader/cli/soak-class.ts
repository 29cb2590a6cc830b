/** `npm run soak -- --class N`: a whole class must be graded right, be contained, and lose nothing when it is killed. */
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeTree } from '../batch/temporary-folder.ts';
import { loadSpecimens } from '../calibrate/specimen.ts';
import { languages } from '../launch/languages.ts';
import { findTool } from '../launch/toolchain.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import { hostileParts } from '../soak/class/hostile.ts';
import { knownParts } from '../soak/class/known.ts';
import { mix } from '../soak/class/mix.ts';
import { sorts, type Member, type Part } from '../soak/class/part.ts';
import { ClassRefused, soakClass, type ClassSoaked } from '../soak/class/soak-class.ts';
import { ungradableParts } from '../soak/class/ungradable.ts';
import type { PoolOptions } from '../worker/worker-pool.ts';
import { exitCode, UsageError, type ExitCode } from './exit-code.ts';
import { unlessInterrupted } from './interrupt.ts';
import { loadUsable } from './load-usable.ts';
import { fixturesFolder, mainFile, referenceFolder } from './project.ts';
import { ProgressLine } from './screen.ts';
import { cliWords } from './words.ts';

export type SoakClassOptions = Pick<PoolOptions, 'kernel' | 'workers'> & {
  readonly class: number;
  readonly kills: number;
  readonly seed: number;
  readonly lang: Lang;
};

/** Hostile programs are made for it, and so many specimens are there for no other exercise. */
const exerciseId = 'tcp-echo';

export async function soakWholeClass(options: SoakClassOptions): Promise<ExitCode> {
  const { lang } = options;
  const members = mix(await allParts(lang), options.class, options.seed);
  const folder = await mkdtemp(join(tmpdir(), 'socklab-class-'));
  // Where root grades, programs are run by a user who owns nothing.
  await chmod(folder, 0o711);
  await using open = new AsyncDisposableStack();
  let isToBeKept = false;
  open.defer(async () => {
    if (!isToBeKept) await removeTree(folder);
  });
  const soaked = await unlessInterrupted(open, cliWords(lang).interrupted, () =>
    soakIn(open, folder, members, options),
  );
  isToBeKept = soaked.differences.length > 0;
  tell(soaked, members, options);
  if (isToBeKept) process.stderr.write(`Kept to look at: ${showText(folder)}\n`);
  return isToBeKept ? exitCode.pointsLost : exitCode.allPoints;
}

async function allParts(lang: Lang): Promise<Part[]> {
  const exercises = await loadUsable((id) => id === exerciseId, lang);
  const exercise = exercises.find(({ id }) => id === exerciseId);
  if (exercise === undefined) throw new Error(`There is no exercise ${exerciseId}`);
  const specimens = await loadSpecimens(exerciseId, referenceFolder, fixturesFolder);
  const tools = await Promise.all(languages.map(async ({ id }) => [id, await findTool(id)] as const));
  const here = new Map(tools);
  const known = await knownParts(specimens, exercise, (language) => (here.get(language) ?? null) !== null);
  return [...known, ...(await hostileParts(fixturesFolder)), ...(await ungradableParts())];
}

async function soakIn(
  open: AsyncDisposableStack,
  folder: string,
  members: readonly Member[],
  { kills, seed, kernel, workers, lang }: SoakClassOptions,
): Promise<ClassSoaked> {
  using progress = new ProgressLine(members.length * (kills === 0 ? 1 : 2), lang);
  return await soakClass({
    members,
    folder,
    exercise: exerciseId,
    main: mainFile,
    options: ['--kernel', kernel, '--workers', String(workers), '--lang', lang],
    env: { ...process.env, FORCE_COLOR: undefined },
    kills,
    seed,
    use: (start) => {
      if (open.disposed) throw new Error('Interrupted');
      return open.use(start());
    },
    onResult: (name) => progress.advance(name),
  }).catch((error: unknown) => {
    throw error instanceof ClassRefused ? new UsageError(error.message) : error;
  });
}

function tell(soaked: ClassSoaked, members: readonly Member[], { kills, seed }: SoakClassOptions): void {
  const { differences, strange, kills: done, wallMs } = soaked;
  for (const one of differences) process.stdout.write(`${showText(one)}\n`);
  if (strange.length > 0) process.stderr.write(`${strangeText(strange)}\n`);
  const counts = sorts.map((sort) => `${members.filter(({ part }) => part.sort === sort).length} ${sort}`);
  const words = [
    `${members.length} submissions (${counts.join(', ')}; seed ${seed})`,
    `graded in ${Math.round(wallMs / 1000)} s`,
    ...(kills === 0 ? [] : [`again with ${done} of ${kills} kills`]),
    `${differences.length} ${differences.length === 1 ? 'difference' : 'differences'}`,
  ];
  process.stdout.write(`${words.join(', ')}\n`);
}

/** On a machine where others work, too, there are always some. */
function strangeText(strange: readonly string[]): string {
  const some = strange.slice(0, 5).map(showText).join(', ');
  return `New in folders where others write, too: ${some}${strange.length > 5 ? `, and ${strange.length - 5} more` : ''}`;
}
