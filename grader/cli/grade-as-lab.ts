/** What a grade is worth in a lab, with the written report that the lab may ask for. */
import { withLab } from '../grading/grade-lab.ts';
import type { SubmissionGrade } from '../model/grade.ts';
import type { LabWork } from './find-lab.ts';
import { exercisesFolder } from './project.ts';

export async function gradeAsLab(
  graded: SubmissionGrade,
  { lab, template, reportFolder, contested }: LabWork['lab'],
): Promise<SubmissionGrade> {
  if (lab.report === undefined) return withLab(graded, lab, null, contested);
  const { gradeReport } = await import('../writeup/grade-report.ts');
  return withLab(graded, lab, await gradeReport(reportFolder, lab.report, template, exercisesFolder), contested);
}
