/** A class from its first submission to its lists: each is graded, kept at once and forgotten, whoever it is that grades. */
import { entryOf, standingReader } from '../../batch/entry.ts';
import { digestOf, type BatchHeader } from '../../batch/header.ts';
import { digestInputs } from '../../batch/inputs.ts';
import { Journal } from '../../batch/journal.ts';
import type { OutFolder } from '../../batch/out-folder.ts';
import { runBatch, type BatchWork } from '../../batch/run-batch.ts';
import type { Intake, Taken } from '../../intake/take-in.ts';
import type { Environment } from '../../model/grade.ts';
import type { BatchResult } from '../../model/handed-in.ts';
import { showText } from '../../report/bytes-text.ts';
import { renderClassSummary } from '../../report/class/class-summary.ts';
import {
  standingOf,
  withoutChecks,
  type Assignment,
  type FullStanding,
  type Standing,
} from '../../report/class/standing.ts';
import { countChecks, type Tally } from '../../report/class/statistics.ts';
import type { Lang } from '../../report/messages/words.ts';
import type { Check, Exercise } from '../../spec/exercise.ts';
import type { LoadedLab } from '../../spec/load-lab.ts';
import { collectOften } from './collect-often.ts';
import { refuseJournal } from './ground.ts';
import { writeLists, writeStudent, type Sheet } from './lists.ts';
import { BatchProgress } from './progress.ts';
import { batchWords } from './words.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { columnsOf, paintFor } from '../screen.ts';

export type ClassWork = {
  readonly paths: readonly string[];
  readonly intake: Intake;
  readonly course: LoadedLab;
  /** Those of the course, with the points they have in it. */
  readonly exercises: readonly Exercise[];
  readonly sheets: readonly Sheet[];
  readonly out: OutFolder;
  readonly lang: Lang;
};

export type Graders = Pick<BatchWork<Taken>, 'gradeOne' | 'atOnce' | 'signal'> & { readonly environment: Environment };

/** Points that students lose are no failure; what the grader could not tell is, and so is its own fault. */
export async function gradeClass(work: ClassWork, graders: Graders): Promise<ExitCode> {
  const { course, exercises, sheets, out, lang } = work;
  const { standings, tally } = await standingsOf(work, graders);
  const assignment: Assignment = { lab: course.lab, exercises };
  const written = await writeLists(standings, assignment, { out, sheets, lang });
  const look = { lang, columns: columnsOf(process.stdout), paint: paintFor(process.stdout) };
  process.stdout.write(renderClassSummary(standings, tally, assignment, look));
  process.stderr.write(`${batchWords(lang).written(showText(out.path), written)}\n`);
  return standings.every(({ state }) => state === 'graded' || state === 'ungradable')
    ? exitCode.allPoints
    : exitCode.unfinished;
}

/** What a class is kept as; the standings in the order of their keys, whoever was graded when. */
type Kept = { readonly standings: readonly Standing[]; readonly tally: Tally };

async function standingsOf(work: ClassWork, { environment, ...graders }: Graders): Promise<Kept> {
  const { intake, course, exercises, out, lang } = work;
  const total = intake.submissions.length;
  // Taking a large class in leaves much behind.
  collectOften(0);
  const assignment: Assignment = { lab: course.lab, exercises };
  const header = await headerOf(work, environment);
  const standings: Standing[] = [];
  const tally = new Map<Check, { failed: number; tried: number }>();
  const onKept = (standing: FullStanding): void => {
    standings.push(withoutChecks(standing));
    if ('passed' in standing) countChecks(tally, standing);
  };
  await using journal = await Journal.open(out.journal, header, standingReader(exercises), onKept).catch(
    (error: unknown) => refuseJournal(error, out.journal, header, lang),
  );
  tellResumed(journal.size, total, lang);
  using progress = new BatchProgress({ before: journal.size, total }, lang);
  const keep = async (result: BatchResult): Promise<void> => {
    const standing = standingOf(result, exercises);
    await writeStudent(result, assignment, { out, lang });
    await journal.append(entryOf(standing, exercises));
    onKept(standing);
    progress.advance(standing);
    collectOften(standings.length);
  };
  await runBatch({ ...graders, submissions: takenOut(intake.submissions), isKept: (key) => journal.has(key), keep });
  standings.sort((a, b) => (a.handedIn.key < b.handedIn.key ? -1 : 1));
  return { standings, tally };
}

/** One after the other: what is graded is not held any longer. */
function* takenOut(submissions: Taken[]): Generator<Taken, void> {
  for (let next = submissions.shift(); next !== undefined; next = submissions.shift()) yield next;
}

async function headerOf(
  { paths, intake, course, exercises }: ClassWork,
  { socklab, isolation, kernelEvidence }: Environment,
): Promise<BatchHeader> {
  return {
    schema: 'socklab/batch/v1',
    socklab,
    lab: course.lab.id,
    checks: digestOf([course, exercises]),
    handedIn: await digestInputs(paths, intake.submissions),
    submissions: intake.submissions.length,
    isolation,
    kernelEvidence,
  };
}

function tellResumed(kept: number, total: number, lang: Lang): void {
  if (kept > 0) process.stderr.write(`${batchWords(lang).resumed(kept, total)}\n`);
}
