/** Reading /proc: a process may be gone between two reads, so what cannot be read is simply absent. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Bytes that are no UTF-8 come as U+FFFD. In other encodings Node takes half as long again for a file that is this small. */
export function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

export function listProc(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

export function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/** Ids of all processes that can be seen, ascending, as the kernel lists them. */
export function processIds(): number[] {
  return listProc('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
}

export function threadsOf(pid: number): readonly string[] {
  return listProc(`/proc/${pid}/task`);
}
