/** The report of a lab: finds the file, reads it, and has its sections checked. */
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { ReportGrade, ReportProblem } from '../model/lab-grade.ts';
import type { LabReport } from '../spec/lab.ts';
import { listFiles, type ListedFile } from '../submission/list-files.ts';
import { checkWriteup } from './check-writeup.ts';
import { withoutStatements } from './handed-out.ts';

/** Of text, without the pictures that some editors write into it: reading Markdown may take the square of its length. */
const mostTextBytes = 128 * 1024;
const mostFileBytes = 16 * 1024 * 1024;
const embeddedPicture = /(?<=data:image\/[a-z+.-]+;base64,)[a-z0-9+/=]+/gi;
const mostListed = 20;
const documents = /\.(?:md|markdown|txt|rtf|docx?|odt|pdf)$/i;
const pictures = /\.(?:png|jpe?g|gif|bmp|webp|svg|heic|avif|tiff?)$/i;

/**
 * `path` is the submission, `template` the text that students were given. The report nearest to the root counts, and
 * pictures stand where they stand for whoever reads it. Statements in `exercisesFolder` are not told of as documents.
 * Throws Node's error when `path` is not there.
 */
export async function gradeReport(
  path: string,
  report: LabReport,
  template: string,
  exercisesFolder?: string,
): Promise<ReportGrade> {
  const listing = await listFiles(path, 'documents');
  const files = listing.files.filter(({ kind }) => kind === 'file');
  const [file] = files.filter((one) => isNamed(one, report.file)).toSorted((a, b) => depthOf(a) - depthOf(b));
  if (file === undefined) {
    const others = otherDocuments(files, report);
    const own = exercisesFolder === undefined ? others : await withoutStatements(listing.root, others, exercisesFolder);
    const found = own.slice(0, mostListed).map(({ path: one }) => one);
    return refused(null, { code: 'REPORT_MISSING', lookedFor: report.file, found }, report);
  }
  const read = await readText(listing.root, file);
  if (typeof read !== 'string') return refused(file.path, read, report);
  const isHandedIn = pictureIn(files, posix.dirname(file.path));
  return { file: file.path, problem: null, sections: checkWriteup(read, template, report.sections, isHandedIn) };
}

function isNamed({ path }: ListedFile, name: string): boolean {
  return sameOnAnySystem(posix.basename(path)) === sameOnAnySystem(name);
}

/** Case and the way accents are stored differ between the systems that a submission has passed through. */
function sameOnAnySystem(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function depthOf({ path }: ListedFile): number {
  return path.split('/').length;
}

function otherDocuments(files: readonly ListedFile[], { template }: LabReport): ListedFile[] {
  return files.filter((one) => documents.test(one.path) && !isNamed(one, template));
}

function pictureIn(files: readonly ListedFile[], folder: string): (target: string) => boolean {
  const there = picturesByName(files);
  return (target) => there.has(nameOfPicture(folder, target));
}

/** Of the pictures that were handed in, the path of each that a report in `folder` shows by one of the `targets`. */
export function picturesAt(files: readonly ListedFile[], folder: string, targets: readonly string[]): string[] {
  const there = picturesByName(files);
  return targets.flatMap((target) => there.get(nameOfPicture(folder, target)) ?? []);
}

function picturesByName(files: readonly ListedFile[]): ReadonlyMap<string, string> {
  const there = files.filter(({ path, bytes }) => pictures.test(path) && bytes > 0);
  return new Map(there.map(({ path }) => [sameOnAnySystem(path), path]));
}

function nameOfPicture(folder: string, target: string): string {
  return sameOnAnySystem(posix.join(folder, target));
}

async function readText(root: string, { path, bytes }: ListedFile): Promise<string | ReportProblem> {
  if (bytes > mostFileBytes) return { code: 'REPORT_TOO_LARGE', limitBytes: mostFileBytes };
  const content = await readFile(join(root, path)).catch(() => undefined);
  if (content === undefined) return { code: 'REPORT_UNREADABLE' };
  const decoded = decode(content);
  if (decoded === undefined) return { code: 'REPORT_NOT_UTF8' };
  const text = withoutEmbedded(decoded);
  return Buffer.byteLength(text) > mostTextBytes ? { code: 'REPORT_TOO_LARGE', limitBytes: mostTextBytes } : text;
}

/** A text without the pictures that are written into it. */
export function withoutEmbedded(text: string): string {
  return text.replaceAll(embeddedPicture, 'embedded');
}

function decode(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
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
