/** Which tool of this machine compiles or runs a language. */
import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { codeOf } from '../model/error-words.ts';
import { languageNamed, libraries, type Library } from './languages.ts';

/** Path of the tool, or null when the machine has none of those the language can use. */
export async function findTool(languageId: string): Promise<string | null> {
  for await (const tool of toolsFor(languageId)) return tool;
  return null;
}

/** Paths of the tools the language can use, the one to be preferred first. */
export async function* toolsFor(languageId: string): AsyncGenerator<string, void> {
  const { tools, whereabouts } = languageNamed(languageId);
  for (const path of tools.flatMap(findCommands)) {
    const real = whereabouts === undefined || !isScript(path) ? path : await askWhereabouts(path, whereabouts);
    if (real !== undefined) yield real;
  }
}

/** The first of the libraries that programs of a compiled language cannot be compiled with here. */
export async function findMissingLibrary(
  languageId: string,
  tool: string,
  wanted: readonly Library[],
): Promise<(typeof libraries)[Library] | undefined> {
  if (languageNamed(languageId).compile === undefined) return undefined;
  for (const name of wanted) if (!(await hasHeader(tool, libraries[name].header))) return libraries[name];
  return undefined;
}

async function hasHeader(compiler: string, header: string): Promise<boolean> {
  const { execa } = await import('execa');
  const answer = await execa(compiler, ['-E', '-x', 'c', '-'], {
    input: `#include <${header}>\n`,
    reject: false,
    timeout: 10_000,
    stdout: 'ignore',
  });
  return !answer.failed;
}

/** Path of a command; undefined when it is not on the search path. */
export function findCommand(tool: string): string | undefined {
  return findCommands(tool)[0];
}

function findCommands(tool: string): string[] {
  if (isAbsolute(tool)) return [tool];
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  return searchPath()
    .flatMap((folder) => endings.map((ending) => join(folder, tool + ending)))
    .filter(isExecutable);
}

function searchPath(): string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
}

/** Folders of the search path that whoever runs this may not look into: what stands in them is not found. */
export function closedFolders(): string[] {
  return searchPath().filter((folder) => {
    try {
      accessSync(folder, constants.X_OK);
      return false;
    } catch (error) {
      return codeOf(error) === 'EACCES';
    }
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Version switchers put scripts on the path in the place of the tools. */
function isScript(path: string): boolean {
  const start = new Uint8Array(2);
  try {
    const file = openSync(path, 'r');
    readSync(file, start);
    closeSync(file);
  } catch {
    // What may be run and not read is no script.
    return false;
  }
  return new TextDecoder().decode(start) === '#!';
}

async function askWhereabouts(path: string, question: readonly string[]): Promise<string | undefined> {
  const { execa } = await import('execa');
  const answer = await execa(path, question, { reject: false, timeout: 10_000, stdin: 'ignore' });
  return answer.failed || answer.stdout.trim() === '' ? undefined : answer.stdout.trim();
}
