/** How a batch shows how far it has come: one line that changes on a terminal, a line for each submission elsewhere. */
import { paceOf, type Pace } from '../../batch/pace.ts';
import { showText } from '../../report/bytes-text.ts';
import { isMarked, type Standing } from '../../report/class/standing.ts';
import { cutToWidth } from '../../report/display-width.ts';
import { tellReason } from '../../report/messages/gradebook-words.ts';
import { catalogueOf, type Lang } from '../../report/messages/words.ts';
import { outOf } from '../../report/story/view.ts';
import { batchWords } from './words.ts';
import { columnsOf } from '../screen.ts';

/** Shows on standard error: what a batch comes to goes to standard output. */
export class BatchProgress implements Disposable {
  readonly #total: number;
  readonly #before: number;
  readonly #lang: Lang;
  readonly #startMs = performance.now();
  #done: number;

  constructor({ before, total }: { readonly before: number; readonly total: number }, lang: Lang) {
    this.#total = total;
    this.#before = before;
    this.#done = before;
    this.#lang = lang;
    this.#showPace('');
  }

  advance(standing: Standing): void {
    this.#done += 1;
    this.#showPace(standing.handedIn.student.name);
    if (!process.stderr.isTTY) process.stderr.write(`${standingLine(standing, this.#done, this.#total, this.#lang)}\n`);
  }

  #showPace(name: string): void {
    const { stderr } = process;
    if (!stderr.isTTY) return;
    const pace = paceOf(this.#done, this.#total, this.#before, performance.now() - this.#startMs);
    stderr.write(`\r\u001b[K${cutToWidth(paceText(pace, name, this.#lang), columnsOf(stderr) - 1)}`);
  }

  /** Takes the line away, so that other text can stand there. */
  [Symbol.dispose](): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  }
}

/** `34/100  Ana Pérez: 87.5 / 100`. */
export function standingLine(standing: Standing, done: number, total: number, lang: Lang): string {
  return `${done}/${total}  ${showText(standing.handedIn.student.name)}: ${stateText(standing, lang)}`;
}

function stateText(standing: Standing, lang: Lang): string {
  const why = tellReason(standing, lang);
  const score = isMarked(standing) ? outOf(standing.score, standing.maxScore) : null;
  return [score, why].filter((part) => part !== null).join(' · ');
}

/** `34 of 100 · 1.2 per second · 1 min left · Ana Pérez`; whoever it names, if anybody, has just been graded. */
export function paceText({ done, total, perSecond, leftMs }: Pace, name: string, lang: Lang): string {
  const words = batchWords(lang);
  const parts = [
    catalogueOf(lang).labels.progress(done, total),
    ...(perSecond === null
      ? []
      : [perSecond >= 1 ? words.perSecond(tenths(perSecond)) : words.perMinute(tenths(perSecond * 60))]),
    ...(leftMs === null || done >= total ? [] : [words.left(durationText(leftMs))]),
    ...(name === '' ? [] : [showText(name)]),
  ];
  return parts.join(' · ');
}

function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** As coarse as a guess is: seconds up to a minute and a half, minutes up to an hour and a half, then hours. */
function durationText(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${tenths(minutes / 60)} h`;
}
