/** What this machine has and allows, as facts: each level of isolation is tried, each tool asked for its version. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { release } from 'node:os';
import { promisify } from 'node:util';
import { kernelShowsFacts } from '../kernel/evidence.ts';
import { readProc } from '../kernel/proc.ts';
import { languages, libraries } from '../launch/languages.ts';
import { findCommand, findMissingLibrary, findTool } from '../launch/toolchain.ts';
import { reasonOf } from '../model/error-words.ts';
import type { Isolation } from '../worker/isolation.ts';
import { WorkerPool } from '../worker/worker-pool.ts';

export type LevelFact = {
  readonly level: Isolation;
  /** Null where it works. */
  readonly failure: string | null;
};

/** `version`: what the tool says of itself, in one line; null when it is not there. */
export type ToolFact = { readonly tool: string; readonly package: string; readonly version: string | null };

export type LanguageFact = { readonly language: string; readonly path: string | null; readonly version: string | null };

export type Machine = {
  readonly platform: NodeJS.Platform;
  readonly release: string;
  readonly isRoot: boolean;
  readonly isContainer: boolean;
  readonly levels: readonly LevelFact[];
  readonly languages: readonly LanguageFact[];
  /** Packages of libraries that programs in C cannot be compiled with here. */
  readonly missingLibraries: readonly string[];
  /** Of Linux; none elsewhere. */
  readonly tools: readonly ToolFact[];
  readonly kernelFacts: boolean;
  readonly userNamespaces: UserNamespaces;
  readonly controlGroups: 'v2' | 'v1' | 'none';
  /** Soft limits as the system names them, e.g. `1024`, `unlimited`; null where they are not shown. */
  readonly limits: { readonly processes: string | null; readonly files: string | null };
};

export type UserNamespaces = {
  /** How many there may be; null where the kernel does not say. */
  readonly most: number | null;
  /** Debian's own switch for ordinary users; null where there is none. */
  readonly allowed: boolean | null;
  /** AppArmor allows them only to programs it knows (Ubuntu 23.10 and later). */
  readonly restricted: boolean;
};

const levels: readonly Isolation[] = ['sandbox', 'network', 'bare'];

const neededTools = [
  ['bwrap', 'bubblewrap'],
  ['unshare', 'util-linux'],
  ['setpriv', 'util-linux'],
  ['prlimit', 'util-linux'],
  ['ip', 'iproute2'],
] as const;

export async function examineMachine(): Promise<Machine> {
  const isLinux = process.platform === 'linux';
  return {
    platform: process.platform,
    release: release(),
    isRoot: process.getuid?.() === 0,
    isContainer: existsSync('/.dockerenv') || existsSync('/run/.containerenv'),
    levels: await inTurn(levels, tryLevel),
    languages: await inTurn(languages, ({ id }) => examineLanguage(id)),
    missingLibraries: await missingLibraries(),
    tools: isLinux ? await inTurn(neededTools, examineTool) : [],
    kernelFacts: kernelShowsFacts(),
    userNamespaces: {
      most: numberIn('/proc/sys/user/max_user_namespaces'),
      allowed: switchIn('/proc/sys/kernel/unprivileged_userns_clone'),
      restricted: switchIn('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === true,
    },
    controlGroups: controlGroups(),
    limits: { processes: softLimit('Max processes'), files: softLimit('Max open files') },
  };
}

async function inTurn<Item, Result>(items: readonly Item[], ask: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await ask(item));
  return results;
}

async function tryLevel(level: Isolation): Promise<LevelFact> {
  try {
    await using _ = await WorkerPool.open({ exercises: [], isolation: level, kernel: 'auto', workers: 1 });
    return { level, failure: null };
  } catch (error) {
    return { level, failure: reasonOf(error) };
  }
}

async function examineLanguage(language: string): Promise<LanguageFact> {
  const path = await findTool(language);
  return { language, path, version: path === null ? null : await versionOf(path, '--version') };
}

async function examineTool([tool, from]: (typeof neededTools)[number]): Promise<ToolFact> {
  const path = findCommand(tool);
  const version = path === undefined ? null : await versionOf(path, tool === 'ip' ? '-V' : '--version');
  return { tool, package: from, version };
}

async function missingLibraries(): Promise<string[]> {
  const compiler = await findTool('c');
  if (compiler === null) return Object.values(libraries).map((library) => library.package);
  const missing = await findMissingLibrary('c', compiler, ['openssl']);
  return missing === undefined ? [] : [missing.package];
}

const versionMs = 10_000;

/** The first line it prints; empty when it says nothing of the kind. */
async function versionOf(path: string, option: string): Promise<string> {
  const { stdout } = await promisify(execFile)(path, [option], { timeout: versionMs }).catch(() => ({ stdout: '' }));
  return stdout.split('\n')[0]?.trim() ?? '';
}

function numberIn(path: string): number | null {
  const text = readProc(path);
  return text === undefined ? null : Number(text);
}

function switchIn(path: string): boolean | null {
  const number = numberIn(path);
  return number === null ? null : number !== 0;
}

function controlGroups(): Machine['controlGroups'] {
  if (existsSync('/sys/fs/cgroup/cgroup.controllers')) return 'v2';
  return existsSync('/sys/fs/cgroup/memory') ? 'v1' : 'none';
}

/** The first column after the name in /proc/self/limits. */
function softLimit(name: string): string | null {
  const line = (readProc('/proc/self/limits') ?? '').split('\n').find((one) => one.startsWith(name));
  return line?.slice(name.length).trim().split(/\s+/)[0] ?? null;
}
