/**
 * What is in a submission, as facts. Its names are chosen by strangers: they are kept as strings, compared, and never
 * printed from here. Nothing outside the folder is listed, and nothing is opened.
 */
import type { Dirent } from 'node:fs';
import { access, constants, lstat, opendir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { isInside } from './inside.ts';

export type FileKind = 'file' | 'directory' | 'dangling-link' | 'outside-link' | 'special' | 'not-readable';

export type ListedFile = {
  /** Relative to the root of the listing, with `/` between folders on every system. */
  readonly path: string;
  readonly kind: FileKind;
  /** 0 for what is no file. */
  readonly bytes: number;
};

export type Listing = {
  /** Absolute folder the paths are relative to. */
  readonly root: string;
  readonly files: readonly ListedFile[];
  /** False when a limit was reached or a folder could not be read; what is nearer to the root is listed first. */
  readonly complete: boolean;
};

const deepest = 8;
const mostEntries = 5000;

const ignoredFolders = new Set(
  'node_modules __pycache__ __pypackages__ __macosx site-packages venv virtualenv dist build cmakefiles'.split(' '),
);
const binaryEndings = new Set(
  (
    '.exe .dll .so .dylib .o .obj .a .lib .out .class .jar .pyc .pyo .pyd .wasm .zip .rar .7z .gz .tgz .tar .bz2 .xz ' +
    '.pdf .doc .docx .odt .ppt .pptx .xls .xlsx .png .jpg .jpeg .gif .bmp .webp .svg .ico .mp3 .mp4 .mov .avi .mkv ' +
    '.webm .pcap .pcapng .db .sqlite'
  ).split(' '),
);

/** `documents`: pictures and other files whose ending says they are no source as well. */
export type Wanted = 'sources' | 'documents';

/**
 * Lists a folder, or the single file that `path` is.
 *
 * Left out: what is hidden, virtual environments, caches and other generated folders, and, unless documents are wanted,
 * files whose ending says they are no source. A link is followed only to a file inside the folder. Throws Node's error
 * when `path` is not there or may not be read.
 */
export async function listFiles(path: string, wanted: Wanted = 'sources'): Promise<Listing> {
  const absolute = resolve(path);
  const found = await stat(absolute);
  if (found.isDirectory()) {
    await access(absolute, constants.R_OK);
    return walk(absolute, wanted);
  }
  const only: ListedFile = { path: basename(absolute), kind: kindOf(found), bytes: found.size };
  return { root: dirname(absolute), files: [only], complete: true };
}

async function walk(root: string, wanted: Wanted): Promise<Listing> {
  const realRoot = await realpath(root);
  const files: ListedFile[] = [];
  let complete = true;
  let left = mostEntries;
  let level = [''];
  for (let depth = 0; depth < deepest && level.length > 0; depth += 1) {
    const below: string[] = [];
    for (const folder of level) {
      const { entries, whole } = await readFolder(join(root, folder), left);
      if (folder !== '' && isVirtualEnvironment(entries)) continue;
      left -= entries.length;
      complete &&= whole;
      const kept = entries.filter((entry) => !isIgnored(entry, wanted));
      const listed = await Promise.all(kept.map((entry) => describe(root, realRoot, folder, entry)));
      files.push(...listed);
      below.push(...kept.flatMap((entry, index) => (entry.isDirectory() ? (listed[index]?.path ?? []) : [])));
    }
    level = below;
  }
  return { root, files, complete: complete && level.length === 0 };
}

/** Takes at most `most` entries before it sorts them, so that a folder of millions costs no more than another. */
async function readFolder(folder: string, most: number): Promise<{ entries: Dirent[]; whole: boolean }> {
  const entries: Dirent[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      if (entries.length === most) return { entries: sorted(entries), whole: false };
      entries.push(entry);
    }
  } catch {
    return { entries: sorted(entries), whole: false };
  }
  return { entries: sorted(entries), whole: true };
}

function sorted(entries: readonly Dirent[]): Dirent[] {
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function isVirtualEnvironment(entries: readonly Dirent[]): boolean {
  return entries.some((entry) => entry.name === 'pyvenv.cfg');
}

function isIgnored(entry: Dirent, wanted: Wanted): boolean {
  const name = entry.name.toLowerCase();
  if (name.startsWith('.')) return true;
  if (entry.isDirectory()) return ignoredFolders.has(name);
  return wanted === 'sources' && binaryEndings.has(extname(name));
}

async function describe(root: string, realRoot: string, folder: string, entry: Dirent): Promise<ListedFile> {
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
  const whole = join(root, path);
  if (entry.isSymbolicLink()) return { path, ...(await describeLink(whole, realRoot)) };
  try {
    const found = await lstat(whole);
    return { path, kind: kindOf(found), bytes: found.isFile() ? found.size : 0 };
  } catch {
    return { path, kind: 'not-readable', bytes: 0 };
  }
}

type Described = Omit<ListedFile, 'path'>;

async function describeLink(path: string, realRoot: string): Promise<Described> {
  try {
    const target = await realpath(path);
    if (!isInside(realRoot, target)) return { kind: 'outside-link', bytes: 0 };
    const found = await stat(target);
    return { kind: kindOf(found), bytes: found.isFile() ? found.size : 0 };
  } catch {
    return { kind: 'dangling-link', bytes: 0 };
  }
}

function kindOf(found: { isFile(): boolean; isDirectory(): boolean }): FileKind {
  if (found.isFile()) return 'file';
  return found.isDirectory() ? 'directory' : 'special';
}
