/** The outcome of grading a lab: what its exercises and its report are worth together. */

/** Why a section of a report is not answered. */
export type SectionProblem =
  | { readonly code: 'HEADING_MISSING' }
  | { readonly code: 'EMPTY' }
  /** All there is are the words of the template. */
  | { readonly code: 'TEMPLATE_ONLY' }
  | { readonly code: 'TOO_SHORT'; readonly words: number; readonly wanted: number }
  | { readonly code: 'EVIDENCE_MISSING' }
  /** It shows a picture that was not handed in. */
  | { readonly code: 'PICTURE_MISSING'; readonly path: string };

export type SectionResult = {
  /** As the lab writes it. */
  readonly heading: string;
  readonly points: number;
  readonly maxPoints: number;
  /** Points that only a person can give, and that are open: none where there is no answer. */
  readonly byHand: number;
  readonly problem: SectionProblem | null;
};

/** Why a report cannot be read at all. */
export type ReportProblem =
  | { readonly code: 'REPORT_MISSING'; readonly lookedFor: string; readonly found: readonly string[] }
  /** It may not be read. */
  | { readonly code: 'REPORT_UNREADABLE' }
  | { readonly code: 'REPORT_NOT_UTF8' }
  | { readonly code: 'REPORT_TOO_LARGE'; readonly limitBytes: number };

export type ReportGrade = {
  /** Path of the file in the submission. */
  readonly file: string | null;
  readonly problem: ReportProblem | null;
  /** One for each section the lab asks for, in its order; none of them earns anything when the report has a problem. */
  readonly sections: readonly SectionResult[];
};

export type LabPartGrade = {
  readonly exercise: string;
  /** Language of the programs that were counted: the best of those handed in. */
  readonly language: string;
  /** May exceed `maxPoints` by the bonus of the exercise. */
  readonly points: number;
  readonly maxPoints: number;
  /** On top of the full marks of the lab. */
  readonly bonus: boolean;
};

export type LabGrade = {
  readonly lab: string;
  readonly parts: readonly LabPartGrade[];
  readonly report: ReportGrade | null;
  readonly score: number;
  /** Without bonus, with the points that a person gives. */
  readonly maxScore: number;
  /** Points of the report that are still open, because only a person can give them. */
  readonly toBeMarked: number;
};
