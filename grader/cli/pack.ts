/** `npm run pack`: grade a lab, and make of it the archive that is handed in. */
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { ArchiveRefused, usualLimits } from '../archive/archive-limits.ts';
import { readZip } from '../archive/read-zip.ts';
import { languages } from '../launch/languages.ts';
import type { SubmissionGrade } from '../model/grade.ts';
import { archiveBytes, isOwnArchive } from '../pack/archive-bytes.ts';
import { archiveName } from '../pack/hand-in-name.ts';
import type { PackedFile } from '../pack/lay-out.ts';
import { packLab } from '../pack/pack-lab.ts';
import { showText } from '../report/bytes-text.ts';
import { tellArchive } from '../report/messages/archive-words.ts';
import type { Lang } from '../report/messages/words.ts';
import { gradeCommand } from '../report/terminal/command.ts';
import { renderLab } from '../report/terminal.ts';
import { WorkerPool, type PoolOptions } from '../worker/worker-pool.ts';
import { codeOf } from '../model/error-words.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { Lab } from '../spec/lab.ts';
import { exitCode, exitCodeFor, UsageError, type ExitCode } from './exit-code.ts';
import { whyNotWritable } from './file-words.ts';
import { findLab, labAskedFor, type LabWork } from './find-lab.ts';
import { readStubs, refusePath } from './find-work.ts';
import { gradeAll } from './grade.ts';
import { unlessInterrupted } from './interrupt.ts';
import { loadUsable } from './load-usable.ts';
import { columnsOf, paintFor } from './screen.ts';
import { cliWords } from './words.ts';

export type PackOptions = Pick<PoolOptions, 'isolation' | 'kernel' | 'workers'> & {
  readonly lab: string;
  readonly name: string;
  readonly force: boolean;
  readonly lang: Lang;
};

/**
 * Writes the archive where the user stands, whatever the grade is: points that are missing are told, not asked about.
 * What is packed is what was there before it was graded.
 */
export async function pack(path: string | undefined, options: PackOptions): Promise<ExitCode> {
  const { lang } = options;
  const exercises = await loadUsable(() => false, lang);
  const loaded = await labAskedFor(options.lab, exercises, lang);
  const file = fileFor(loaded.lab, options);
  await requireFolder(path, lang);
  await requireOwn(file, options);
  const work = await findLab(loaded, exercises, lang, path);
  const files = await filesOf(work, lang);
  const bytes = await archiveBytes(files);
  await requireAccepted(bytes, file, lang);
  const grade = await gradeLab(work, exercises, options);
  await write(file, bytes, lang);
  process.stdout.write(reportOn(grade, work, { file, files, lang }));
  return exitCode.allPoints;
}

function fileFor(lab: Lab, { name, lang }: PackOptions): string {
  const file = archiveName(lab, name);
  if (file === null) throw new UsageError(cliWords(lang).nameWithoutLetters);
  return file;
}

async function requireFolder(path: string | undefined, lang: Lang): Promise<void> {
  if (path === undefined) return;
  const found = await stat(path).catch((error: unknown) => refusePath(error, path, lang));
  if (!found.isDirectory()) throw new UsageError(cliWords(lang).notAFolder(showText(path)));
}

/** An archive that was packed earlier is replaced; anything else is somebody's. */
async function requireOwn(file: string, { force, lang }: PackOptions): Promise<void> {
  if (force) return;
  const there = await readFile(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new UsageError(cliWords(lang).notWritable(file, showText(whyNotWritable(error, lang))));
  });
  if (there !== undefined && !isOwnArchive(there)) throw new UsageError(cliWords(lang).notOurArchive(file));
}

async function filesOf(work: LabWork, lang: Lang): Promise<PackedFile[]> {
  const { located, lab } = work;
  const files = await packLab({ ...lab, located, languages, stubs: await readStubs() });
  if (files.length === 0) throw new UsageError(cliWords(lang).nothingToPack(showText(work.path)));
  return files;
}

/** What is made here must be what is taken elsewhere. */
async function requireAccepted(bytes: Uint8Array, file: string, lang: Lang): Promise<void> {
  try {
    if (bytes.length > usualLimits.archiveBytes) {
      throw new ArchiveRefused({ code: 'TOO_LARGE', limitBytes: usualLimits.archiveBytes });
    }
    await readZip(bytes, usualLimits);
  } catch (error) {
    if (error instanceof ArchiveRefused) throw new UsageError(`${file}: ${tellArchive(error.problem, lang)}`);
    throw error;
  }
}

async function gradeLab(work: LabWork, exercises: readonly Exercise[], options: PackOptions): Promise<SubmissionGrade> {
  await using opened = new AsyncDisposableStack();
  const [grade] = await unlessInterrupted(opened, cliWords(options.lang).interrupted, async () => {
    const pool = opened.use(await WorkerPool.open({ ...options, exercises }));
    return gradeAll([work], { check: [], verbose: false, lang: options.lang }, pool);
  });
  if (grade === undefined) throw new Error('The lab was not graded');
  return grade;
}

/** Whole or not at all: what was packed earlier stays until there is something better. */
async function write(file: string, bytes: Uint8Array, lang: Lang): Promise<void> {
  const unfinished = `${file}.part`;
  try {
    await writeFile(unfinished, bytes);
    await rename(unfinished, file);
  } catch (error) {
    throw new UsageError(cliWords(lang).notWritable(file, showText(whyNotWritable(error, lang))));
  }
}

type Packed = { readonly file: string; readonly files: readonly PackedFile[]; readonly lang: Lang };

function reportOn(grade: SubmissionGrade, { given, lab }: LabWork, { file, files, lang }: Packed): string {
  const words = cliWords(lang);
  const { stdout } = process;
  const summary = renderLab(grade, lab.exercises, {
    lang,
    paint: paintFor(stdout),
    columns: columnsOf(stdout),
    lab: lab.lab,
  });
  const contents = words.packed(
    file,
    files.map(({ path }) => showText(path)),
  );
  const again = showText(gradeCommand([...(given === undefined ? [] : [given]), '--lab', lab.lab.id], null));
  const remarks = [
    ...(grade.lab?.report?.problem?.code === 'REPORT_MISSING'
      ? [words.packedWithoutReport(lab.lab.report?.file ?? '')]
      : []),
    ...(exitCodeFor([grade]) === exitCode.allPoints ? [] : [words.packedIncomplete(again)]),
  ];
  return [summary, `${contents}\n`, ...remarks.map((remark) => `${remark}\n`)].join('\n');
}
