/** Steps on files in the folder in which the programs run: putting one there, and looking at what a program made of it. */
import { firstDifference } from '../../model/bytes.ts';
import { payloadBytes } from '../../spec/payload-bytes.ts';
import type { StepOf } from '../../spec/step.ts';
import { settle } from '../../judge/settle.ts';
import { defaultWithinMs, silenceMs } from '../deadlines.ts';
import { sha256Of, type OwnFolder } from '../own-folder.ts';
import type { Stage } from '../stage.ts';
import { done, waitFor, type Waited } from '../wait.ts';

/** So much of a file is kept among the facts. */
const keptBytes = 4096;
/** So many names of other files are kept. */
const keptNames = 20;
/** The portable way: a file that was to be written has been after so long without a fact. */
const writtenMs = silenceMs * 3;

export function placeFile(stage: Stage, { path, payload }: StepOf<'file'>): Waited {
  const bytes = payloadBytes(payload, stage.ledger.lookUp(undefined));
  stage.ownFolder().put(path, bytes);
  stage.recorder.record({ kind: 'file-placed', path, length: bytes.length, sha256: sha256Of(bytes) });
  return done;
}

/** Waits until the file is as it should be; what it is otherwise, it is when the program is still. */
export async function expectFile(stage: Stage, step: StepOf<'expectFile'>): Promise<Waited> {
  const folder = stage.ownFolder();
  const wanted = wantedOf(stage, step);
  let stamp = '';
  const look = (): void => {
    const now = folder.stamp(step.path);
    if (now === stamp) return;
    stamp = now;
    if (isAsWanted(folder, step, wanted)) recordFound(stage, folder, step.path, wanted);
  };
  const waited = await waitFor(stage, {
    withinMs: defaultWithinMs,
    ...(stage.job.conditions.kernel ? {} : { idleMs: writtenMs }),
    onTick: look,
    until: () => settle(step, stage.ledger, stage.spec) !== 'open',
  });
  if (waited.kind === 'gave-up') recordFound(stage, folder, step.path, wanted);
  return waited;
}

/** Looks once the program is still: until then a file may come and go. */
export async function expectNoFile(stage: Stage, step: StepOf<'expectNoFile'>): Promise<Waited> {
  await waitFor(stage, { withinMs: defaultWithinMs, idleMs: silenceMs, until: () => false });
  recordFound(stage, stage.ownFolder(), step.path, undefined);
  return done;
}

function wantedOf(stage: Stage, { content }: StepOf<'expectFile'>): Uint8Array | undefined {
  if (content.kind === 'length') return undefined;
  return payloadBytes(content.payload, stage.ledger.lookUp(undefined));
}

function isAsWanted(folder: OwnFolder, { path, content }: StepOf<'expectFile'>, wanted: Uint8Array | undefined) {
  const found = folder.find(path);
  if (found.kind !== 'file') return false;
  if (wanted !== undefined) return firstDifference(wanted, found.bytes) === -1;
  if (content.kind !== 'length' || found.bytes.length !== content.length) return false;
  return content.sha256 === undefined || content.sha256 === sha256Of(found.bytes);
}

function recordFound(stage: Stage, folder: OwnFolder, path: string, wanted: Uint8Array | undefined): void {
  const { recorder } = stage;
  const found = folder.find(path);
  if (found.kind === 'file') {
    const { bytes } = found;
    const difference = wanted === undefined ? -1 : firstDifference(wanted, bytes);
    recorder.record({
      kind: 'file-seen',
      path,
      length: bytes.length,
      sha256: sha256Of(bytes),
      start: bytes.slice(0, keptBytes),
      differsAt: difference === -1 ? null : difference,
    });
    return;
  }
  if (found.kind === 'large-file') {
    const { length } = found;
    recorder.record({ kind: 'file-seen', path, length, sha256: null, start: new Uint8Array(), differsAt: null });
    return;
  }
  recorder.record({ kind: 'file-unseen', path, found: found.kind, names: folder.names().slice(0, keptNames) });
}
