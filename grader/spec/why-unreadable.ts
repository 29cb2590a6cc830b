/** Why a file of an author cannot be read, in words. */
import { codeOf, reasonOf } from '../model/error-words.ts';

const reasons = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'there is no such file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'permission denied'],
  ['ERR_ENCODING_INVALID_ENCODED_DATA', 'it is not UTF-8 text'],
]);

export function whyUnreadable(error: unknown): string {
  return reasons.get(codeOf(error)) ?? reasonOf(error);
}
