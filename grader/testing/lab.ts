/**
 * What tests of running programs share: a folder of their own for five-line programs in any language, which end with
 * the test. A test that asks for something this machine lacks is skipped, and the reason is told at the end of the run.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'vitest';
import { languageNamed } from '../launch/languages.ts';
import { prepareProgram, type Prepared } from '../launch/prepare-program.ts';
import type { Launch } from '../launch/running-program.ts';
import { toolFor, type Need } from './needs.ts';
import { Started } from './started.ts';

export type Ready = Extract<Prepared, { kind: 'ready' }>;

export class Lab implements AsyncDisposable {
  readonly folder: string;
  readonly #opened = new AsyncDisposableStack();
  readonly #context: TestContext;
  #sources = 0;

  private constructor(folder: string, context: TestContext) {
    this.folder = folder;
    this.#context = context;
  }

  static async open(context: TestContext): Promise<Lab> {
    return new Lab(await mkdtemp(join(tmpdir(), 'lab-')), context);
  }

  #skip(what: string): never {
    return this.#context.skip(`needs ${what}`);
  }

  needs({ what, isHere }: Need): void {
    if (!isHere()) this.#skip(what);
  }

  /** Ends it with the test. */
  use<Resource extends AsyncDisposable | Disposable>(resource: Resource): Resource {
    return this.#opened.use(resource);
  }

  /** Writes a source down, in a folder of its own; its lines may stand indented in the test. Gives the path. */
  async write(name: string, source: string): Promise<string> {
    this.#sources += 1;
    const path = join(this.folder, String(this.#sources), name);
    await mkdir(dirname(path));
    await writeFile(path, dedent(source));
    return path;
  }

  /** Writes another source into the folder of one. */
  async writeBeside(path: string, name: string, source: string): Promise<void> {
    await writeFile(join(dirname(path), name), dedent(source));
  }

  async tool(language: string): Promise<string> {
    const tool = await toolFor(language);
    return tool ?? this.#skip(languageNamed(language).tools.join(' or '));
  }

  /** Writes the source down and makes a program of it, compiled where that is needed. */
  async prepare(language: string, source: string): Promise<Ready> {
    const tool = await this.tool(language);
    const path = await this.write(`program${languageNamed(language).endings.at(-1)}`, source);
    const prepared = await prepareProgram({ language, tool, source: path, built: `${path}-built` });
    if (prepared.kind === 'ready') return prepared;
    throw new Error(new TextDecoder().decode(prepared.log));
  }

  start(launch: Partial<Launch> & Pick<Launch, 'command'>): Started {
    const rest = { language: 'python', args: [], folder: this.folder, host: '127.0.0.1', port: 0 } as const;
    return this.use(new Started({ ...rest, flushing: 'immediate', ...launch }));
  }

  async python(source: string, ...args: string[]): Promise<Started> {
    const { command } = await this.prepare('python', source);
    return this.start({ command, args });
  }

  async node(source: string, ...args: string[]): Promise<Started> {
    const { command } = await this.prepare('javascript', source);
    return this.start({ language: 'javascript', command, args });
  }

  async c(source: string, ...args: string[]): Promise<Started> {
    const { command } = await this.prepare('c', source);
    return this.start({ language: 'c', command, args });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened.disposeAsync();
    await rm(this.folder, { recursive: true });
  }
}

/** Takes away the indentation that all lines share. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const shared = Math.min(...indents);
  return `${lines.map((line) => line.slice(shared)).join('\n')}\n`;
}
