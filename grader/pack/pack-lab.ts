/** Everything that is handed in for a lab: programs, the report and the pictures it shows, and nothing else. */
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Located } from '../grading/grade-submission.ts';
import type { Lab } from '../spec/lab.ts';
import type { SourceLanguage } from '../submission/collect-sources.ts';
import type { StubDigest } from '../submission/stubs.ts';
import { gradeReport } from '../writeup/grade-report.ts';
import { shownPictures } from '../writeup/shown-pictures.ts';
import { chooseSources } from './choose-sources.ts';
import { layOut, type PackedFile } from './lay-out.ts';

export type PackTask = {
  readonly lab: Lab;
  readonly template: string;
  readonly located: readonly Located[];
  readonly reportFolder: string;
  readonly languages: readonly SourceLanguage[];
  readonly stubs: readonly StubDigest[];
};

/** In the order of their paths; none where there is nothing to hand in. */
export async function packLab(task: PackTask): Promise<PackedFile[]> {
  const sources = [];
  for (const one of task.located) sources.push(...(await chooseSources(one, task.languages, task.stubs)));
  const programs = await layOut(sources, task.located, task.lab, task.languages);
  const report = await packReport(task);
  return [...programs, ...report].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The report stands at the root, and its pictures where it says: unless it says that they are outside its folder. */
async function packReport({ lab, template, reportFolder }: PackTask): Promise<PackedFile[]> {
  if (lab.report === undefined) return [];
  const { file, problem } = await gradeReport(reportFolder, lab.report, template);
  if (file === null || problem?.code === 'REPORT_UNREADABLE') return [];
  const paths = [file, ...(problem === null ? await shownPictures(reportFolder, file) : [])];
  const folder = posix.dirname(file);
  const isAllInside = paths.every((path) => path.startsWith(`${folder}/`));
  const packed = paths.map(async (path) => ({
    path: isAllInside ? path.slice(folder.length + 1) : path,
    content: await readFile(join(reportFolder, path)),
  }));
  return Promise.all(packed);
}
