/** Reading /proc: a process may be gone between two reads, so what cannot be read is simply absent. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
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

export function threadsOf(pid: number): readonly string[] {
  return listProc(`/proc/${pid}/task`);
}
