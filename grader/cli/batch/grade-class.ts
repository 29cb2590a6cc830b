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
import { standingOf, type Assignment, type Standing } from '../../report/class/standing.ts';
import type { Lang } from '../../report/messages/words.ts';
import type { Exercise } from '../../spec/exercise.ts';
import type { LoadedLab } from '../../spec/load-lab.ts';
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
  const standings = await standingsOf(work, graders);
  const assignment: Assignment = { lab: course.lab, exercises };
  const written = await writeLists(standings, assignment, { out, sheets, lang });
  const look = { lang, columns: columnsOf(process.stdout), paint: paintFor(process.stdout) };
  process.stdout.write(renderClassSummary(standings, assignment, look));
  process.stderr.write(`${batchWords(lang).written(showText(out.path), written)}\n`);
  return standings.every(({ state }) => state === 'graded' || state === 'ungradable')
    ? exitCode.allPoints
    : exitCode.unfinished;
}

/** The standings of the class in the order of their keys, whoever was graded when. */
async function standingsOf(work: ClassWork, { environment, ...graders }: Graders): Promise<Standing[]> {
  const { intake, course, exercises, out, lang } = work;
  const { submissions } = intake;
  const assignment: Assignment = { lab: course.lab, exercises };
  const header = await headerOf(work, environment);
  const standings: Standing[] = [];
  const onKept = (standing: Standing): void => void standings.push(standing);
  await using journal = await Journal.open(out.journal, header, standingReader(exercises), onKept).catch(
    (error: unknown) => refuseJournal(error, out.journal, header, lang),
  );
  tellResumed(journal.size, submissions.length, lang);
  using progress = new BatchProgress({ before: journal.size, total: submissions.length }, lang);
  const keep = async (result: BatchResult): Promise<void> => {
    const standing = standingOf(result, exercises);
    await writeStudent(result, assignment, { out, lang });
    await journal.append(entryOf(standing, exercises));
    standings.push(standing);
    progress.advance(standing);
  };
  await runBatch({ ...graders, submissions, isKept: (key) => journal.has(key), keep });
  return standings.toSorted((a, b) => (a.handedIn.key < b.handedIn.key ? -1 : 1));
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
