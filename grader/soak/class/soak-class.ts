/**
 * A whole class graded by the real command, and once more while it is killed: every result must be the known one, nothing
 * may be lost or done twice, and nothing may be left on the machine.
 */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { actingTexts } from './acting.ts';
import { BatchRun, resultLine, type Command, type Ended } from './batch-run.ts';
import { differencesOf, listsDiffering } from './compare.ts';
import { download } from './download.ts';
import { drawFrom } from './draw.ts';
import { gradeWithKills } from './kills.ts';
import { isOfHostile, listed, newIn, processesLeft } from './left.ts';
import type { Member } from './part.ts';
import { readWritten, type Written } from './written.ts';

export type ClassTask = {
  readonly members: readonly Member[];
  /** A folder of its own, which is empty. */
  readonly folder: string;
  readonly exercise: string;
  /** The file of Node's that is the command. */
  readonly main: string;
  /** Options of the command, besides what it grades and where to. */
  readonly options: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How often the second grading is killed; without any there is no second one. */
  readonly kills: number;
  readonly seed: number;
  /** What is started ends with what was opened, also when the soak is interrupted; throws once it is. */
  readonly use: (start: () => BatchRun) => BatchRun;
  readonly onResult: (name: string) => void;
};

export type ClassSoaked = {
  /** A line each, not escaped yet. */
  readonly differences: readonly string[];
  /** Files that are new where others write, too: maybe of something else. */
  readonly strange: readonly string[];
  readonly kills: number;
  /** Of the unbroken grading. */
  readonly wallMs: number;
};

/** What the command ends with when it grades nothing, as on a machine that cannot contain programs. */
const refusedCode = 2;

/** Its message is what the command said. */
export class ClassRefused extends Error {
  override readonly name = 'ClassRefused';
}

/** Throws ClassRefused. */
export async function soakClass(task: ClassTask): Promise<ClassSoaked> {
  const { members, folder, kills } = task;
  await layOut(task);
  const shared = [tmpdir(), '/tmp', '/var/tmp', '/dev/shm', homedir(), process.cwd()];
  const before = await listed(shared);
  const networks = new Set<string>();
  const grade = grader(task, networks);
  const beganMs = performance.now();
  const unbroken = await grade('unbroken', 0);
  const wallMs = performance.now() - beganMs;
  if (unbroken.ended.code === refusedCode) throw new ClassRefused(unbroken.ended.stderr.trim());
  const killed = kills === 0 ? undefined : await grade('killed', kills);
  const fresh = newIn(before, await listed(shared));
  const differences = [
    ...(await resultDifferences(members, unbroken)),
    ...(killed === undefined ? [] : await resultDifferences(members, killed)),
    ...(killed === undefined ? [] : await listDifferences(unbroken, killed)),
    ...(await processesLeft({ folder, networks })).map((process) => `a process is left: ${process}`),
    ...(await filesLeft(folder)),
    ...fresh.filter(isOfHostile).map((one) => `a program has written ${join(one.folder, one.name)}`),
  ];
  const strange = fresh.filter((one) => !isOfHostile(one)).map((one) => join(one.folder, one.name));
  return { differences, strange, kills: killed?.kills ?? 0, wallMs };
}

/** Characters of what a command said that ended badly. */
const wordsKept = 300;

const own = { class: 'submissions.zip', temporary: 'tmp', standing: 'standing' } as const;

async function layOut({ folder, members }: ClassTask): Promise<void> {
  await mkdir(join(folder, own.temporary));
  await mkdir(join(folder, own.standing));
  await writeFile(join(folder, own.class), await download(members));
}

type Graded = { readonly label: string; readonly out: string; readonly ended: Ended; readonly kills: number };

function grader(task: ClassTask, networks: Set<string>): (label: string, kills: number) => Promise<Graded> {
  const { members, folder, seed, use } = task;
  const onNetworks = (made: readonly string[]): void => made.forEach((one) => networks.add(one));
  return async (label, kills) => {
    const out = join(folder, label);
    let told = 0;
    const start = (resume: boolean, onDone: (done: number) => void): BatchRun => {
      const onResult = (done: number): void => {
        // What was told just before a kill may be told again.
        if (done > told) task.onResult(`${label} ${done}`);
        told = Math.max(told, done);
        onDone(done);
      };
      return use(() => new BatchRun(commandFor(task, out, resume), onResult, onNetworks));
    };
    return { label, out, ...(await gradeWithKills(start, members.length, kills, drawFrom(seed))) };
  };
}

function commandFor({ folder, exercise, main, options, env }: ClassTask, out: string, resume: boolean): Command {
  const what = [join(folder, own.class), '--exercise', exercise, '--out', out, ...(resume ? ['--resume'] : [])];
  const standing = join(folder, own.standing);
  const temporary = join(folder, own.temporary);
  return {
    args: [main, 'grade:batch', ...what, ...options],
    folder: standing,
    env: { ...env, TMPDIR: temporary, INIT_CWD: standing },
  };
}

async function resultDifferences(members: readonly Member[], { label, out, ended }: Graded): Promise<string[]> {
  const { code, stdout, stderr } = ended;
  const words = stderr.split('\n').filter((line) => !resultLine.test(line));
  const ending = code === 0 ? [] : [`the command ended with ${code}, and said ${words.join('\n').slice(0, wordsKept)}`];
  const written = await readWritten(out).catch(String);
  const found =
    typeof written === 'string'
      ? [`cannot be read: ${written}`]
      : [...differencesOf(members, written), ...actingTexts({ stdout, stderr }, written)];
  return [...ending, ...found].map((what) => `${label}: ${what}`);
}

async function listDifferences(unbroken: Graded, killed: Graded): Promise<string[]> {
  const listOf = ({ out }: Graded): Promise<Written['grades']> => readWritten(out).then(({ grades }) => grades, String);
  return listsDiffering(await listOf(unbroken), await listOf(killed)).map((what) => `killed: ${what}`);
}

/** The command may write into its out folder, and while it runs into the temporary one. */
async function filesLeft(folder: string): Promise<string[]> {
  const expected = new Set([...Object.values(own), 'unbroken', 'killed']);
  const places = await Promise.all(
    ['', own.temporary, own.standing].map(async (place) =>
      (await readdir(join(folder, place))).map((name) => join(place, name)),
    ),
  );
  return places
    .flat()
    .filter((path) => !expected.has(path))
    .map((path) => `a file is left: ${path}`);
}
