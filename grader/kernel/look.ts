/**
 * One look at a program: is every thread of its tree blocked in a wait that no timer ends soon, and how often has each been
 * scheduled? Two such looks that agree, with nothing under way between them, mean that nothing more can happen until
 * the grader acts.
 */
import { linkOf, listProc, readProc, threadsOf } from './proc.ts';
import { processTree, stateOf } from './process-tree.ts';
import { waitIn, type BlockedCall } from './system-calls.ts';

export type BlockedThread = BlockedCall & { readonly pid: number };

export type Look = {
  readonly threads: readonly BlockedThread[];
  /** Equal for two looks exactly when no thread came, went or ran between them. */
  readonly fingerprint: string;
};

/**
 * The look, or undefined when the program runs, may be woken by a timer, or cannot be looked at. Waits that the program
 * itself limits to `longLimitMs` or more count as waits without a limit.
 */
export function lookAt(root: number, longLimitMs = Infinity): Look | undefined {
  const threads: BlockedThread[] = [];
  const marks: string[] = [];
  for (const pid of processTree(root)) {
    // Mostly a program runs: its threads are looked at first, and tell it at once.
    for (const thread of threadsOf(pid)) {
      const state = stateOf(pid, thread);
      if (state === 'Z') continue;
      const blocked = waiting.has(state ?? '') ? blockedThread(pid, thread, longLimitMs) : undefined;
      if (blocked === undefined) return undefined;
      threads.push({ ...blocked.wait, pid });
      marks.push(blocked.mark);
    }
    if (mayGoOnByItself(pid)) return undefined;
  }
  return threads.length === 0 ? undefined : { threads, fingerprint: marks.join('\n') };
}

/** Asleep until something wakes it, or frozen; a thread that waits for a disk (`D`) will go on by itself. */
const waiting = new Set(['S', 'T']);

function blockedThread(
  pid: number,
  thread: string,
  longLimitMs: number,
): { wait: BlockedCall; mark: string } | undefined {
  const base = `/proc/${pid}/task/${thread}`;
  const call = readProc(`${base}/syscall`);
  const wait = call === undefined ? undefined : waitIn(call, process.arch);
  if (call === undefined || wait === undefined || (wait.limitMs ?? Infinity) < longLimitMs) return undefined;
  const schedule = readProc(`${base}/schedstat`);
  return schedule === undefined ? undefined : { wait, mark: `${thread} ${call.trim()} ${schedule.trim()}` };
}

/** A POSIX timer or an armed timerfd wakes a program whatever it is blocked in; and files change whenever they do. */
function mayGoOnByItself(pid: number): boolean {
  if ((readProc(`/proc/${pid}/timers`) ?? '') !== '') return true;
  return listProc(`/proc/${pid}/fd`).some((fd) => {
    const open = linkOf(`/proc/${pid}/fd/${fd}`);
    if (open === 'anon_inode:inotify') return true;
    if (open !== 'anon_inode:[timerfd]') return false;
    return !/it_value: \(0, 0\)/.test(readProc(`/proc/${pid}/fdinfo/${fd}`) ?? '');
  });
}
