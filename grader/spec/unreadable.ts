/** Files of authors: read as text, or refused with the reason. */
import { lstat, readFile, stat } from 'node:fs/promises';
import { codeOf, reasonOf } from '../model/error-words.ts';
import type { Coded } from './coded.ts';
import { placeAfter, type Place } from './place.ts';

/** Why a file cannot be read. */
export type UnreadableArgs = {
  ABSENT: object;
  DEAD_LINK: object;
  FOLDER: object;
  NO_PLAIN_FILE: object;
  NOT_ALLOWED: object;
  NO_TEXT: object;
  NOT_UTF8: object;
  UTF16: object;
  TOO_LARGE: { readonly limitBytes: number };
  /** What the system says, for which there are no words here. */
  OTHER: { readonly words: string };
};

export type Unreadable = Coded<UnreadableArgs>;

export type Read =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: Unreadable; readonly place?: Place };

/** Several times what a person writes; the parser takes seconds for it. */
const limitBytes = 256 * 1024;

/** Reads UTF-8 text; a byte order mark is taken away. Never throws, and waits for no pipe or device. */
export async function readText(path: string): Promise<Read> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return { ok: false, reason: { code: 'FOLDER' } };
    if (!found.isFile()) return { ok: false, reason: { code: 'NO_PLAIN_FILE' } };
    if (found.size > limitBytes) return { ok: false, reason: { code: 'TOO_LARGE', limitBytes } };
    return decode(await readFile(path));
  } catch (error) {
    const reason = whyUnreadable(error);
    return { ok: false, reason: reason.code === 'ABSENT' && (await isLink(path)) ? { code: 'DEAD_LINK' } : reason };
  }
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function decode(bytes: Uint8Array): Read {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { ok: false, reason: { code: 'UTF16' } };
  }
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    if (bytes.includes(0)) return { ok: false, reason: { code: 'NO_TEXT' } };
    const [before = ''] = new TextDecoder().decode(bytes).split('\uFFFD', 1);
    return { ok: false, reason: { code: 'NOT_UTF8' }, place: placeAfter(before) };
  }
}

const reasons = new Map<string, Unreadable>([
  ['ENOENT', { code: 'ABSENT' }],
  ['ENOTDIR', { code: 'ABSENT' }],
  ['EISDIR', { code: 'FOLDER' }],
  ['EACCES', { code: 'NOT_ALLOWED' }],
  ['EPERM', { code: 'NOT_ALLOWED' }],
]);

/** What the file system threw, as a reason. */
export function whyUnreadable(error: unknown): Unreadable {
  return reasons.get(codeOf(error)) ?? { code: 'OTHER', words: reasonOf(error) };
}
