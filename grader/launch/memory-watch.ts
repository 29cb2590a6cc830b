/**
 * Looks again and again at how much memory the processes of a sandbox hold, where no control group can be made that
 * would do it: a limit of addresses would break interpreters that reserve far more than they use.
 */
import { readProc } from '../kernel/proc.ts';
import { processTree } from '../kernel/process-tree.ts';

/** A program that does nothing but take memory gets some tens of MiB in this time. */
const everyMs = 20;

/** Calls `onTooMuch` once when the tree of the process holds more than `mostBytes`, until it is disposed of. */
export function watchMemory(root: number, mostBytes: number, onTooMuch: () => void): Disposable {
  const watch = setInterval(() => {
    if (heldBytes(root) <= mostBytes) return;
    clearInterval(watch);
    onTooMuch();
  }, everyMs);
  watch.unref();
  return { [Symbol.dispose]: () => clearInterval(watch) };
}

/** What processes share counts once for each of them when it is read cheaply; only what looks like too much is read well. */
function heldBytes(root: number): number {
  const pids = processTree(root);
  const resident = sum(pids, (pid) => kibibytes(readProc(`/proc/${pid}/status`), 'VmRSS'));
  if (resident < looksLikeMuchBytes) return resident;
  return sum(pids, (pid) => kibibytes(readProc(`/proc/${pid}/smaps_rollup`), 'Pss'));
}

const looksLikeMuchBytes = 256 * 1024 * 1024;

function sum(pids: readonly number[], bytesOf: (pid: number) => number): number {
  return pids.reduce((total, pid) => total + bytesOf(pid), 0);
}

/** A line such as `VmRSS:     9732 kB`, in bytes; nothing for a process that is gone. */
function kibibytes(text: string | undefined, name: string): number {
  const value = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text ?? '')?.[1];
  return Number(value ?? 0) * 1024;
}
