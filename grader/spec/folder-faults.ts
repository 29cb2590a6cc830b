/** Faults of steps on files: only programs that run in a folder of their own have such files. */
import type { ProgramSpec } from './exercise.ts';
import type { Fault, Path } from './fault.ts';
import type { Step } from './step.ts';

const onFiles: ReadonlySet<Step['do']> = new Set(['file', 'expectFile', 'expectNoFile']);

export function folderFaults(step: Step, path: Path, of: string, { folder }: ProgramSpec): Fault[] {
  if (folder === 'own' || !onFiles.has(step.do)) return [];
  return [{ path, at: 'key', problem: { code: 'NEEDS_OWN_FOLDER', verb: step.do, program: of } }];
}
