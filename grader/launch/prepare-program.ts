/** From a source file to a command line that runs it: compiles where the language compiles. */
import { copyFile, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { carryFiles, type Around, type CarriedFile } from './carried-files.ts';
import { compile, type CompileRun } from './compile.ts';
import { languageNamed, type Language, type Library } from './languages.ts';
import type { Sandbox } from './sandbox.ts';
import { SandboxRoom, type Carried, type Places } from './sandbox-room.ts';

export type Preparation = {
  readonly language: string;
  readonly tool: string;
  /** Absolute path of the source file. */
  readonly source: string;
  /** Folder of all that was handed in: in a sandbox, what is beside the program's own folder is there too. */
  readonly root?: string;
  /** A folder of the grader's, for what compiling makes. */
  readonly built: string;
  /** What it is linked with where it is compiled, besides the standard library. */
  readonly libraries?: readonly Library[];
};

export type Prepared =
  | {
      readonly kind: 'ready';
      readonly language: string;
      readonly command: readonly string[];
      readonly folder: string;
      /** A folder of the grader's, to be made when it is needed, that goes when the grader ends. */
      readonly workFolder: string;
      /** Where programs are sandboxed: what each check lays down anew. */
      readonly carried?: Carried;
      /** The source sets timers the kernel does not show (SO_RCVTIMEO, alarm): its silence proves nothing. */
      readonly hiddenTimers: boolean;
      /** Numbers in the sources that may be ports: where a client calls that takes none from its arguments. */
      readonly portsInSource: readonly number[];
      /** The sources call accept(), and nowhere anything that listens. */
      readonly listenMissing: boolean;
    }
  | { readonly kind: 'compile-failed'; readonly log: Uint8Array };

/**
 * An abort ends the compiler, and all it has started, before this settles. Rejects when there is no saying whether the
 * program compiles: the compiler is missing, was killed, took too long or said too much.
 */
export async function prepareProgram(
  preparation: Preparation,
  abort: AbortSignal = new AbortController().signal,
): Promise<Prepared> {
  const { source, built } = preparation;
  const places = { folder: dirname(source), built };
  return prepareIn(places, preparation, { abort });
}

/** Copies for a program that is sandboxed: of its folder, and of what was handed in beside it. */
export type Copies = { readonly folder: readonly CarriedFile[]; readonly around?: Around };

/** The same for a sandbox, of copies: nothing of a stranger's is read or compiled outside of it. */
export async function prepareSandboxed(
  preparation: Preparation,
  copies: Copies,
  sandbox: Sandbox,
  abort: AbortSignal,
): Promise<Prepared> {
  const places = { folder: dirname(preparation.source), built: preparation.built };
  using room = new SandboxRoom(sandbox, { ...copies, built: [], places });
  const prepared = await prepareIn(room.real, preparation, { abort, room });
  if (prepared.kind !== 'ready') return prepared;
  return { ...prepared, carried: { ...copies, built: await carryFiles(room.real.built), places } };
}

/** `real`: where the two folders stand for the grader; the program and its compiler know them by other names in a sandbox. */
async function prepareIn(real: Places, preparation: Preparation, run: CompileRun): Promise<Prepared> {
  const { language: id, tool, source, built, libraries = [] } = preparation;
  const language = languageNamed(id);
  const folder = dirname(source);
  const place = { tool, built, libraries, source: await runnable(real, preparation, language) };
  if (language.compile !== undefined) {
    await mkdir(real.built, { recursive: true });
    const failure = await compile(language, place, { folder, built }, run);
    if (failure !== undefined) return { kind: 'compile-failed', log: failure };
  }
  const texts = await sourcesBeside(join(real.folder, basename(source)), language.endings);
  return {
    kind: 'ready',
    language: id,
    command: language.run(place),
    folder,
    workFolder: dirname(built),
    hiddenTimers: texts.some((text) => hiddenTimer.test(text)),
    portsInSource: portsIn(texts),
    listenMissing: isListenMissing(texts.map(withoutComments)),
  };
}

const hiddenTimer = /RCVTIMEO|SNDTIMEO|\balarm\b|itimer|timer_create/;
const longestSourceBytes = 1024 * 1024;

const mostSources = 50;

/** Texts of the sources in the program's folder, its own among them: it may use any of them. */
async function sourcesBeside(source: string, endings: readonly string[]): Promise<string[]> {
  const paths = await pathsBeside(source, endings);
  return Promise.all([source, ...paths].map(readSource));
}

async function pathsBeside(source: string, endings: readonly string[]): Promise<string[]> {
  const folder = dirname(source);
  const names = (await readdir(folder)).filter((name) => endings.includes(extname(name).toLowerCase()));
  return names.slice(0, mostSources).map((name) => join(folder, name));
}

/** The source under a name its tool accepts: a copy, and of the sources it may import too, where its ending is in capitals. */
async function runnable(
  real: Places,
  { source, built }: Preparation,
  { smallEndingsOnly, endings }: Language,
): Promise<string> {
  if (smallEndingsOnly === undefined || source === withSmallEnding(source)) return source;
  const realSource = join(real.folder, basename(source));
  await mkdir(real.built, { recursive: true });
  for (const path of [...(await pathsBeside(realSource, endings)), realSource])
    await copyFile(path, withSmallEnding(join(real.built, basename(path))));
  return withSmallEnding(join(built, basename(source)));
}

function withSmallEnding(path: string): string {
  const ending = extname(path);
  return path.slice(0, path.length - ending.length) + ending.toLowerCase();
}

function isListenMissing(texts: readonly string[]): boolean {
  return texts.some((text) => /\baccept4?\s*\(/.test(text)) && !texts.some((text) => opensListener.test(text));
}

/** Also what listens by itself, like create_server() in Python. */
const opensListener = /\blisten\s*\(|create_server|socketserver/i;

/** Comments that take whole lines: a listen() there is none. */
function withoutComments(text: string): string {
  return text.replaceAll(/^\s*(?:#|\/\/).*$/gm, '');
}

const mostPorts = 12;

function portsIn(texts: readonly string[]): number[] {
  const numerals = texts.flatMap((text) => text.match(/(?<![\w.])\d{4,5}(?![\w.])/g) ?? []);
  const ports = [...new Set(numerals.map(Number))].filter((port) => port > 1024 && port < 65_535);
  return ports.toSorted((a, b) => Number(isSize(a)) - Number(isSize(b))).slice(0, mostPorts);
}

/** Powers of two are mostly sizes of buffers. */
function isSize(number: number): boolean {
  return Number.isInteger(Math.log2(number));
}

async function readSource(path: string): Promise<string> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined || !facts.isFile() || facts.size > longestSourceBytes) return '';
  return readFile(path, 'latin1');
}
