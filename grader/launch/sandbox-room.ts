/** The folders of one check in its worker's memory: a copy of what was handed in, what was compiled, and /tmp. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { spawnSync } from 'node:child_process';
import { layDown, type Around, type CarriedFile } from './carried-files.ts';
import type { Sandbox, Shown } from './sandbox.ts';
import { workerMemory } from './sandbox-system.ts';

/** Two folders: the program's own, and the one where compiling has put something. */
export type Places = { readonly folder: string; readonly built: string };

/** What stands in them, and where the program finds them. */
export type Carried = { readonly [Folder in keyof Places]: readonly CarriedFile[] } & {
  readonly places: Places;
  /** What was handed in beside the program's own folder. */
  readonly around?: Around;
};

export class SandboxRoom implements Disposable {
  readonly sandbox: Sandbox;
  /** The folders of the worker in which the two stand. */
  readonly real: Places;
  readonly shown: readonly Shown[];
  /** Empty, for what else the check needs. */
  readonly spare: string;
  readonly #path: string;

  constructor(sandbox: Sandbox, carried: Carried) {
    const { places, around } = carried;
    this.sandbox = sandbox;
    this.#path = mkdtempSync(join(workerMemory.path, 'room-'));
    const inside = (name: string): string => join(this.#path, name);
    for (const name of ['tmp', 'shm', 'spare']) mkdirSync(inside(name), { mode: 0o700 });
    this.spare = inside('spare');
    const folder = around === undefined ? '' : relative(around.root, places.folder);
    this.real = { folder: inside(join('handed-in', folder)), built: inside('built') };
    if (around !== undefined) layDown(around.files, inside('handed-in'));
    layDown(carried.folder, this.real.folder);
    layDown(carried.built, this.real.built);
    this.shown = [
      { from: inside('tmp'), to: '/tmp', writable: true },
      { from: inside('shm'), to: '/dev/shm', writable: true },
      ...(around === undefined
        ? []
        : [{ from: inside('handed-in'), to: around.root, writable: true, under: true as const }]),
      ...(carried.built.length === 0 ? [] : [{ from: this.real.built, to: places.built, writable: false }]),
      { from: this.real.folder, to: places.folder, writable: true },
    ];
  }

  /** A program that ran in it before may have taken everybody's permission to enter. */
  letIn(): void {
    for (const { from, writable } of this.shown) if (writable) chmodSync(from, 0o700);
  }

  [Symbol.dispose](): void {
    removeWhatever(this.#path);
  }
}

/** A program may have taken permissions away, or made folders deeper than a path can be long: `rm` walks into each. */
function removeWhatever(path: string): void {
  try {
    rmSync(path, { recursive: true });
  } catch {
    spawnSync('chmod', ['-R', 'u+rwx', path], { stdio: 'ignore' });
    const { status } = spawnSync('rm', ['-rf', path], { stdio: 'ignore' });
    if (status !== 0) throw new Error(`What a program left in ${path} could not be removed`);
  }
}
