/** Who handed in what, before anything is graded: a table to check with one's own eyes. */
import type { HandedIn, LeftOut, Preset } from '../../model/handed-in.ts';
import { showText } from '../bytes-text.ts';
import { displayWidth } from '../display-width.ts';
import { handInsWords, type HandInsWords } from '../messages/hand-ins-words.ts';
import type { Lang } from '../messages/words.ts';

export type HandIns = {
  readonly submissions: readonly HandedIn[];
  readonly leftOut: readonly LeftOut[];
  readonly preset: Preset;
};

type Cells = readonly string[];

const widestColumn = 36;
const gap = '  ';

/**
 * The table, with a line end after each line. Nothing is cut: a name wider than its column moves its own row. No line
 * begins with what a stranger wrote: a row begins with its key, every other line with words or signs of ours.
 */
export function renderHandIns({ submissions, leftOut, preset }: HandIns, lang: Lang): string {
  const words = handInsWords(lang);
  const blocks = [
    [words.count(submissions.length, preset)],
    submissions.length === 0 ? [] : tableOf(submissions, words),
    leftOutLines(leftOut, words),
  ];
  const shown = blocks.filter((lines) => lines.length > 0).map(textOf);
  return shown.join('\n');
}

/** What lies among the submissions and is none, with a line end after each line; nothing where there is none. */
export function renderLeftOut({ leftOut }: Pick<HandIns, 'leftOut'>, lang: Lang): string {
  return textOf(leftOutLines(leftOut, handInsWords(lang)));
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function leftOutLines(leftOut: readonly LeftOut[], words: HandInsWords): string[] {
  return leftOut.length === 0 ? [] : [words.leftOutTitle, ...leftOut.map((one) => leftOutLine(one, words))];
}

function tableOf(submissions: readonly HandedIn[], words: HandInsWords): string[] {
  const hasIds = submissions.some(({ student }) => student.id !== null);
  const pick = ([key, name, id, source]: readonly [string, string, string, string]): Cells =>
    hasIds ? [key, name, id, source] : [key, name, source];
  const header = pick(words.columns);
  const rows = submissions.map((one) => pick(cellsOf(one, words)));
  const widths = header.map((_, column) => widthOf([header, ...rows], column));
  const indent = ' '.repeat(widths.slice(0, -1).reduce((sum, width) => sum + width + gap.length, 0));
  const lines = rows.map((row, index) => [
    lineOf(row, widths),
    ...(submissions[index]?.superseded ?? []).map((source) => `${indent}(${words.earlier}: ${showText(source)})`),
  ]);
  return [lineOf(header, widths), ...lines.flat()];
}

function cellsOf({ key, student, source, late }: HandedIn, words: HandInsWords): [string, string, string, string] {
  const remark = late ? ` (${words.late})` : '';
  return [key, showText(student.name), showText(student.id ?? ''), `${showText(source)}${remark}`];
}

function widthOf(rows: readonly Cells[], column: number): number {
  const widths = rows.map((row) => displayWidth(row[column] ?? ''));
  return Math.max(...widths.filter((width) => width <= widestColumn), 0);
}

function lineOf(row: Cells, widths: readonly number[]): string {
  const padded = row.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(cell))));
  return padded.join(gap).trimEnd();
}

function leftOutLine({ source, because }: LeftOut, words: HandInsWords): string {
  return `- ${showText(source)}: ${words.leftOut[because]}`;
}
