/**
 * The languages a student's program may be written in. Adding one is adding an entry: its file endings, the tool that
 * compiles or runs it, and the two command lines.
 */
import { join } from 'node:path';

export type Language = {
  readonly id: string;
  readonly endings: readonly string[];
  /** The tool goes by the ending, and knows it in small letters only. */
  readonly smallEndingsOnly?: boolean;
  /** Commands that can do the work, the preferred one first. */
  readonly tools: readonly string[];
  /** Arguments that make the tool print the path of the program that really runs (a version switcher is slow). */
  readonly whereabouts?: readonly string[];
  /** Arguments with which the tool works, and ends at once, where it has all that it needs. */
  readonly trial: readonly string[];
  /** Command line that compiles `source` into the folder `built`; none where the source is run as it is. */
  readonly compile?: (place: Place) => readonly string[];
  /** Files of the grader's own that compiling reads. */
  readonly compiledWith?: readonly string[];
  readonly run: (place: Place) => readonly string[];
  /** Environment that makes output leave the program at once when `immediate`. */
  readonly environment: (flushing: 'immediate' | 'natural') => Readonly<Record<string, string>>;
};

export type Place = {
  readonly tool: string;
  readonly source: string;
  readonly built: string;
  /** What the program is linked with, besides the standard library. */
  readonly libraries?: readonly Library[];
};

/** What a library needs: a header to compile with, the package that has it in Debian, options for the linker. */
export const libraries = {
  openssl: { header: 'openssl/ssl.h', package: 'libssl-dev', link: ['-lssl', '-lcrypto'] },
} as const;

export type Library = keyof typeof libraries;

const lineBuffering = join(import.meta.dirname, 'line-buffering.c');

/** The language is said, for a source whose ending is in capitals would be C++. */
const compilerOptions = ['-g', '-pthread', '-x', 'c'];

/**
 * After it has used much memory, as for taking the types off a TypeScript file, V8 sets a timer of 8 s to give some back:
 * a program that only waits would look for so long as if it were still to do something.
 */
const nodeOptions = ['--disable-warning=ExperimentalWarning', '--no-memory-reducer'];

const runByNode = {
  smallEndingsOnly: true,
  tools: [process.execPath],
  trial: ['--eval', ''],
  run: ({ tool, source }: Place) => [tool, ...nodeOptions, source],
  environment: () => ({}),
};

export const languages: readonly Language[] = [
  {
    id: 'python',
    endings: ['.py'],
    tools: ['python3', 'python'],
    whereabouts: ['-c', 'import sys; print(sys.executable)'],
    trial: ['-c', 'import socket'],
    run: ({ tool, source }) => [tool, source],
    environment: (flushing) => ({
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONUTF8: '1',
      ...(flushing === 'immediate' ? { PYTHONUNBUFFERED: '1' } : {}),
    }),
  },
  { id: 'typescript', endings: ['.ts', '.mts'], ...runByNode },
  { id: 'javascript', endings: ['.js', '.mjs', '.cjs'], ...runByNode },
  {
    id: 'c',
    endings: ['.c'],
    tools: ['cc', 'gcc', 'clang'],
    trial: ['--version'],
    compile: ({ tool, source, built, libraries: names = [] }) => [
      tool,
      ...compilerOptions,
      '-o',
      join(built, 'program'),
      source,
      lineBuffering,
      ...names.flatMap((name) => libraries[name].link),
    ],
    compiledWith: [lineBuffering],
    run: ({ built }) => [join(built, 'program')],
    environment: (flushing) => (flushing === 'immediate' ? { SOCKLAB_LINE_BUFFERED: '1' } : {}),
  },
];

export function languageNamed(id: string): Language {
  const language = languages.find((one) => one.id === id);
  if (language === undefined) throw new Error(`No language called ${id}`);
  return language;
}
