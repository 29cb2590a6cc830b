/** Looks for what a step wants to see also where the output is too long to be recorded. */
import { shows } from '../judge/shown.ts';
import type { StepOf } from '../spec/step.ts';
import type { OutputMeter } from './output-meter.ts';
import type { Stage } from './stage.ts';

/** Output that never pauses is searched again once it has grown by so much: a search takes as long as the output is. */
const worthwhileGrowth = 1.25;

export class OutputSearch {
  readonly #stage: Stage;
  readonly #step: StepOf<'expectOutput'>;
  readonly #meter: OutputMeter | undefined;
  #lastTotal = 0;
  #searched = 0;

  constructor(stage: Stage, step: StepOf<'expectOutput'>) {
    this.#stage = stage;
    this.#step = step;
    this.#meter = stage.outputs.get(step.program);
  }

  /** Asked with every look at the outside world. */
  look(): void {
    if (this.#meter?.isLong !== true) return;
    const { total } = this.#meter;
    const isStill = total === this.#lastTotal || this.#stage.program(this.#step.program).finished;
    this.#lastTotal = total;
    if (isStill || total >= this.#searched * worthwhileGrowth) this.#search(this.#meter);
  }

  /** The step waits no longer: the last words are told where what it waited for has not come. */
  end(): void {
    if (this.#meter?.isLong !== true) return;
    this.#search(this.#meter);
    if (this.#stage.ledger.inStep('output-found') === undefined) this.#meter.tellRest();
  }

  #search({ total, streams }: OutputMeter): void {
    const { ledger, recorder } = this.#stage;
    if (total === this.#searched || ledger.inStep('output-found') !== undefined) return;
    this.#searched = total;
    const { shown, program } = this.#step;
    if (streams.some((bytes) => shows(shown, bytes, ledger))) recorder.record({ kind: 'output-found', program });
  }
}
