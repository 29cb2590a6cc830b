/** From the text of a lab file to a lab, or to every error in it with its place. */
import type { Fault } from './fault.ts';
import { notAmong, shown } from './fault.ts';
import { labSchema, type Lab, type LabPart, type LabSection } from './lab.ts';
import { parseFile } from './parse-file.ts';
import type { SpecError } from './spec-error.ts';

export type ParsedLab =
  | { readonly ok: true; readonly lab: Lab }
  | { readonly ok: false; readonly errors: readonly SpecError[] };

/**
 * Pure, and never throws. `folder` is the name the lab must have, `exercises` the ids of the exercises there are,
 * `templates`, when given, the files that may be the template of its report.
 */
export function parseLab(
  text: string,
  file: string,
  folder: string,
  exercises: readonly string[],
  templates?: readonly string[],
): ParsedLab {
  const parsed = parseFile(text, file, {
    schema: labSchema,
    faultsOf: (lab) => [...labFaults(lab, folder, exercises), ...templateFaults(lab, templates)],
  });
  return parsed.ok ? { ok: true, lab: parsed.value } : parsed;
}

function labFaults({ id, parts, report }: Lab, folder: string, exercises: readonly string[]): Fault[] {
  const wrongName: Fault[] =
    id === folder ? [] : [{ path: ['id'], problem: { code: 'ID_NOT_FOLDER', folder }, found: shown(id) }];
  return [
    ...wrongName,
    ...parts.flatMap((part, index) => partFaults(part.exercise, index, parts, exercises)),
    ...parts.flatMap(levelFaults),
    ...headingFaults(report?.sections ?? []),
  ];
}

function templateFaults({ report }: Lab, templates: readonly string[] | undefined): Fault[] {
  if (report === undefined || templates === undefined || templates.includes(report.template)) return [];
  const { template } = report;
  const path = ['report', 'template'];
  return [{ path, problem: { code: 'UNKNOWN_TEMPLATE', template }, ...notAmong(template, templates) }];
}

function levelFaults({ levels }: LabPart, index: number): Fault[] {
  if (levels === undefined || levels.basic + levels.robust > 0) return [];
  return [{ path: ['parts', index, 'levels'], problem: { code: 'LEVELS_WORTH_NOTHING' } }];
}

/** One heading under two sections would earn the points of both with one answer. */
function headingFaults(sections: readonly LabSection[]): Fault[] {
  const headings = sections.flatMap(({ heading }, section) =>
    heading.map((text, at) => ({
      text: text.toLowerCase(),
      section,
      path: ['report', 'sections', section, 'heading', at],
    })),
  );
  return headings.flatMap(({ text, section, path }): Fault[] => {
    const first = headings.find((other) => other.text === text && other.section < section);
    if (first === undefined) return [];
    return [{ path, problem: { code: 'DUPLICATE_SECTION', heading: text }, related: first.path }];
  });
}

function partFaults(exercise: string, index: number, parts: Lab['parts'], exercises: readonly string[]): Fault[] {
  const path = ['parts', index, 'exercise'];
  if (!exercises.includes(exercise)) {
    return [{ path, problem: { code: 'UNKNOWN_EXERCISE', exercise }, ...notAmong(exercise, exercises) }];
  }
  const first = parts.findIndex((part) => part.exercise === exercise);
  if (first === index) return [];
  return [{ path, problem: { code: 'DUPLICATE_PART', exercise }, related: ['parts', first, 'exercise'] }];
}
