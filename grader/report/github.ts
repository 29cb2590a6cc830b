/**
 * Grades for GitHub Actions: annotations beside the students' files, and a page for the summary of the job. Pure: the
 * caller says where a file lies in the repository, and prints.
 */
import { annotationsOf } from './github/annotations.ts';
import { annotationCommand } from './github/workflow-command.ts';
import type { ReportedAll } from './reported.ts';

export { renderSummary } from './github/summary.ts';
export { resumeCommands, stopCommands } from './github/workflow-command.ts';

/** One workflow command a line, empty when there is nothing to say. Whatever else is printed belongs between `stopCommands` and `resumeCommands`. */
export function renderAnnotations(all: ReportedAll): string {
  return annotationsOf(all)
    .map((annotation) => `${annotationCommand(annotation)}\n`)
    .join('');
}
