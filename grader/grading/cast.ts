/** From the files that were found to programs that can be started, or the reason why one cannot. */
import { join, resolve } from 'node:path';
import { assertNever } from '../model/assert-never.ts';
import { reasonOf } from '../model/error-words.ts';
import type { Finding } from '../model/finding.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Actor } from '../scenario/stage.ts';
import { languageNamed, type Library } from '../launch/languages.ts';
import type { Preparation } from '../launch/prepare-program.ts';
import { findMissingLibrary } from '../launch/toolchain.ts';
import type { Found, ProgramSet } from '../submission/find-programs.ts';
import type { Jobs } from './jobs.ts';

/** A program in its part: ready to act, or the verdict for every check that would need it. */
export type Part =
  | { readonly kind: 'actor'; readonly actor: Actor }
  | { readonly kind: 'absent'; readonly verdict: Verdict };

/** Tools are looked for once in the life of a pool, where its programs run. */
const tools = new WeakMap<Jobs, Map<string, Promise<string | null>>>();

function toolFor(language: string, pool: Jobs): Promise<string | null> {
  const known = tools.get(pool) ?? new Map<string, Promise<string | null>>();
  tools.set(pool, known);
  const tool = known.get(language) ?? pool.run((worker) => worker.findTool(language));
  known.set(language, tool);
  // It may have been the worker's fault.
  tool.catch(() => known.delete(language));
  return tool;
}

/** `workFolder` is a folder of the grader's for what compiling makes; every program gets one of its own in it. */
export async function castPart(
  program: string,
  found: Found,
  root: string,
  workFolder: string,
  pool: Jobs,
  libraries: readonly Library[] = [],
): Promise<Part> {
  switch (found.kind) {
    case 'found': {
      const place = {
        root: resolve(root),
        source: resolve(root, found.path),
        built: join(workFolder, program),
        libraries,
      };
      return castFound(program, found.language, place, pool);
    }
    case 'missing':
      return failed({
        code: 'PROGRAM_MISSING',
        args: { program, lookedFor: found.lookedFor, found: found.found },
        evidence: [],
      });
    case 'ambiguous':
      return inconclusive({ code: 'PROGRAM_AMBIGUOUS', args: { program, candidates: found.candidates }, evidence: [] });
    case 'unreadable':
      return failed({
        code: 'PROGRAM_UNREADABLE',
        args: { program, path: found.path, reason: found.reason },
        evidence: [],
      });
    default:
      return assertNever(found);
  }
}

async function castFound(
  program: string,
  language: string,
  place: Omit<Preparation, 'language' | 'tool'>,
  pool: Jobs,
): Promise<Part> {
  try {
    const tool = await toolFor(language, pool);
    if (tool === null) {
      const args = { language, needs: languageNamed(language).tools };
      return inconclusive({ code: 'TOOLCHAIN_MISSING', args, evidence: [] });
    }
    const missing = await libraryMissing(language, tool, place.libraries ?? []);
    return missing ?? (await castPrepared(program, { ...place, language, tool }, pool));
  } catch (error) {
    return { kind: 'absent', verdict: { kind: 'grader-error', message: reasonOf(error) } };
  }
}

async function libraryMissing(
  language: string,
  tool: string,
  libraries: readonly Library[],
): Promise<Part | undefined> {
  const missing = await findMissingLibrary(language, tool, libraries);
  if (missing === undefined) return undefined;
  const { header, package: wanted } = missing;
  return inconclusive({ code: 'LIBRARY_MISSING', args: { language, header, package: wanted }, evidence: [] });
}

async function castPrepared(program: string, preparation: Preparation, pool: Jobs): Promise<Part> {
  const prepared = await pool.run((worker) => worker.prepare(preparation));
  if (prepared.kind === 'ready') return { kind: 'actor', actor: { prepared, fixedPort: undefined } };
  return failed({ code: 'COMPILE_FAILED', args: { program, log: prepared.log }, evidence: [] });
}

function failed(finding: Finding): Part {
  return { kind: 'absent', verdict: { kind: 'failed', findings: [finding] } };
}

function inconclusive(finding: Finding): Part {
  return { kind: 'absent', verdict: { kind: 'inconclusive', findings: [finding] } };
}

export function languageOfPart(set: ProgramSet, program: string): { language: string | null; file: string | null } {
  const found = set.programs[program];
  return found?.kind === 'found' ? { language: found.language, file: found.path } : { language: null, file: null };
}
