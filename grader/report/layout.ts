/**
 * Rows of a report before they are lines: text is wrapped by what it is, and painted last, so colour never counts as
 * width and a report without colour is the same report. Every text is made harmless here once more.
 */
import { assertNever } from '../model/assert-never.ts';
import { showText } from './bytes-text.ts';
import { cutToWidth, displayWidth, fittingStart } from './display-width.ts';

export type Tone = 'title' | 'strong' | 'good' | 'bad' | 'warn' | 'dim' | 'code';

/** How each tone is painted; the caller decides whether that is an escape sequence or nothing. */
export type Paint = { readonly [Name in Tone]: (text: string) => string };

const asItIs = (text: string): string => text;

/** A report without colour. */
export const noPaint: Paint = {
  title: asItIs,
  strong: asItIs,
  good: asItIs,
  bad: asItIs,
  warn: asItIs,
  dim: asItIs,
  code: asItIs,
};

export type Span = { readonly text: string; readonly tone: Tone | null };

export type Row =
  | { readonly kind: 'blank' }
  /** Wrapped at blanks; later lines hang under the text, not under `lead`. `trail` stands at the right of the first. */
  | {
      readonly kind: 'flow';
      readonly indent: number;
      readonly lead: Span;
      readonly spans: readonly Span[];
      readonly trail: Span;
    }
  /** One line, cut when it does not fit. */
  | { readonly kind: 'fixed'; readonly indent: number; readonly spans: readonly Span[] }
  /** One line, whatever its width: a command to copy. */
  | { readonly kind: 'verbatim'; readonly indent: number; readonly spans: readonly Span[] };

export const nothing: Span = { text: '', tone: null };
export const blank: Row = { kind: 'blank' };

export function plain(text: string): Span {
  return { text, tone: null };
}

export function toned(tone: Tone, text: string): Span {
  return { text, tone };
}

export function flow(indent: number, lead: Span, spans: readonly Span[], trail: Span = nothing): Row {
  return { kind: 'flow', indent, lead, spans, trail };
}

export function paragraph(indent: number, ...spans: readonly Span[]): Row {
  return flow(indent, nothing, spans);
}

export function fixed(indent: number, ...spans: readonly Span[]): Row {
  return { kind: 'fixed', indent, spans };
}

export function verbatim(indent: number, ...spans: readonly Span[]): Row {
  return { kind: 'verbatim', indent, spans };
}

/** The rows as text, with a line end after each line; never two blank lines in a row. */
export function renderRows(rows: readonly Row[], columns: number, paint: Paint): string {
  const kept = rows.filter((row, index) => row.kind !== 'blank' || (index > 0 && rows[index - 1]?.kind !== 'blank'));
  const lines = kept.flatMap((row) => linesOf(harmless(row), columns));
  return lines.map((line) => `${paintLine(line, paint)}\n`).join('');
}

function harmless(row: Row): Row {
  switch (row.kind) {
    case 'blank':
      return row;
    case 'fixed':
    case 'verbatim':
      return { ...row, spans: row.spans.map(harmlessSpan) };
    case 'flow':
      return {
        ...row,
        lead: harmlessSpan(row.lead),
        spans: row.spans.map(harmlessSpan),
        trail: harmlessSpan(row.trail),
      };
    default:
      return assertNever(row);
  }
}

function harmlessSpan(span: Span): Span {
  return { ...span, text: showText(span.text) };
}

function linesOf(row: Row, columns: number): (readonly Span[])[] {
  if (row.kind === 'blank') return [[]];
  const margin = plain(' '.repeat(row.indent));
  if (row.kind === 'fixed') return [[margin, ...cutSpans(row.spans, columns - row.indent)]];
  if (row.kind === 'verbatim') return [[margin, ...row.spans]];
  const hang = displayWidth(row.lead.text);
  const trailColumns = row.trail.text === '' ? 0 : displayWidth(row.trail.text) + 2;
  const lines = wrap(row.spans, Math.max(10, columns - row.indent - hang - trailColumns));
  return lines.map((line, index) =>
    index === 0
      ? [
          margin,
          widthOf(line) === 0 && row.trail.text === '' ? bare(row.lead) : row.lead,
          ...withTrail(line, row.trail, columns - row.indent - hang),
        ]
      : [margin, plain(' '.repeat(hang)), ...line],
  );
}

/** A lead with nothing after it. */
function bare(lead: Span): Span {
  return { ...lead, text: lead.text.trimEnd() };
}

function withTrail(line: readonly Span[], trail: Span, columns: number): readonly Span[] {
  if (trail.text === '') return line;
  const gap = Math.max(2, columns - widthOf(line) - displayWidth(trail.text));
  return [...line, plain(' '.repeat(gap)), trail];
}

function cutSpans(spans: readonly Span[], columns: number): Span[] {
  let left = columns;
  return spans.map((span) => {
    const text = cutToWidth(span.text, Math.max(0, left));
    left -= displayWidth(text);
    return { ...span, text };
  });
}

function widthOf(spans: readonly Span[]): number {
  return spans.reduce((total, span) => total + displayWidth(span.text), 0);
}

type Word = { readonly gap: Span; readonly parts: readonly Span[] };

/** Breaks at blanks; a word wider than a line is broken where the line ends. */
function wrap(spans: readonly Span[], columns: number): Span[][] {
  const lines: Span[][] = [[]];
  for (const word of wordsOf(spans).flatMap((one) => breakWord(one, columns))) {
    const line = lines.at(-1) ?? [];
    const fits = widthOf(line) + displayWidth(word.gap.text) + widthOf(word.parts) <= columns;
    if (fits) line.push(word.gap, ...word.parts);
    else lines.push([...word.parts]);
  }
  return lines.length > 1 && lines[0]?.length === 0 ? lines.slice(1) : lines;
}

function wordsOf(spans: readonly Span[]): Word[] {
  const words: { gap: Span; parts: Span[] }[] = [{ gap: nothing, parts: [] }];
  for (const span of spans) {
    for (const text of span.text.split(/( +)/)) {
      if (text === '') continue;
      if (text.startsWith(' ')) words.push({ gap: { ...span, text }, parts: [] });
      else words.at(-1)?.parts.push({ ...span, text });
    }
  }
  return words;
}

function breakWord(word: Word, columns: number): Word[] {
  if (widthOf(word.parts) <= columns) return [word];
  const pieces = word.parts.flatMap((part) => chop(part, columns));
  return pieces.map((piece, index) => ({ gap: index === 0 ? word.gap : nothing, parts: [piece] }));
}

function chop(span: Span, columns: number): Span[] {
  const pieces: Span[] = [];
  for (let rest = span.text; rest !== '';) {
    const start = fittingStart(rest, columns) || Array.from(rest).slice(0, 1).join('');
    pieces.push({ ...span, text: start });
    rest = rest.slice(start.length);
  }
  return pieces;
}

/** Neighbours of one tone are painted together. */
function paintLine(line: readonly Span[], paint: Paint): string {
  const merged: Span[] = [];
  for (const span of line) {
    const last = merged.at(-1);
    if (span.text === '') continue;
    if (last !== undefined && last.tone === span.tone)
      merged[merged.length - 1] = { ...last, text: last.text + span.text };
    else merged.push(span);
  }
  return merged.map((span) => (span.tone === null ? span.text : paint[span.tone](span.text))).join('');
}
