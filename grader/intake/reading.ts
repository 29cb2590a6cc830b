/** What a name says about who handed something in. */
import type { LeftOut, Student } from '../model/handed-in.ts';

/** Something that is (a part of) what a student handed in. */
export type Part = {
  /** Of a branch: a folder whose content it is, or a file. */
  readonly path: string;
  /** Where it comes to be in the submission; empty for a folder that is the submission. */
  readonly as: string;
};

export type Reading =
  | {
      readonly kind: 'part';
      readonly part: Part;
      readonly student: Student;
      /** The same for all that comes from one student, whatever else is called the same. */
      readonly group: string;
      /** The same for all of one attempt; a later one is greater, numbers counted as numbers. */
      readonly attempt: string;
      readonly late: boolean;
    }
  | ({ readonly kind: 'left-out' } & LeftOut);
