/** What is left to type in one conversation, and the line that was typed last. */
import { fromText, toText } from '../model/bytes.ts';
import { payloadBytes } from '../spec/payload-bytes.ts';
import type { StepOf } from '../spec/step.ts';
import { argumentsIn } from './command-line.ts';
import type { Stage } from './stage.ts';

export type Key = { readonly kind: 'line'; readonly line: string } | { readonly kind: 'end-of-input' };

/** A program that asks the same again and again is answered so often. */
const mostAnswers = 20;

export class Keyboard {
  readonly #stage: Stage;
  readonly #step: StepOf<'converse'>;
  readonly #left: Key[];
  /** How much the program had shown when the last line was typed. */
  #shown = 0;
  #answers = 0;
  #last: Key | undefined;

  constructor(stage: Stage, step: StepOf<'converse'>) {
    this.#stage = stage;
    this.#step = step;
    const lines = step.lines.map((template) => this.#line(template));
    this.#left = step.endInput ? [...lines, { kind: 'end-of-input' }] : lines;
  }

  get last(): Key | undefined {
    return this.#last;
  }

  get hasMore(): boolean {
    return this.#left.length > 0 || this.#step.answers.length > 0;
  }

  /** Types the answer to what the program asks, or the next line; false when there is nothing more to type. */
  press(): boolean {
    const next = this.#answer() ?? this.#left.shift();
    if (next === undefined) return false;
    this.#last = next;
    this.#shown = this.#output.length;
    press(this.#stage, this.#step.program, next);
    return true;
  }

  #answer(): Key | undefined {
    const question = toText(this.#output.subarray(this.#shown)).trimEnd().split('\n').at(-1) ?? '';
    const known = this.#step.answers.find(({ to }) => new RegExp(to, 'i').test(question));
    if (known === undefined || this.#answers === mostAnswers) return undefined;
    this.#answers += 1;
    return this.#line(known.line);
  }

  get #output(): Uint8Array {
    return this.#stage.ledger.program(this.#step.program).stdout.bytes;
  }

  #line(template: string): Key {
    return { kind: 'line', line: toText(payloadBytes({ kind: 'template', template }, argumentsIn(this.#stage))) };
  }
}

function press({ programs, recorder }: Stage, program: string, key: Key): void {
  if (key.kind === 'end-of-input') {
    programs.get(program)?.endInput();
    recorder.record({ kind: 'input-ended', program });
    return;
  }
  const bytes = fromText(`${key.line}\n`);
  programs.get(program)?.type(bytes);
  recorder.record({ kind: 'typed', program, bytes });
}
