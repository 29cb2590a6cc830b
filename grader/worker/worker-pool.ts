/** A fixed number of workers; a job waits until one is free. A worker that broke is replaced. */
import { reasonOf } from '../model/error-words.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { Isolation } from './isolation.ts';
import { WorkerProcess } from './worker-process.ts';

export type PoolOptions = {
  readonly exercises: readonly Exercise[];
  /** `auto` takes the strongest isolation that works here. */
  readonly isolation: 'auto' | Isolation;
  readonly kernel: 'auto' | 'off';
  readonly workers: number;
};

/** Where a worker works; another takes it over when it breaks. */
type Place = { worker: Promise<WorkerProcess> };
type Waiter = { readonly urgency: number; readonly take: (place: Place) => void };

export class WorkerPool implements AsyncDisposable {
  readonly isolation: Isolation;
  /** Why a stronger isolation, which would have been taken, did not work. */
  readonly weakerBecause: string | undefined;
  readonly #options: PoolOptions;
  #kernelEvidence = false;
  readonly #places: Place[] = [];
  readonly #idle: Place[] = [];
  readonly #queue: Waiter[] = [];
  readonly #queueForAlone: Waiter[] = [];
  /** What the last place was given for. */
  #last: 'shared' | 'alone' = 'shared';
  #closing = false;

  private constructor(isolation: Isolation, options: PoolOptions, weakerBecause: string | undefined) {
    this.isolation = isolation;
    this.weakerBecause = weakerBecause;
    this.#options = options;
    // Without networks of their own, two programs with the same hard-coded port would meet: one at a time.
    const workers = isolation === 'bare' ? 1 : options.workers;
    for (let count = 0; count < workers; count += 1) this.#adopt(this.#start());
  }

  /** Opens the pool; throws IsolationUnavailable when the isolation asked for does not work on this machine. */
  static async open(options: PoolOptions): Promise<WorkerPool> {
    const wanted = options.isolation === 'auto' ? (['network', 'bare'] as const) : ([options.isolation] as const);
    let reason: string | undefined;
    for (const isolation of wanted) {
      const pool = new WorkerPool(isolation, options, reason);
      try {
        const first = await Promise.any(pool.#places.map(({ worker }) => worker));
        pool.#kernelEvidence = first.kernelEvidence;
        return pool;
      } catch (error) {
        await pool[Symbol.asyncDispose]();
        reason = firstReasonOf(error);
      }
    }
    throw new IsolationUnavailable(options.isolation, reason ?? '');
  }

  /** Whether verdicts rest on what the kernel shows. */
  get kernelEvidence(): boolean {
    return this.#kernelEvidence;
  }

  /** How many jobs can be under way at once. */
  get size(): number {
    return this.#places.length;
  }

  /**
   * Gives the job to a worker of its own for as long as it takes. Rejects when the job or its worker breaks. Of jobs that
   * wait for a worker the most urgent goes first, and of those the one that came first.
   */
  run<Result>(job: (worker: WorkerProcess) => Promise<Result>, urgency = 0): Promise<Result> {
    return this.#perform(job, this.#queue, urgency);
  }

  /**
   * The same, while no other job is under way. It waits until none is left rather than keep the others from beginning;
   * jobs that want to be alone then follow each other, and whoever has come meanwhile goes after them.
   */
  runAlone<Result>(job: (worker: WorkerProcess) => Promise<Result>): Promise<Result> {
    return this.#perform(job, this.#queueForAlone, 0);
  }

  async #perform<Result>(
    job: (worker: WorkerProcess) => Promise<Result>,
    queue: Waiter[],
    urgency: number,
  ): Promise<Result> {
    const place = await new Promise<Place>((take) => {
      const behind = queue.findIndex((other) => other.urgency < urgency);
      queue.splice(behind === -1 ? queue.length : behind, 0, { urgency, take });
      this.#serve();
    });
    try {
      return await job(await place.worker);
    } finally {
      await this.#giveBack(place);
    }
  }

  async #giveBack(place: Place): Promise<void> {
    const worker = await place.worker.catch(() => undefined);
    if (worker?.usable !== true && !this.#closing) this.#replace(place);
    this.#idle.push(place);
    this.#serve();
  }

  #serve(): void {
    const nobodyWorks = this.#idle.length === this.#places.length;
    if (nobodyWorks && (this.#last === 'alone' || this.#queue.length === 0)) this.#give(this.#queueForAlone, 'alone');
    const someoneIsAlone = this.#last === 'alone' && this.#idle.length < this.#places.length;
    if (someoneIsAlone) return;
    let gave = true;
    while (gave) gave = this.#give(this.#queue, 'shared');
  }

  /** Gives an idle place to the first of a queue; false where there is none of the two. */
  #give(queue: Waiter[], last: 'shared' | 'alone'): boolean {
    const [place] = this.#idle;
    const waiter = place === undefined ? undefined : queue.shift();
    if (place === undefined || waiter === undefined) return false;
    this.#idle.shift();
    this.#last = last;
    waiter.take(place);
    return true;
  }

  #replace(place: Place): void {
    place.worker = this.#start();
  }

  #start(): Promise<WorkerProcess> {
    const worker = WorkerProcess.start(this.isolation, this.#options.exercises, this.#options.kernel === 'auto');
    // Whoever is given the place learns of the failure; until then it is nobody's.
    worker.catch(() => {});
    return worker;
  }

  #adopt(worker: Promise<WorkerProcess>): void {
    const place: Place = { worker };
    this.#places.push(place);
    this.#idle.push(place);
  }

  /** Ends every worker and all that it has started. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing = true;
    const workers = await Promise.allSettled(this.#places.map((place) => place.worker));
    const running = workers.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    await Promise.all(running.map((worker) => worker[Symbol.asyncDispose]()));
  }
}

/** What the first of several workers said that could not be started; they all fail for the same reason. */
function firstReasonOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return reasonOf(first);
}

export class IsolationUnavailable extends Error {
  override readonly name = 'IsolationUnavailable';
  readonly isolation: string;

  constructor(isolation: string, reason: string) {
    super(reason);
    this.isolation = isolation;
  }
}
