/** How often the kernel has ended a process because the machine, or a control group, had no memory left; `oom_kill` of proc(5). */
import { readProc } from '../kernel/proc.ts';

export function countOutOfMemory(): number {
  return Number(/^oom_kill (\d+)$/m.exec(readProc('/proc/vmstat') ?? '')?.[1] ?? 0);
}
