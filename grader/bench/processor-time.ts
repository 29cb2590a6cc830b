/**
 * How long the processors of the machine were busy, with whatever it was: nothing else must be under way. What processes
 * themselves are said to have used leaves out those that end with their sandbox, of which nobody is told.
 */
import { cpus } from 'node:os';

/** Milliseconds of all processors together, since the machine was started. */
export function busyMs(): number {
  return cpus().reduce((total, { times }) => total + times.user + times.nice + times.sys + times.irq, 0);
}
