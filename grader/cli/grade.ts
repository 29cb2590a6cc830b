/** `npm run grade`: load the exercises, find the programs, perform and judge the checks, report. */
import { readFile } from 'node:fs/promises';
import { countChecks, gradeSubmission } from '../grading/grade-submission.ts';
import type { Environment, SubmissionGrade } from '../model/grade.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import type { Exercise } from '../spec/exercise.ts';
import { nearest } from '../spec/nearest.ts';
import { WorkerPool, type PoolOptions } from '../worker/worker-pool.ts';
import { exitCode, exitCodeFor, UsageError, type ExitCode } from './exit-code.ts';
import { formatProblemText } from './format-words.ts';
import { placeFormats, type Destination } from './formats.ts';
import { gradeAsLab } from './grade-as-lab.ts';
import { askedFor, findDemonstration, findStarted, findWork, isInPath, type Work } from './find-work.ts';
import { unlessInterrupted } from './interrupt.ts';
import { loadUsable } from './load-usable.ts';
import { packageFile } from './project.ts';
import { asGiven, openPath, type OpenedPath } from './open-path.ts';
import { ProgressLine } from './screen.ts';
import { unstartedText } from './started.ts';
import { cliWords } from './words.ts';
import type { Outcome } from './workflow-log.ts';
import { requireDestinations, writeReports } from './write-reports.ts';

export type GradeOptions = {
  readonly exercise: string | undefined;
  readonly lab: string | undefined;
  readonly check: readonly string[];
  readonly program: readonly string[];
  readonly lang: Lang;
  readonly isolation: PoolOptions['isolation'];
  readonly kernel: PoolOptions['kernel'];
  readonly workers: number;
  /** What was asked for, in order; nothing when that is up to the command. */
  readonly format: readonly Destination[];
  readonly output: string | undefined;
  readonly verbose: boolean;
};

/** What matters while checks are performed. */
export type GradingOptions = Pick<GradeOptions, 'check' | 'lang' | 'verbose'>;

export async function grade(paths: readonly string[], options: GradeOptions): Promise<ExitCode> {
  const destinations = destinationsOf(options);
  const work = (): Promise<Outcome> => gradeAndReport(paths, { ...options, destinations });
  if (!destinations.some(({ format, file }) => format === 'github' && file === null)) return (await work()).code;
  const { amongCommands } = await import('./workflow-log.ts');
  return amongCommands(options.lang, work);
}

function destinationsOf({ format, output, lang }: GradeOptions): readonly Destination[] {
  const placed = placeFormats(format, output);
  if (placed.kind === 'problem') throw new UsageError(formatProblemText(placed.problem, lang));
  return placed.destinations;
}

type PlacedOptions = GradeOptions & { readonly destinations: readonly Destination[] };

async function gradeAndReport(paths: readonly string[], options: PlacedOptions): Promise<Outcome> {
  await using opened = new AsyncDisposableStack();
  const { works, grades } = await unlessInterrupted(opened, cliWords(options.lang).interrupted, () =>
    gradePaths(paths, options, opened),
  );
  if (works.length === 0) return { code: exitCode.pointsLost, commands: '' };
  const exercises = works.flatMap(({ located, lab }) => lab?.exercises ?? located.map(({ exercise }) => exercise));
  const commands = await writeReports({ works, grades, exercises }, options);
  return { code: exitCodeFor(grades), commands };
}

/** The grades are those of the works, in the same order. */
type Graded = { readonly works: readonly Work[]; readonly grades: readonly SubmissionGrade[] };

async function gradePaths(
  paths: readonly string[],
  options: PlacedOptions,
  opened: AsyncDisposableStack,
): Promise<Graded> {
  const exercises = await loadUsable((id) => isAskedFor(id, paths, options), options.lang);
  if (options.lab === undefined) requireCheckSomewhere(exercises, paths, options);
  const places: OpenedPath[] = [];
  for (const path of paths) places.push(await openPath(path, options.lang, opened));
  const works = (await findWorks(places, exercises, options)).filter((work) => isBegun(work, options.lang));
  if (works.length === 0) return { works, grades: [] };
  requireKnownChecks(works, options);
  await requireDestinations(options);
  const pool = opened.use(await WorkerPool.open({ ...options, exercises }));
  return { works, grades: await gradeAll(works, options, pool) };
}

function isAskedFor(id: string, paths: readonly string[], { exercise }: GradeOptions): boolean {
  return exercise === undefined ? paths.some((path) => isInPath(id, path)) : exercise === id;
}

/** Says of programs as they were handed out that they are not graded. */
function isBegun({ path, located, unstarted }: Work, lang: Lang): boolean {
  const { nothingStarted, notStarted } = cliWords(lang);
  const isEmpty = located.length === 0;
  if (isEmpty) process.stderr.write(`${nothingStarted(showText(path))}\n`);
  else if (unstarted.length > 0) process.stderr.write(`${notStarted(unstartedText(unstarted, located, lang))}\n\n`);
  return !isEmpty;
}

/** One grade for each work, in their order. */
export async function gradeAll(
  works: readonly Work[],
  options: GradingOptions,
  pool: WorkerPool,
): Promise<SubmissionGrade[]> {
  if (options.verbose) explainIsolation(pool, options.lang);
  const environment = await describeEnvironment(pool);
  const grades: SubmissionGrade[] = [];
  for (const work of works) grades.push(await gradeWork(work, options, pool, environment));
  return grades;
}

function explainIsolation({ weakerBecause }: WorkerPool, lang: Lang): void {
  if (weakerBecause !== undefined) process.stderr.write(`${cliWords(lang).weakerIsolation(showText(weakerBecause))}\n`);
}

async function findWorks(
  places: readonly OpenedPath[],
  exercises: readonly Exercise[],
  options: GradeOptions,
): Promise<Work[]> {
  if (options.lab !== undefined) return findLabs(places, options.lab, exercises, options);
  if (places.length > 0) {
    const { exercise, program: programs, lang } = options;
    return Promise.all(
      places.map(async (place) =>
        asGiven(await findWork(place.path, exercises, { exercise, programs, lang, given: place.given }), place),
      ),
    );
  }
  if (options.program.length > 0) throw new UsageError(cliWords(options.lang).programNeedsPath);
  const chosen = askedFor(options.exercise, exercises, options.lang);
  const started = await findStarted(chosen);
  if (started.located.length > 0) return [started];
  process.stderr.write(`${cliWords(options.lang).demonstration}\n\n`);
  return [await findDemonstration(chosen)];
}

async function findLabs(
  places: readonly OpenedPath[],
  id: string,
  exercises: readonly Exercise[],
  { exercise, program, check, lang }: GradeOptions,
): Promise<Work[]> {
  if (exercise !== undefined || program.length > 0 || check.length > 0) throw new UsageError(cliWords(lang).labAlone);
  const { findLab, folderFor, labAskedFor } = await import('./find-lab.ts');
  const lab = await labAskedFor(id, exercises, lang);
  if (places.length === 0) return [await findLab(lab, exercises, lang)];
  return Promise.all(
    places.map(async (place) => asGiven(await findLab(lab, exercises, lang, folderFor(lab, place)), place)),
  );
}

/** A check that no exercise has is told of before anything is looked for: there may be nothing to grade. */
function requireCheckSomewhere(exercises: readonly Exercise[], paths: readonly string[], options: GradeOptions): void {
  const { check, exercise, lang } = options;
  if (check.length === 0) return;
  const possible = askedFor(exercise, exercises, lang);
  const named = possible.filter(({ id }) => isAskedFor(id, paths, options));
  const missing = check.find((id) => !possible.some((one) => checksOf(one).includes(id)));
  if (missing !== undefined) refuseCheck(missing, named.length > 0 ? named : possible, lang);
}

function requireKnownChecks(works: readonly Work[], { check, lang }: GradeOptions): void {
  const exercises = works.flatMap(({ located }) => located.map((one) => one.exercise));
  const missing = check.find((id) => !exercises.some((one) => checksOf(one).includes(id)));
  if (missing !== undefined) refuseCheck(missing, [...new Set(exercises)], lang);
}

function checksOf({ checks }: Exercise): string[] {
  return checks.map(({ id }) => id);
}

function refuseCheck(id: string, exercises: readonly Exercise[], lang: Lang): never {
  const known = exercises.flatMap(checksOf);
  const listed = exercises.length === 1 ? known : [];
  throw new UsageError(cliWords(lang).noSuchCheck(showText(id), nearest(id, known), listed));
}

async function gradeWork(
  work: Work,
  options: GradingOptions,
  pool: WorkerPool,
  environment: Environment,
): Promise<SubmissionGrade> {
  const { only, presentOnly } = { only: options.check, presentOnly: false };
  using progress = new ProgressLine(countChecks({ located: work.located, only, presentOnly }), options.lang);
  const onCheck = ({ check }: { check: { title: Exercise['title'] } }) => progress.advance(check.title[options.lang]);
  const graded = await gradeSubmission({ ...work, only, presentOnly, pool, environment, onCheck });
  return work.lab === undefined ? graded : await gradeAsLab(graded, work.lab);
}

export async function describeEnvironment(pool: WorkerPool): Promise<Environment> {
  const about: unknown = JSON.parse(await readFile(packageFile, 'utf8'));
  const version = typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : '';
  return {
    isolation: pool.isolation,
    kernelEvidence: pool.kernelEvidence,
    socklab: version,
    node: process.version,
    os: `${process.platform} ${process.arch}`,
  };
}
