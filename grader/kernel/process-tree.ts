/** The processes a program has become: itself and its descendants, as long as the kernel still knows them as such. */
import { readProc, threadsOf } from './proc.ts';

/** Process ids, the root first; only processes that still exist. */
export function processTree(root: number): number[] {
  const pids: number[] = [];
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    const threads = threadsOf(pid);
    if (threads.length === 0) continue;
    pids.push(pid);
    for (const thread of threads) open.push(...childrenOf(pid, thread));
  }
  return pids;
}

function childrenOf(pid: number, thread: string): number[] {
  const children = readProc(`/proc/${pid}/task/${thread}/children`) ?? '';
  return children.split(' ').filter(Boolean).map(Number);
}

/** The child that has this number in the innermost process space it is in; last field of NSpid in proc(5). */
export function childInside(parent: number, number: number): number | undefined {
  const children = threadsOf(parent).flatMap((thread) => childrenOf(parent, thread));
  const inner = new RegExp(`^NSpid:.*\\s${number}$`, 'm');
  return children.find((pid) => inner.test(readProc(`/proc/${pid}/status`) ?? ''));
}

/** Descendants that have ended and that their parent has not waited for. */
export function zombiesOf(root: number): number[] {
  return processTree(root).filter((pid) => pid !== root && hasEnded(pid));
}

/** The first thread of a process may be over while others go on. */
function hasEnded(pid: number): boolean {
  return threadsOf(pid).every((thread) => stateOf(pid, thread) === 'Z');
}

/** Whether every thread of a process is in one of these states, letters of proc(5); what is gone counts as a zombie. */
export function isIn(states: string, pid: number): boolean {
  return threadsOf(pid).every((thread) => states.includes(stateOf(pid, thread) ?? 'Z'));
}

/** Fields of a text of /proc/PID/stat from the third on, the state; the name before them may hold anything. */
export function statFields(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** State letter of proc(5), e.g. `S` sleeping, `Z` zombie, `T` stopped; undefined when the process is gone. */
export function stateOf(pid: number, thread: string = String(pid)): string | undefined {
  const stat = readProc(`/proc/${pid}/task/${thread}/stat`);
  return stat?.charAt(stat.lastIndexOf(')') + 2);
}
