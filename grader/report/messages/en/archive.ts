/** Why an archive is not unpacked, in English. */
import { showText } from '../../bytes-text.ts';
import type { ArchiveWords, FormatNames } from '../archive-words.ts';
import { mebibytes } from '../telling.ts';
import { number } from './phrases.ts';

const formats: FormatNames = {
  rar: 'a RAR archive',
  '7z': 'a 7z archive',
  gzip: 'a gzip file without a tar in it',
  bzip2: 'a bzip2 archive',
  xz: 'an xz archive',
  exe: 'a program (.exe)',
  pdf: 'a PDF',
  unknown: 'something else',
};

export const archive: ArchiveWords = {
  EMPTY_FILE: () =>
    'The file is empty: perhaps it was not copied or uploaded to the end. Make the ZIP again and hand it in again.',
  NOT_A_ZIP: ({ format }) =>
    `This is no ZIP archive but ${formats[format]}, whatever it is called. Compress your folder as a ZIP.`,
  TRUNCATED: () =>
    'The archive is incomplete: its end is missing, perhaps because it was not downloaded or uploaded to the end. Hand it in again.',
  DAMAGED: ({ path }) =>
    `The archive is damaged${path === null ? '' : `: ${showText(path)} cannot be read`}. Make the ZIP again and hand it in again.`,
  ENCRYPTED: () => 'The archive asks for a password. Make the ZIP again without one.',
  SPLIT: () => 'The archive is only one of the parts of a split ZIP. Make the ZIP again in one part.',
  UNSUPPORTED_COMPRESSION: ({ path }) =>
    `${showText(path)} is compressed in an unusual way. Make the ZIP again with the normal options of your system.`,
  NO_FILES: () => 'There are no files in what was handed in. Hand in your folder again, or a ZIP with it inside.',
  TOO_MANY_ENTRIES: ({ limit, folder }) =>
    folder === null
      ? `There are more than ${limit} files in the archive. Keep only your programs and your report, and make the ZIP again.`
      : `There are more than ${limit} files in the archive, most of them in ${showText(folder)}, which is generated and not handed in. Take that folder out and make the ZIP again.`,
  TOO_LARGE: ({ limitBytes }) =>
    `The archive is too large: up to ${mebibytes(limitBytes)} in all are accepted. Keep only your programs, your report and its pictures, and make the ZIP again.`,
  FILE_TOO_LARGE: ({ path, limitBytes }) =>
    `${showText(path)} is too large: files of up to ${mebibytes(limitBytes)} are accepted. Take it out or make it smaller, and make the ZIP again.`,
  TOO_DENSE: ({ path }) =>
    path === null
      ? 'The archive holds an enormous amount of repeated data. Keep only your programs and your report, and make the ZIP again.'
      : `${showText(path)} holds an enormous amount of repeated data. Take it out and make the ZIP again.`,
  TOO_DEEP: ({ path, limit }) =>
    `${showText(path)} is inside too many folders: up to ${number(limit, 'level', 'levels')} are accepted. Make the ZIP again with fewer folders.`,
  PATH_TOO_LONG: ({ path, limitBytes }) =>
    `The name ${showText(path)} is too long: up to ${limitBytes} bytes with its folders are accepted. Shorten it and make the ZIP again.`,
  NO_PLAIN_FILE: ({ path }) =>
    `${showText(path)} is a link or a special file. Put the file itself in its place and make the ZIP again.`,
  PATH_OUTSIDE: ({ path }) =>
    `The name ${showText(path)} leads to another folder. Make the ZIP again, starting from your folder.`,
  RESERVED_NAME: ({ path }) =>
    `${showText(path)} has a name that Windows reserves (con, nul, aux...). Change it and make the ZIP again.`,
  UNPRINTABLE_NAME: ({ path }) =>
    `The name ${showText(path)} has characters that cannot be shown. Change it and make the ZIP again.`,
  SAME_NAME: ({ path, other }) =>
    path === other
      ? `${showText(path)} is in the archive twice. Keep one and make the ZIP again.`
      : `${showText(path)} and ${showText(other)} are the same name on some systems. Change one and make the ZIP again.`,
};
