/** A class: who handed in what, and what came of it. */
import type { ArchiveProblem } from './archive-problem.ts';
import type { SubmissionGrade } from './grade.ts';

export type Student = {
  /** As the learning platform, or the name of what was handed in, has it. */
  readonly name: string;
  /** What the platform knows the student by (Moodle's participant number, Canvas' user id); null where nothing says it. */
  readonly id: string | null;
};

/** One student's hand-in, the one that counts. */
export type HandedIn = {
  /** Unlike any other's of the class, and fit to be a file name everywhere: what results are kept under. */
  readonly key: string;
  readonly student: Student;
  /** What was handed in, as the instructor finds it: relative to the folder or archive they gave. */
  readonly source: string;
  readonly late: boolean;
  /** Earlier attempts of the same student, which do not count, as `source`. */
  readonly superseded: readonly string[];
};

/** Whose way of naming what was handed in; `plain` are folders and archives that bear the name of a student. */
export type Preset = 'moodle' | 'canvas' | 'brightspace' | 'blackboard' | 'teams' | 'plain' | 'names';

export type WhyLeftOut =
  /** Written into a form of the platform, not handed in as a file. */
  | 'online-text'
  /** What the platform adds about a hand-in. */
  | 'receipt'
  /** Neither a folder nor an archive nor a program, beside what is handed in. */
  | 'no-submission'
  /** The pattern the instructor gave does not fit its name. */
  | 'no-match'
  /** A link, a pipe, a device. */
  | 'no-plain-file'
  /** Its name leads out of the folder it is in. */
  | 'path-outside';

export type LeftOut = { readonly source: string; readonly because: WhyLeftOut };

/** Why nothing at all can be taken in. */
export type IntakeProblem =
  /** `detail` is what the engine says of a pattern that is no regular expression. */
  | { readonly code: 'BAD_PATTERN'; readonly detail: string }
  | { readonly code: 'UNKNOWN_GROUP'; readonly group: string; readonly known: readonly string[] }
  | { readonly code: 'NO_NAME_GROUP' }
  /** `examples` are some of the names it was tried on. */
  | { readonly code: 'MATCHES_NOTHING'; readonly pattern: string; readonly examples: readonly string[] };

export type BatchOutcome =
  | { readonly kind: 'graded'; readonly grade: SubmissionGrade }
  /** The student has to hand in again: the archive cannot be opened safely, or there is none. */
  | { readonly kind: 'ungradable'; readonly because: ArchiveProblem }
  /** The grader's fault; the message is for whoever mends it. */
  | { readonly kind: 'grader-error'; readonly message: string };

export type BatchResult = { readonly handedIn: HandedIn; readonly outcome: BatchOutcome };
