/** What is worth telling a student although it costs nothing, as far as the facts of a check show it. Pure. */
import { concat, toText } from '../model/bytes.ts';
import type { Finding } from '../model/finding.ts';
import type { Timeline } from '../model/observation.ts';

/** Shorter texts end in an n by chance. */
const shortestText = 4;

/** The notes on one program, from any of its checks; each is given once. */
export function notesOn(program: string, timelines: readonly Timeline[]): Finding[] {
  const line = timelines.map(strayLetter).find((found) => found !== undefined);
  return line === undefined ? [] : [{ code: 'STRAY_N', args: { program, line }, evidence: [] }];
}

/** A line that ends in what the program was sent and an `n`: `\n` was written without its backslash. */
function strayLetter(timeline: Timeline): string | undefined {
  const texts = sentTexts(timeline).filter((text) => text.length >= shortestText);
  return linesShown(timeline).find((line) => texts.some((text) => line.endsWith(`${text}n`)));
}

function sentTexts(timeline: Timeline): string[] {
  const sent = timeline.flatMap((fact) => (fact.kind === 'sent' ? [fact] : []));
  const peers = new Set(sent.map(({ peer }) => peer));
  return [...peers].map((peer) =>
    toText(concat(sent.filter((fact) => fact.peer === peer).map(({ bytes }) => bytes))).trimEnd(),
  );
}

function linesShown(timeline: Timeline): string[] {
  const shown = timeline.flatMap((fact) =>
    fact.kind === 'program-output' && fact.stream === 'stdout' ? [fact.bytes] : [],
  );
  return toText(concat(shown)).split(/\r?\n/);
}
