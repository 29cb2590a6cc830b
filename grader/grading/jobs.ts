/** Who performs what grading takes: a pool of workers, or somebody in front of it who keeps too much from being begun. */
import type { WorkerPool } from '../worker/worker-pool.ts';

export type Jobs = Pick<WorkerPool, 'run' | 'runAlone'>;
