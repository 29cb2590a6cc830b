/** The report of a lab: finds the file, reads it, and has its sections checked. */
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, posix } from 'node:path';
import type { ReportGrade, ReportProblem } from '../model/lab-grade.ts';
import type { LabReport } from '../spec/lab.ts';
import { listFiles } from '../submission/list-files.ts';
import { checkWriteup } from './check-writeup.ts';

const limitBytes = 1024 * 1024;
const mostListed = 20;

/** `path` is the submission, `template` the text that students were given. Throws Node's error when it is not there. */
export async function gradeReport(path: string, report: LabReport, template: string): Promise<ReportGrade> {
  const { root, files } = await listFiles(path);
  const paths = files.map((file) => file.path);
  const [file] = paths.filter((one) => isNamed(one, report.file)).toSorted((a, b) => depthOf(a) - depthOf(b));
  if (file === undefined) {
    const found = paths.filter((one) => /\.(md|txt|docx?|odt|pdf)$/i.test(one)).slice(0, mostListed);
    return refused(null, { code: 'REPORT_MISSING', lookedFor: report.file, found }, report);
  }
  const read = await readText(join(root, file));
  if (typeof read !== 'string') return refused(file, read, report);
  const handedIn = new Set(paths.map((one) => one.toLowerCase()));
  const isHandedIn = (target: string): boolean =>
    handedIn.has(posix.normalize(posix.join(dirname(file), target)).toLowerCase());
  return { file, problem: null, sections: checkWriteup(read, template, report.sections, isHandedIn) };
}

function isNamed(path: string, name: string): boolean {
  return basename(path).toLowerCase() === name.toLowerCase();
}

function depthOf(path: string): number {
  return path.split('/').length;
}

async function readText(path: string): Promise<string | ReportProblem> {
  if ((await stat(path)).size > limitBytes) return { code: 'REPORT_TOO_LARGE', limitBytes };
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch {
    return { code: 'REPORT_NOT_UTF8' };
  }
}

/** Nothing can be read, so nothing is earned, and there is nothing for a person to judge. */
function refused(file: string | null, problem: ReportProblem, { sections }: LabReport): ReportGrade {
  return {
    file,
    problem,
    sections: sections.map(({ heading: [heading = ''], points }) => ({
      heading,
      points: 0,
      maxPoints: points,
      byHand: 0,
      problem: null,
    })),
  };
}
