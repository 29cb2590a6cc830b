/** Findings about the files a program wrote, or did not, in English. */
import { countBytes } from '../../bytes-text.ts';
import { fileName } from '../telling.ts';
import type { FileDifference } from '../../../model/finding.ts';
import type { InsteadOfFile } from '../../../model/observation.ts';
import type { Family } from '../api.ts';
import type { FindingArgs, FindingWords, Setting } from '../catalogue.ts';
import { told } from '../telling.ts';
import { list, yours, Yours } from './phrases.ts';

type Codes = 'FILE_MISSING' | 'FILE_DIFFERENT' | 'FILE_LEFT';

const mostNames = 5;

export const files: Pick<FindingWords, Codes> = {
  FILE_MISSING: ({ path, found, names }, s) =>
    told(
      `${Yours(s)} did not store the file ${fileName(path)}.`,
      found === 'nothing' ? others(names) : instead[found],
      found === 'nothing' && names.length > 0
        ? 'Store it under the whole and exact name that came, with its spaces and accents (UTF-8).'
        : 'Store it, under the name that came, in the folder in which the program was started.',
    ),
  FILE_DIFFERENT: (args, s) =>
    told(
      `${fileName(args.path)} does not hold what was sent: ${sizes(args)}.`,
      isCutAtZero(args, s) ? 'It is cut at a zero byte.' : why[args.difference],
      isCutAtZero(args, s) ? binary.c : whatToDo(args.difference, s),
    ),
  FILE_LEFT: ({ path, length }, s) =>
    told(
      `${Yours(s)} left ${length === null ? fileName(path) : `a file ${fileName(path)} of ${countBytes(length)}`}, which should not be there.`,
      null,
      path.startsWith('../')
        ? `It is outside the folder of ${yours(s)}: refuse names that have / or \\ in them, and those that are . or ..`
        : 'Store the file under its name only once all of it has come: until then in memory or under another name; or delete it when the connection is lost.',
    ),
};

const instead: { readonly [Found in Exclude<InsteadOfFile, 'nothing'>]: string } = {
  folder: 'There is a folder in its place.',
  link: 'There is a symbolic link in its place.',
  other: 'What is in its place is no common file.',
};

function others(names: readonly string[]): string {
  if (names.length === 0) return 'Its folder is still empty.';
  return `In its folder there is ${list(names.slice(0, mostNames).map(fileName))}${names.length > mostNames ? ', and more' : ''}.`;
}

function sizes({ length, expectedLength, differsAt }: FindingArgs['FILE_DIFFERENT']): string {
  if (length !== expectedLength) return `it has ${countBytes(length)} and should have ${expectedLength}`;
  return differsAt === null ? 'its bytes are others' : `it changes at byte ${differsAt + 1}`;
}

/** Functions for strings end at a zero byte. */
function isCutAtZero({ shown, length }: FindingArgs['FILE_DIFFERENT'], { api }: Setting): boolean {
  return api.family === 'c' && shown !== null && length < shown.expected.length && shown.expected[length] === 0;
}

const why: { readonly [Kind in FileDifference]: string | null } = {
  empty: 'It is empty. What is written may stay in the memory of the program until the file is closed.',
  'too-long': 'All that was sent is there, and something more after it.',
  'cut-short': 'Its end is missing.',
  'newline-added': 'It has a line end too many at its end.',
  'newline-missing': 'The line end at its end is missing.',
  'whitespace-stripped': 'The spaces or line ends at its ends are missing.',
  'case-changed': 'Upper and lower case are changed.',
  decorated: 'All that was sent is there, and something more before or after it.',
  'python-bytes-literal': "It holds the written form of the bytes (b'...'), not the bytes.",
  'characters-replaced': 'Bytes are replaced by � (U+FFFD): not everything in a file is UTF-8 text.',
  'bytes-dropped': 'Bytes in the middle are missing.',
  'buffer-ignored': null,
  repeated: 'The same is there more than once.',
  other: null,
};

function whatToDo(difference: FileDifference, s: Setting): string {
  switch (difference) {
    case 'empty':
      return `${closing[s.api.family]} And what came together with the header is content already: write it too.`;
    case 'cut-short':
    case 'bytes-dropped':
      return `Repeat ${s.api.receive} until you have as many bytes as the header says; what came together with it counts. ${closing[s.api.family]}`;
    case 'too-long':
    case 'decorated':
      return `Write the content only: neither the header nor what comes after as many bytes as it says. ${replacing[s.api.family]}`;
    default:
      return binary[s.api.family];
  }
}

const closing: { readonly [Name in Family]: string } = {
  python: 'Close the file (with open(...)) before you reply.',
  node: 'Reply once the file is written (await writeFile(...), or the event finish).',
  c: 'Call fclose() before you reply.',
};

const replacing: { readonly [Name in Family]: string } = {
  python: "And open the file to replace it, 'wb', not to add to it, 'ab'.",
  node: 'And replace the file (writeFile), do not add to it (appendFile).',
  c: 'And open the file to replace it, "wb", not to add to it, "ab".',
};

const binary: { readonly [Name in Family]: string } = {
  python: "Write the bytes as they came, without decode(): open(name, 'wb').",
  node: 'Write the Buffers as they came, without toString().',
  c: 'Write with fwrite() as many bytes as recv() returned, without strlen() or fprintf().',
};
