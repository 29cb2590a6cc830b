/** How much of what is no longer needed a process that grades a class lets gather. */
import { setFlagsFromString } from 'node:v8';

/**
 * Every result is garbage once it is kept. V8 would let hundreds of megabytes of it gather: 125 MB instead of 300 at a
 * thousand results, and as much at a hundred, for 10 ms of processor time a submission.
 */
export function collectOften(): void {
  setFlagsFromString('--optimize-for-size');
}
