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

export class WorkerPool implements AsyncDisposable {
  readonly isolation: Isolation;
  /** Why a stronger isolation, which would have been taken, did not work. */
  readonly weakerBecause: string | undefined;
  readonly #options: PoolOptions;
  #kernelEvidence = false;
  readonly #places: Place[] = [];
  readonly #idle: Place[] = [];
  readonly #queue: ((place: Place) => void)[] = [];
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

  /** Gives the job to a worker of its own for as long as it takes. Rejects when the job or its worker breaks. */
  async run<Result>(job: (worker: WorkerProcess) => Promise<Result>): Promise<Result> {
    const taken = await this.#take();
    try {
      return await job(await taken.worker);
    } finally {
      await this.#giveBack(taken);
    }
  }

  /**
   * The same, while no other job is under way. It asks for every place at once, so jobs that came before are done first,
   * those that come later wait, and two that want to be alone take turns.
   */
  async runAlone<Result>(job: (worker: WorkerProcess) => Promise<Result>): Promise<Result> {
    const taken = await Promise.all(this.#places.map(() => this.#take()));
    try {
      const [own] = taken;
      if (own === undefined) throw new Error('The pool has no workers');
      return await job(await own.worker);
    } finally {
      await Promise.all(taken.map((place) => this.#giveBack(place)));
    }
  }

  #take(): Promise<Place> {
    const idle = this.#idle.shift();
    if (idle !== undefined) return Promise.resolve(idle);
    return new Promise((resolve) => {
      this.#queue.push(resolve);
    });
  }

  async #giveBack(place: Place): Promise<void> {
    const worker = await place.worker.catch(() => undefined);
    if (worker?.usable !== true && !this.#closing) this.#replace(place);
    const next = this.#queue.shift();
    if (next === undefined) this.#idle.push(place);
    else next(place);
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
