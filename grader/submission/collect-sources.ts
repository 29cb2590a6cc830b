/** The files of a listing that could be programs, each with what its content does. */
import { endingOf } from './file-name.ts';
import type { FileKind, ListedFile } from './list-files.ts';
import type { ReadSource } from './read-source.ts';
import { readContent, type Content } from './source-content.ts';

/** A language as far as finding its sources goes; the preferred languages, and their usual endings, come first. */
export type SourceLanguage = { readonly id: string; readonly endings: readonly string[] };

export type Submitted = {
  readonly files: readonly ListedFile[];
  readonly read: ReadSource;
  readonly languages: readonly SourceLanguage[];
  /** Whether a text is as it was handed out to be written on. */
  readonly isStub?: (text: string) => boolean;
  /** Files that are there, and programs of something else. */
  readonly elsewhere?: ReadonlySet<string>;
};

export type Source = {
  readonly path: string;
  readonly kind: FileKind;
  readonly language: string;
  /** Undefined when it cannot be read. */
  readonly content: Content | undefined;
};

/** Sources in a language that is not graded, or whose ending a careless save has covered: named, never started. */
const otherSource = /\.(?:java|go|cs|cpp|cc|cxx|rb|php|rs|kt|ipynb|pyw)$|\.(?:py|c|ts|js)\.txt$/i;

export function collectSources({ files, read, languages, isStub, elsewhere }: Submitted): readonly Source[] {
  const paths = new Set(files.map(({ path }) => path));
  return files.flatMap(({ path, kind }): Source[] => {
    const language = languageOf(path, languages);
    if (language === undefined || isGenerated(path, paths) || elsewhere?.has(path) === true) return [];
    const text = kind === 'file' ? read(path) : undefined;
    if (text === undefined) return [{ path, kind, language, content: undefined }];
    const content = readContent(text, language);
    return [{ path, kind, language, content: { ...content, blank: content.blank || isStub?.(text) === true } }];
  });
}

/** Language by the ending of a path, or undefined when it is none of these. */
export function languageOf(path: string, languages: readonly SourceLanguage[]): string | undefined {
  return languages.find(({ endings }) => endings.includes(endingOf(path)))?.id;
}

/** Paths of everything a person would call a source, what is nearest to the root first. */
export function sourcePaths({ files, languages }: Submitted): string[] {
  return files
    .filter(
      ({ path, kind }) => kind === 'file' && (languageOf(path, languages) !== undefined || otherSource.test(path)),
    )
    .map(({ path }) => path)
    .toSorted(nearerFirst);
}

/** Order of paths: fewer folders first, then by name. */
export function nearerFirst(a: string, b: string): number {
  const deeper = a.split('/').length - b.split('/').length;
  if (deeper !== 0) return deeper;
  return a < b ? -1 : 1;
}

/** Type declarations, and the JavaScript a compiler left beside its TypeScript. */
function isGenerated(path: string, paths: ReadonlySet<string>): boolean {
  if (/\.d\.[cm]?ts$/i.test(path)) return true;
  return /\.[cm]?js$/i.test(path) && paths.has(path.replace(/js$/i, 'ts'));
}
