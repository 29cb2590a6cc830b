/** What a batch writes: the files of each student as soon as there is a result, and at the end the lists of the class. */
import { readFile } from 'node:fs/promises';
import type { OutFolder } from '../../batch/out-folder.ts';
import type { BatchResult } from '../../model/handed-in.ts';
import type { Assignment, Standing } from '../../report/class/standing.ts';
import { fillCanvasGradebook } from '../../report/gradebook/canvas.ts';
import type { Filled, FillResult } from '../../report/gradebook/filling.ts';
import { renderGradesCsv } from '../../report/gradebook/grades-csv.ts';
import { fillMoodleWorksheet } from '../../report/gradebook/moodle.ts';
import { jsonText, resultText } from '../../report/json/result-text.ts';
import { toResult } from '../../report/json/to-result.ts';
import { showText } from '../../report/bytes-text.ts';
import { tellFillNote, tellFillProblem } from '../../report/messages/gradebook-words.ts';
import type { Lang } from '../../report/messages/words.ts';
import { renderStudentPage } from '../../report/page/student-page.ts';
import { UsageError } from '../exit-code.ts';
import { refusePath } from '../find-work.ts';

/** A sheet that the learning platform gave out, and what is made of it with the grades of a class. */
export type Sheet = {
  /** Where the instructor has it. */
  readonly given: string;
  /** What the filled one is called in the out folder. */
  readonly name: string;
  readonly fill: (standings: readonly Standing[]) => FillResult;
};

type Asked = {
  readonly moodleWorksheet: string | undefined;
  readonly canvasGradebook: string | undefined;
  readonly canvasColumn: string | undefined;
  readonly lang: Lang;
};

/** Read before anything is graded, and tried: throws UsageError for one that cannot be filled in. */
export async function readSheets(
  { moodleWorksheet, canvasGradebook, canvasColumn, lang }: Asked,
  assignment: Assignment,
): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  if (moodleWorksheet !== undefined) {
    const bytes = await read(moodleWorksheet, lang);
    const fill = (all: readonly Standing[]): FillResult => fillMoodleWorksheet(bytes, all, assignment, lang);
    sheets.push({ given: moodleWorksheet, name: 'moodle-worksheet.csv', fill });
  }
  if (canvasGradebook !== undefined) {
    const bytes = await read(canvasGradebook, lang);
    const fill = (all: readonly Standing[]): FillResult =>
      fillCanvasGradebook(bytes, all, assignment, canvasColumn ?? null);
    sheets.push({ given: canvasGradebook, name: 'canvas-gradebook.csv', fill });
  }
  for (const sheet of sheets) filled(sheet, [], lang);
  return sheets;
}

function read(path: string, lang: Lang): Promise<Uint8Array> {
  return readFile(path).catch((error: unknown) => refusePath(error, path, lang));
}

function filled({ given, fill }: Sheet, standings: readonly Standing[], lang: Lang): Filled {
  const result = fill(standings);
  if (result.ok) return result;
  throw new UsageError(`${showText(given)}: ${tellFillProblem(result.problem, lang)}`);
}

type Where = { readonly out: OutFolder; readonly lang: Lang };

/** What is known of one student: the whole result for programs, and a page for people. */
export async function writeStudent(result: BatchResult, assignment: Assignment, { out, lang }: Where): Promise<void> {
  const { key } = result.handedIn;
  await out.writeOfStudent(`${key}.json`, studentText(result, assignment));
  await out.writeOfStudent(`${key}.html`, renderStudentPage(result, assignment, lang));
}

/** The result document, or, where there is no grade, why. */
function studentText({ handedIn, outcome }: BatchResult, { exercises }: Assignment): string {
  if (outcome.kind === 'graded') return resultText(toResult(outcome.grade, exercises));
  const submission = { name: handedIn.student.name, path: handedIn.source };
  return jsonText({ schema: 'socklab/not-graded/v1', submission, ...outcome }, 2);
}

/** Of the standings, in their order. Says on standard error what could not be entered in a sheet. */
export async function writeLists(
  standings: readonly Standing[],
  assignment: Assignment,
  { out, lang, sheets }: Where & { readonly sheets: readonly Sheet[] },
): Promise<string[]> {
  await out.write('grades.csv', renderGradesCsv(standings, assignment, lang));
  for (const sheet of sheets) {
    const { bytes, notes } = filled(sheet, standings, lang);
    await out.write(sheet.name, bytes);
    const lines = notes.map((note) => `${sheet.name}: ${tellFillNote(note, lang)}\n`);
    process.stderr.write(lines.join(''));
  }
  return ['results.jsonl', 'students/', 'grades.csv', ...sheets.map(({ name }) => name)];
}
