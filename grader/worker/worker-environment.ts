/** What a worker is told through its environment: what the grader was told, but for what would change Node itself. */
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { workerMemory } from '../launch/sandbox-system.ts';
import type { Isolation } from './isolation.ts';

/**
 * Settings of Node, of cli.html in its documentation. With certificates to load, a thread of Node has their file open in
 * a way that programs would inherit, at a moment of its own: it cannot be told from what the worker was started with.
 */
const notForWorkers = new Set(['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'NODE_USE_SYSTEM_CA']);

export function workerEnvironment(own: NodeJS.ProcessEnv, isolation: Isolation): NodeJS.ProcessEnv {
  const kept = Object.entries(own).filter(([name]) => !notForWorkers.has(name));
  return {
    ...Object.fromEntries(kept),
    ...compileCache(),
    ...(isolation === 'sandbox' ? { TMPDIR: workerMemory.path } : {}),
  };
}

/** Tells another Node where this one keeps what it has compiled: in a folder for its version, inside the one that is set. */
export function compileCache(): NodeJS.ProcessEnv {
  const folder = getCompileCacheDir();
  return { NODE_COMPILE_CACHE: folder === undefined ? undefined : dirname(folder) };
}
