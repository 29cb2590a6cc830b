/**
 * Descriptors the grader was started with, by a shell or another tool, would be given on to every program. Node closes
 * only the first of them by itself.
 */
import { closeSync } from 'node:fs';
import { listProc, readProc } from '../kernel/proc.ts';

/** FD_CLOEXEC as fdinfo in proc(5) shows it, in octal. */
const closedOnExec = 0o2_000_000;

export function closeInherited(): void {
  for (const fd of listProc('/proc/self/fd').map(Number)) {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readProc(`/proc/self/fdinfo/${fd}`) ?? '')?.[1];
    if (fd <= 2 || flags === undefined || (Number.parseInt(flags, 8) & closedOnExec) !== 0) continue;
    try {
      closeSync(fd);
    } catch {
      // The one through which the list was read is closed already.
    }
  }
}
