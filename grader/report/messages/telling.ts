/** How messages are put together in every language. */
import type { Ending } from '../../model/finding.ts';
import type { Address, Wait } from '../../model/observation.ts';
import { showText } from '../bytes-text.ts';
import type { StepTold, Told } from './catalogue.ts';

/** What ended a wait; `ownTimeMs` where the finding knows it. */
export type Outcome = { readonly ending: Ending; readonly waits: readonly Wait[]; readonly ownTimeMs?: number };

export function told(what: string, why: string | null, tryThis: string | null): Told {
  return { what, why, tryThis };
}

/** A step told in the same words whether or not it came to its end. */
export function same(words: string): StepTold {
  return { done: words, failed: words };
}

export function at({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** `340 ms`, `2.5 s` */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;
}

/** After how many milliseconds the first of the waits ends by itself; null when none does. */
export function soonestLimit(waits: readonly Wait[]): number | null {
  const limits = waits.flatMap(({ limitMs }) => (limitMs === undefined ? [] : [limitMs]));
  return limits.length === 0 ? null : Math.min(...limits);
}

/** `512 MiB` */
export function mebibytes(bytes: number): string {
  return `${bytes / 1024 / 1024} MiB`;
}

/** `"informe final.txt"`, whatever characters the name has. */
export function fileName(path: string): string {
  return `"${showText(path)}"`;
}

/** The line of code at which an error happened reads from a file, and not from the keyboard. */
export function isReadingFile(source: string | null): boolean {
  return source !== null && /\.read(?:lines?)?\(/.test(source) && !source.includes('stdin');
}

export function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
