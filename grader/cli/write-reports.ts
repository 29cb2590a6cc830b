/** The reports of a grading, each written to where it was asked for. */
import { appendFile, open, stat, writeFile } from 'node:fs/promises';
import { assertNever } from '../model/assert-never.ts';
import type { SubmissionGrade } from '../model/grade.ts';
import { showText } from '../report/bytes-text.ts';
import type { Paint } from '../report/layout.ts';
import type { Lang } from '../report/messages/words.ts';
import type { ReportedAll } from '../report/reported.ts';
import type { Exercise } from '../spec/exercise.ts';
import { UsageError } from './exit-code.ts';
import { whyNotWritable } from './file-words.ts';
import type { Work } from './find-work.ts';
import type { Destination } from './formats.ts';
import { pathInRepository } from './in-repository.ts';
import { wordsFor, type RepeatOptions } from './repeat-words.ts';
import { columnsOf, paintFor } from './screen.ts';
import { cliWords } from './words.ts';

export type ReportOptions = RepeatOptions & {
  readonly destinations: readonly Destination[];
  readonly lang: Lang;
  readonly verbose: boolean;
};

/** What the reports are of: the grades are those of the works, in the same order. */
export type Graded = {
  readonly works: readonly Work[];
  readonly grades: readonly SubmissionGrade[];
  /** Those the grades name, and all of a lab's. */
  readonly exercises: readonly Exercise[];
};

/** Refuses files that cannot be written, before the work is done and not after it. */
export async function requireDestinations({ destinations, lang }: Omit<ReportOptions, 'verbose'>): Promise<void> {
  for (const { file } of destinations) if (file !== null) await requireWritable({ output: file, lang });
  await requireWritable({ output: summaryFile(destinations), lang });
}

export async function requireWritable({ output, lang }: { output: string | undefined; lang: Lang }): Promise<void> {
  if (output === undefined) return;
  const file = await open(output, 'a').catch((error: unknown) => {
    throw new UsageError(cliWords(lang).notWritable(showText(output), showText(whyNotWritable(error, lang))));
  });
  await file.close();
}

/** Writes them all; gives the workflow commands that belong on standard output, for the caller to print. */
export async function writeReports(graded: Graded, options: ReportOptions): Promise<string> {
  const commands: string[] = [];
  for (const destination of options.destinations) {
    const text = await textOf(destination, graded, options);
    if (destination.file !== null) await save(destination.file, text, options.lang);
    else if (destination.format === 'github') commands.push(text);
    else process.stdout.write(text);
  }
  const summary = summaryFile(options.destinations);
  if (summary !== undefined) await addSummary(summary, graded, options);
  return commands.join('');
}

async function save(file: string, text: string, lang: Lang): Promise<void> {
  await writeFile(file, text);
  process.stderr.write(`${cliWords(lang).written(showText(file))}\n`);
}

async function textOf({ format, file }: Destination, graded: Graded, options: ReportOptions): Promise<string> {
  switch (format) {
    case 'terminal':
      return asTerminal(graded, options, file === null);
    case 'json':
      return asJson(graded);
    case 'junit':
      return (await import('../report/junit.ts')).renderJunit(reportedIn(graded, options));
    case 'github':
      return (await import('../report/github.ts')).renderAnnotations(reportedIn(graded, options));
    default:
      return assertNever(format);
  }
}

/** The file that the runner shows as the summary of the job, where there is one and it was asked for. */
function summaryFile(destinations: readonly Destination[]): string | undefined {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  return file === '' || !destinations.some(({ format }) => format === 'github') ? undefined : file;
}

/** `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k` */
const mostSummaryBytes = 1024 * 1024;

/** What other commands of the step have written before stays. */
async function addSummary(file: string, graded: Graded, options: ReportOptions): Promise<void> {
  const { renderSummary } = await import('../report/github.ts');
  const { size } = await stat(file);
  await appendFile(file, renderSummary(reportedIn(graded, options), mostSummaryBytes - size));
}

function reportedIn({ works, grades, exercises }: Graded, options: ReportOptions): ReportedAll {
  const repository = process.env['GITHUB_WORKSPACE'] ?? process.cwd();
  const submissions = grades.map((grade, at): ReportedAll['submissions'][number] => {
    const work = works[at];
    return {
      grade,
      lab: work?.lab?.lab,
      given: (part) => wordsFor(work, part, options),
      inRepository: (file, exercise) =>
        work === undefined ? null : pathInRepository(work, repository, file, exercise),
    };
  });
  return { submissions, exercises, lang: options.lang };
}

/** One document for one path, a list of documents for several. */
async function asJson({ grades, exercises }: Graded): Promise<string> {
  const { resultText } = await import('../report/json/result-text.ts');
  const { toResult } = await import('../report/json/to-result.ts');
  const [first, ...others] = grades.map((one) => toResult(one, exercises));
  return first !== undefined && others.length === 0
    ? resultText(first)
    : resultText([first, ...others].filter((one) => one !== undefined));
}

async function asTerminal(
  { works, grades, exercises }: Graded,
  options: ReportOptions,
  onScreen: boolean,
): Promise<string> {
  const { lang, verbose } = options;
  const { renderTerminal } = await import('../report/terminal.ts');
  const { noPaint } = await import('../report/layout.ts');
  const paint = onScreen ? paintFor(process.stdout) : noPaint;
  const columns = columnsOf(process.stdout);
  const reports = grades.map((one, at) =>
    renderTerminal(one, exercises, {
      lang,
      paint,
      columns,
      given: (part) => wordsFor(works[at], part, options),
      lab: works[at]?.lab?.lab,
    }),
  );
  const logs = verbose ? await wireLogs(grades, { lang, paint, columns }) : [];
  return [...logs, ...reports].join('\n');
}

/** Everything that happened in every check that was performed. */
async function wireLogs(
  grades: readonly SubmissionGrade[],
  look: { readonly lang: Lang; readonly paint: Paint; readonly columns: number },
): Promise<string[]> {
  const { renderTimeline } = await import('../report/timeline-text.ts');
  const { catalogueOf } = await import('../report/messages/words.ts');
  const { verdicts } = catalogueOf(look.lang);
  const results = grades.flatMap((one) => one.grades.flatMap(({ checks }) => checks));
  return results
    .filter(({ timeline }) => timeline.length > 0)
    .map(
      ({ check, program, verdict, timeline }) =>
        `${check}: ${verdicts[verdict.kind]}\n${renderTimeline(timeline, { ...look, program })}`,
    );
}
