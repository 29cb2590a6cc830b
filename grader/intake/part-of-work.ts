/** What belongs to the work of one student, by its name and by what stands beside it. */
import { hasArchiveEnding, isProgram } from '../archive/format.ts';
import type { Branch } from './branch.ts';

/** Folders of exercises, sources, reports and pictures, leftovers, and Teams' attempts; some with a number. */
const partOfWork =
  /^(?:src|source|code|c[oó]digo|lib|include|(?:tcp|udp|tls)(?:[-_ ].*)?|server|servidor|client|cliente|evidencias?|evidence|capturas?|screenshots?|im[aá]gene?s?|images?|img|fotos?|docs?|documentos|reporte|report|framing|certs?|tests?|pruebas|viejos?|old|backup|respaldo|copias?|extras?|borrador(?:es)?|datos|data|utils?|versi[oó]n \d+|(?:ejercicios?|exercises?|tareas?|tasks?|pr[aá]cticas?|labs?|laboratorios?|partes?|parts?|programas?|programs?|problemas?|puntos?)[-_ ]?\d*)$/iu;

const report = /^(?:reporte|report|informe|readme|l[eé]eme)\b/iu;

/** Names of languages, with the endings of their programs. A student may be called so as well: Py, C, TS. */
const languageFolders: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:python|py)$/i, /\.pyw?$/i],
  [/^(?:typescript|ts|javascript|js)$/i, /\.[cm]?[tj]s$/i],
  [/^c$/i, /\.[ch]$/i],
];

/** Whether a folder is called like what students have in their work, and not like a student. */
export function isPartOfWork(branch: Branch): boolean {
  return isFolder(branch) && (partOfWork.test(branch.name) || isOfLanguage(branch));
}

/**
 * Those of the branches that belong to one student's work, programs among them; none when the branches are rather the
 * students of a class. One that is `alone`, all that was given, is a class as soon as more of it looks like students
 * than like parts of one's work: a program that lies beside them is one more student's. A folder of a language is no such
 * part where one of its siblings is a student's (`alone`), or three are.
 */
export function partsOfWork(branches: readonly Branch[], alone: boolean): readonly Branch[] {
  const certain = branches.filter((one) => isProgramFile(one) || (isFolder(one) && partOfWork.test(one.name)));
  const ofLanguages = branches.filter(isOfLanguage);
  const hasReport = branches.some(({ kind, name }) => kind === 'file' && report.test(name));
  const others = branches.filter((one) => !certain.includes(one) && !ofLanguages.includes(one));
  const students = others.filter((one) => looksLikeStudent(one, branches)).length;
  if (certain.length > 0) return alone && !hasReport && students > Math.max(certain.length, 1) ? [] : certain;
  return !hasReport && students >= (alone ? 1 : 3) ? [] : ofLanguages;
}

/** An archive beside a folder may be what its author packed of it; several are several students'. */
function looksLikeStudent(branch: Branch, siblings: readonly Branch[]): boolean {
  if (isFolder(branch)) return worksIn(branch).length > 0;
  return isArchive(branch) && siblings.filter(isArchive).length > 1;
}

/** A folder that is called like a language, and holds programs in it or none at all. */
function isOfLanguage(branch: Branch): boolean {
  const [, ending] = languageFolders.find(([name]) => name.test(branch.name)) ?? [];
  if (!isFolder(branch) || ending === undefined) return false;
  const programs = worksIn(branch).filter((name) => isProgram(name));
  return programs.length === 0 || programs.some((name) => ending.test(name));
}

/** Names of the programs and archives in a folder. */
function worksIn({ below }: Branch): string[] {
  return below.flatMap((one) => (isProgramFile(one) || isArchive(one) ? [one.name] : worksIn(one)));
}

function isFolder({ kind }: Branch): boolean {
  return kind === 'folder';
}

function isArchive({ kind, name }: Branch): boolean {
  return kind === 'file' && hasArchiveEnding(name);
}

function isProgramFile({ kind, name }: Branch): boolean {
  return kind === 'file' && isProgram(name);
}
