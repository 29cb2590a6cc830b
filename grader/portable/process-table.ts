/** What POSIX systems tell of processes through `ps`, also where there is no /proc to read. */
import { execFile } from 'node:child_process';

export type ProcessRow = {
  readonly pid: number;
  readonly parent: number;
  /** Stopped by a signal, or ended: it does nothing until it is continued. */
  readonly halted: boolean;
  /** A zombie: nobody has waited for it yet. */
  readonly ended: boolean;
  /** Processor time used so far. */
  readonly cpuMs: number;
  /** How exactly `cpuMs` is known: macOS tells hundredths of a second, Linux whole seconds. */
  readonly cpuResolutionMs: number;
};

/** One option for each column: on BSD systems what follows `=` is the heading, a comma included. */
const columns = ['pid=', 'ppid=', 'stat=', 'time='].flatMap((column) => ['-o', column]);

/** The program's process and its descendants, none when it is gone; undefined where there is no `ps` (Windows). */
export async function familyOf(root: number): Promise<ProcessRow[] | undefined> {
  const table = rowsOf(await readProcessTable());
  return table.length === 0 ? undefined : descendants(root, table);
}

function readProcessTable(): Promise<string> {
  return new Promise((resolve) => {
    execFile('ps', ['-A', ...columns], (error, output) => resolve(error === null ? output : ''));
  });
}

/** Rows of `ps -A -o pid= -o ppid= -o stat= -o time=`. */
export function rowsOf(table: string): ProcessRow[] {
  return table.split('\n').flatMap((line) => {
    const [pid = '', parent = '', state = '', time = ''] = line.trim().split(/\s+/);
    if (time === '') return [];
    const cpuResolutionMs = time.includes('.') ? 10 : 1000;
    const ended = state.startsWith('Z');
    const halted = ended || state.startsWith('T');
    return [{ pid: Number(pid), parent: Number(parent), halted, ended, cpuMs: milliseconds(time), cpuResolutionMs }];
  });
}

/** `[[days-]hours:]minutes:seconds[.hundredths]` */
function milliseconds(time: string): number {
  const [clock = '', days = '0'] = time.split('-').toReversed();
  const seconds = clock.split(':').reduce((total, part) => total * 60 + Number(part), 0);
  return Math.round((Number(days) * 86_400 + seconds) * 1000);
}

export function descendants(root: number, rows: readonly ProcessRow[]): ProcessRow[] {
  return rows
    .filter(({ pid }) => pid === root)
    .concat(
      rows.filter(({ parent, pid }) => parent === root && pid !== root).flatMap(({ pid }) => descendants(pid, rows)),
    );
}
