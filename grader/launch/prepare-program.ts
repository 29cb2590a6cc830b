/** From a source file to a command line that runs it: compiles where the language compiles. */
import { copyFile, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { languageNamed, type Language, type Library } from './languages.ts';

export type Preparation = {
  readonly language: string;
  readonly tool: string;
  /** Absolute path of the source file. */
  readonly source: string;
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
      /** The source sets timers the kernel does not show (SO_RCVTIMEO, alarm): its silence proves nothing. */
      readonly hiddenTimers: boolean;
      /** Numbers in the sources that may be ports: where a client calls that takes none from its arguments. */
      readonly portsInSource: readonly number[];
      /** The sources call accept(), and nowhere anything that listens. */
      readonly listenMissing: boolean;
    }
  | { readonly kind: 'compile-failed'; readonly log: Uint8Array };

const compileMs = 60_000;
/** Time a compiler has to put its files away once it is told to end. */
const killMs = 1000;
const longestLogBytes = 16 * 1024;
/** A compiler that says more than this is stopped; warnings alone can be long. */
const mostCompilerBytes = 4 * 1024 * 1024;

/**
 * An abort ends the compiler, and all it has started, before this settles. Rejects when there is no saying whether the
 * program compiles: the compiler is missing, was killed, took too long or said too much.
 */
export async function prepareProgram(
  { language: id, tool, source, built, libraries = [] }: Preparation,
  abort: AbortSignal = new AbortController().signal,
): Promise<Prepared> {
  const language = languageNamed(id);
  const place = { tool, built, libraries, source: await runnable(source, built, language) };
  if (language.compile !== undefined) {
    await mkdir(built, { recursive: true });
    const failure = await compile(language.compile(place), dirname(source), abort);
    if (failure !== undefined) return { kind: 'compile-failed', log: failure };
  }
  const texts = await sourcesBeside(source, language.endings);
  return {
    kind: 'ready',
    language: id,
    command: language.run(place),
    folder: dirname(source),
    workFolder: dirname(built),
    hiddenTimers: texts.some((text) => hiddenTimer.test(text)),
    portsInSource: portsIn(texts),
    listenMissing: isListenMissing(texts.map(withoutComments)),
  };
}

/** The compiler's log when it refused the program. Throws when it could not say whether the program is right. */
async function compile(
  command: readonly string[],
  folder: string,
  abort: AbortSignal,
): Promise<Uint8Array | undefined> {
  const { execa } = await import('execa');
  const [tool = '', ...args] = command;
  const result = await execa(tool, args, {
    cwd: folder,
    reject: false,
    timeout: compileMs,
    killDescendants: true,
    forceKillAfterDelay: killMs,
    cancelSignal: abort,
    all: true,
    encoding: 'buffer',
    maxBuffer: mostCompilerBytes,
    stdin: 'ignore',
    extendEnv: false,
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', TMPDIR: process.env['TMPDIR'] },
  });
  if (result.exitCode === 0) return undefined;
  const hasRefused = result.exitCode !== undefined && !result.timedOut && !result.isMaxBuffer && !result.isCanceled;
  if (!hasRefused) throw new Error(`The compiler could not do its work: ${result.shortMessage}`);
  return result.all.slice(0, longestLogBytes);
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
async function runnable(source: string, built: string, { smallEndingsOnly, endings }: Language): Promise<string> {
  if (smallEndingsOnly === undefined || source === withSmallEnding(source)) return source;
  const copyOf = (path: string): string => withSmallEnding(join(built, basename(path)));
  await mkdir(built, { recursive: true });
  for (const path of [...(await pathsBeside(source, endings)), source]) await copyFile(path, copyOf(path));
  return copyOf(source);
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
