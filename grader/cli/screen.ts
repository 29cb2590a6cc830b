/** The terminal at hand: its width, its colours, and the one line that shows how far the work has come. */
import { styleText } from 'node:util';
import { noPaint, type Paint } from '../report/layout.ts';
import type { Lang } from '../report/messages/words.ts';
import { renderProgress } from '../report/progress.ts';

const usualColumns = 80;

export function columnsOf(stream: NodeJS.WriteStream): number {
  // A terminal that was never told its size says 0.
  return stream.isTTY && stream.columns > 0 ? stream.columns : usualColumns;
}

/** Colours where the stream shows them: a terminal, unless NO_COLOR or TERM=dumb say otherwise. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) => styleText(format, text, { stream });
  if (!stream.isTTY) return noPaint;
  return {
    title: style('bold'),
    strong: style('bold'),
    good: style('green'),
    bad: style('red'),
    warn: style('yellow'),
    dim: style('dim'),
    code: style('cyan'),
  };
}

/** Shows progress on standard error when that is a terminal; otherwise says nothing. */
export class ProgressLine implements Disposable {
  readonly #total: number;
  readonly #lang: Lang;
  #done = 0;

  constructor(total: number, lang: Lang) {
    this.#total = total;
    this.#lang = lang;
    this.#show('');
  }

  advance(current: string): void {
    this.#done += 1;
    this.#show(current);
  }

  #show(current: string): void {
    const { stderr } = process;
    if (!stderr.isTTY) return;
    const line = renderProgress({ done: this.#done, total: this.#total, current }, columnsOf(stderr) - 1, this.#lang);
    stderr.write(`\r\u001b[K${line}`);
  }

  [Symbol.dispose](): void {
    this.clear();
  }

  /** Takes the line away, so that other text can stand there. */
  clear(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  }
}
