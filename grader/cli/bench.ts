/** `npm run bench`: how fast the grader is, compared with the bare cost of starting the same programs. */
import { writeFile } from 'node:fs/promises';
import { bench } from '../bench/bench.ts';
import { benchSchema } from '../bench/bench-schema.ts';
import { renderBench } from '../bench/table.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import { loadExercises } from '../spec/load-exercise.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { unlessInterrupted } from './interrupt.ts';
import { exercisesFolder, referenceFolder } from './project.ts';
import { cliWords } from './words.ts';

export type BenchOptions = {
  readonly rounds: number;
  readonly output: string;
  readonly quick: boolean;
  readonly workers: number;
  readonly isolation: string;
  readonly lang: Lang;
};

/** In a hurry one round of the quickest exercise is enough to see that everything can be measured. */
const quickExercise = 'udp-echo';

export async function benchAll(options: BenchOptions): Promise<ExitCode> {
  const { output, quick, lang } = options;
  const known = await loadExercises(exercisesFolder);
  const exercises = known.filter(({ id }) => !quick || id === quickExercise);
  const rounds = quick ? 1 : options.rounds;
  await using open = new AsyncDisposableStack();
  const interrupted = new AbortController();
  open.defer(() => interrupted.abort());
  const task = { ...options, exercises, rounds, referenceFolder, signal: interrupted.signal, say };
  const measured = await unlessInterrupted(open, cliWords(lang).interrupted, () => bench(task));
  process.stdout.write(renderBench(measured));
  await writeFile(output, `${JSON.stringify(benchSchema.parse(measured), null, 2)}\n`);
  process.stderr.write(`${cliWords(lang).written(showText(output))}\n`);
  return exitCode.allPoints;
}

function say(what: string): void {
  process.stderr.write(`${what}\n`);
}
