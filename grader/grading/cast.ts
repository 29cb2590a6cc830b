/** From the files that were found to programs that can be started, or the reason why one cannot. */
import { join, resolve } from 'node:path';
import { assertNever } from '../model/assert-never.ts';
import { reasonOf } from '../model/error-words.ts';
import type { Finding } from '../model/finding.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Actor } from '../scenario/stage.ts';
import { languageNamed, type Library } from '../launch/languages.ts';
import type { Preparation } from '../launch/prepare-program.ts';
import { findMissingLibrary, findTool } from '../launch/toolchain.ts';
import type { Found, ProgramSet } from '../submission/find-programs.ts';
import type { Jobs } from './jobs.ts';

/** A program in its part: ready to act, or the verdict for every check that would need it. */
export type Part =
  | { readonly kind: 'actor'; readonly actor: Actor }
  | { readonly kind: 'absent'; readonly verdict: Verdict };

/** Tools are looked for once in the life of the grader. */
const tools = new Map<string, Promise<string | null>>();

function toolFor(language: string): Promise<string | null> {
  const known = tools.get(language) ?? findTool(language);
  tools.set(language, known);
  return known;
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
      const { language } = found;
      const tool = await toolFor(language);
      if (tool === null)
        return inconclusive({
          code: 'TOOLCHAIN_MISSING',
          args: { language, needs: languageNamed(language).tools },
          evidence: [],
        });
      const missing = await libraryMissing(language, tool, libraries);
      if (missing !== undefined) return missing;
      const built = join(workFolder, program);
      const preparation = { language, tool, source: resolve(root, found.path), built, libraries };
      return castPrepared(program, preparation, pool);
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
  try {
    const prepared = await pool.run((worker) => worker.prepare(preparation));
    if (prepared.kind === 'ready') return { kind: 'actor', actor: { prepared, fixedPort: undefined } };
    return failed({ code: 'COMPILE_FAILED', args: { program, log: prepared.log }, evidence: [] });
  } catch (error) {
    return { kind: 'absent', verdict: { kind: 'grader-error', message: reasonOf(error) } };
  }
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
