/** Which reports are asked for, and where each of them goes. */
import { resolve } from 'node:path';
import { nearest } from '../spec/nearest.ts';

export const formats = ['terminal', 'json', 'junit', 'github'] as const;

export type Format = (typeof formats)[number];

/** One report; `file` is null for standard output. */
export type Destination = { readonly format: Format; readonly file: string | null };

export type FormatProblem =
  | { readonly kind: 'unknown'; readonly given: string; readonly meant: Format | undefined }
  /** `--format junit=` */
  | { readonly kind: 'no-file'; readonly format: Format }
  | { readonly kind: 'both-on-output'; readonly formats: readonly [Format, Format] }
  | { readonly kind: 'same-file'; readonly file: string }
  /** `--output` where it is not clear what goes there. */
  | { readonly kind: 'whose-output'; readonly format: Format };

export type ReadFormat =
  | { readonly kind: 'destination'; readonly destination: Destination }
  | { readonly kind: 'problem'; readonly problem: FormatProblem };

export type ReadFormats =
  | { readonly kind: 'destinations'; readonly destinations: readonly Destination[] }
  | { readonly kind: 'problem'; readonly problem: FormatProblem };

/** Reads `NAME` or `NAME=FILE`. */
export function readFormat(given: string): ReadFormat {
  const [name = '', ...rest] = given.split('=');
  const file = rest.join('=');
  const format = formats.find((one) => one === name);
  if (format === undefined) {
    const close = nearest(name, formats);
    const meant = formats.find((one) => one === close);
    return { kind: 'problem', problem: { kind: 'unknown', given: name, meant } };
  }
  if (rest.length === 0) return { kind: 'destination', destination: { format, file: null } };
  if (file === '') return { kind: 'problem', problem: { kind: 'no-file', format } };
  return { kind: 'destination', destination: { format, file } };
}

/** Where all goes that was asked for, the terminal report when nothing was; `output` is the file of the only one. */
export function placeFormats(asked: readonly Destination[], output: string | undefined): ReadFormats {
  const [first = { format: 'terminal', file: null } as const, ...others] = asked;
  if (output !== undefined) {
    if (others.length > 0 || first.file !== null) return refused({ kind: 'whose-output', format: first.format });
    return { kind: 'destinations', destinations: [{ ...first, file: output }] };
  }
  const problem = clashIn([first, ...others]);
  return problem === undefined ? { kind: 'destinations', destinations: [first, ...others] } : refused(problem);
}

function refused(problem: FormatProblem): ReadFormats {
  return { kind: 'problem', problem };
}

function clashIn(destinations: readonly Destination[]): FormatProblem | undefined {
  const printed = destinations.filter(({ file }) => file === null).map(({ format }) => format);
  const pairs = printed.flatMap((one, at) => printed.slice(at + 1).map((other) => [one, other] as const));
  const apart = pairs.find((pair) => !standTogether(pair));
  if (apart !== undefined) return { kind: 'both-on-output', formats: apart };
  const files = destinations.flatMap(({ file }) => (file === null ? [] : [file]));
  const twice = files.find((file, at) => files.findIndex((other) => resolve(other) === resolve(file)) < at);
  return twice === undefined ? undefined : { kind: 'same-file', file: twice };
}

/** The runner of GitHub takes its commands out of what a step prints, and leaves the rest for people to read. */
function standTogether(pair: readonly Format[]): boolean {
  return pair.includes('terminal') && pair.includes('github');
}
