/**
 * How learning platforms name what they give. Where the forms come from: Moodle's mod/assign/locallib.php (whose names
 * have no `_`: it writes a blank for one), Canvas' content_zipper.rb; Brightspace, Blackboard and Teams as seen.
 */
import type { Preset } from '../model/handed-in.ts';
import type { Branch } from './branch.ts';
import { brightspaceTime } from './brightspace-time.ts';
import type { Reading } from './reading.ts';

/** What a branch at the top says; undefined when it is not called as on that platform. */
export type ReadBranch = (branch: Branch) => readonly Reading[] | undefined;

const moodleName = /^(?<name>.+?)(?:_(?<id>\d+))?_assignsubmission_(?<what>[a-z]+)(?:_(?<file>.*))?$/su;

/**
 * `Ana Pérez_1234_assignsubmission_file`, a folder; flat, `_server.py` follows. Blind, `Participante_1234_...`; of a
 * team, `Equipo 1-Ana Pérez_1234_...` for every one of it.
 */
const moodle: ReadBranch = (branch) => {
  const { name = '', id = null, what, file = '' } = moodleName.exec(branch.name)?.groups ?? {};
  if (what === undefined) return undefined;
  if (what !== 'file') return [{ kind: 'left-out', source: branch.path, because: 'online-text' }];
  const blind = /(?:^|-)particip[a-z]+$/i.test(name) && id !== null;
  const student = { name: blind ? `${name} ${id}` : name.trim(), id };
  return [part(branch, student, { group: `${id ?? ''} ${name}`, file })];
};

const canvasName = /^(?<name>.+?)(?:_(?<late>LATE))?_(?<id>\d+)_(?:question_\d+_)?(?<attachment>\d+)_(?<file>.+)$/su;
const canvasBlind =
  /^(?<name>anon)_(?:(?<early>LATE)_)?(?<id>[a-z0-9]+)_(?:(?<late>LATE)_)?(?<attachment>\d+)_(?<file>.+)$/isu;

/** `perezana_LATE_12345_678901_server.py`; anonymous, `anon_aB3xZ_678901_server.py`. */
const canvas: ReadBranch = (branch) => {
  if (branch.kind !== 'file') return undefined;
  const blind = canvasBlind.exec(branch.name)?.groups;
  const { name = '', id = '', late, early, file } = blind ?? canvasName.exec(branch.name)?.groups ?? {};
  if (file === undefined) return undefined;
  const student = { name: blind === undefined ? name : `${name}_${id}`, id };
  return [part(branch, student, { group: id, file, late: (late ?? early) !== undefined })];
};

const brightspaceName = /^(?<id>\d+-\d+) - (?<name>.+?) - (?<when>[^-]*\b\d{4}\b[^-]*?)(?: - (?<file>.+))?$/su;

/** `39786-640693 - Ana Pérez - Oct 10, 2025 1022 AM`, a folder for every time something was handed in. */
const brightspace: ReadBranch = (branch) => {
  const { id = '', name = '', when, file = '' } = brightspaceName.exec(branch.name)?.groups ?? {};
  if (when === undefined) return undefined;
  return [part(branch, { name, id }, { group: `${id} ${name}`, attempt: brightspaceTime(when), file })];
};

const blackboardName =
  /^.+_(?<id>[^_]+)_(?:attempt|intento|tentativa)_(?<when>\d{4}(?:-\d\d){5})(?:_(?<file>.+)|(?<receipt>\.txt))$/isu;

/** `ps1_aperez_attempt_2026-01-30-15-00-00_server.py`, and a `.txt` for every attempt. */
const blackboard: ReadBranch = (branch) => {
  const { id = '', when = '', file, receipt } = blackboardName.exec(branch.name)?.groups ?? {};
  if (receipt !== undefined) return [{ kind: 'left-out', source: branch.path, because: 'receipt' }];
  if (file === undefined) return undefined;
  return [part(branch, { name: id, id }, { group: id, attempt: when, file })];
};

const versionName = /^versi[oó]n (?<number>\d+)$/iu;

/** `Ana Pérez/Versión 2`, and the assignment between the two or around both. */
const teams: ReadBranch = (branch) => {
  const direct = versionsIn(branch, branch);
  if (direct !== undefined) return direct;
  const between = branch.below.map((one) => versionsIn(one, branch.below.length === 1 ? branch : one));
  if (between.every((readings) => readings === undefined)) return undefined;
  return between.flatMap((readings, index) => readings ?? notTaken(branch.below[index]));
};

function versionsIn(folder: Branch, { name, path }: Branch): readonly Reading[] | undefined {
  const numbers = folder.below.map((one) => (one.kind === 'folder' ? versionName.exec(one.name)?.groups : undefined));
  if (numbers.every((found) => found === undefined)) return undefined;
  return folder.below.flatMap((one, index) => {
    const attempt = numbers[index]?.['number'];
    if (attempt === undefined) return notTaken(one);
    return part(one, { name: name.trim(), id: null }, { group: path, attempt });
  });
}

function notTaken(branch: Branch | undefined): Reading[] {
  return branch === undefined ? [] : [{ kind: 'left-out', source: branch.path, because: 'no-submission' }];
}

type About = { readonly group: string; readonly file?: string; readonly attempt?: string; readonly late?: boolean };

/** A folder is what is in it, unless it stands beside other things of the same student under a name of its own. */
function part(branch: Branch, student: { name: string; id: string | null }, about: About): Reading {
  const { group, file = '', attempt = '', late = false } = about;
  const as = file === '' && branch.kind === 'file' ? branch.name : file;
  return { kind: 'part', part: { path: branch.path, as }, student, group, attempt, late };
}

export type KnownPreset = { readonly preset: Preset; readonly read: ReadBranch; readonly needsHalf: boolean };

/** No platform's name is longer, and a pattern may take long over what a stranger made up. */
const longestName = 400;

function upToLength(read: ReadBranch): ReadBranch {
  return (branch) => (branch.name.length > longestName ? undefined : read(branch));
}

/** In the order they are tried. `needsHalf`: a name that anybody may choose counts only where most are like it. */
export const presets: readonly KnownPreset[] = [
  { preset: 'moodle', read: upToLength(moodle), needsHalf: false },
  { preset: 'brightspace', read: upToLength(brightspace), needsHalf: false },
  { preset: 'blackboard', read: upToLength(blackboard), needsHalf: false },
  { preset: 'teams', read: upToLength(teams), needsHalf: false },
  { preset: 'canvas', read: upToLength(canvas), needsHalf: true },
];
