/** Findings about what a program leaves behind, and notes that cost nothing. */
import type { FileDifference } from './finding-parts.ts';
import type { InsteadOfFile, UnprovenProvocation } from './observation.ts';

export type TraceFinding =
  | {
      readonly code: 'SPINNING';
      readonly args: { readonly program: string; readonly cpuMs: number; readonly wallMs: number };
    }
  | {
      readonly code: 'CONNECTIONS_KEPT';
      readonly args: { readonly program: string; readonly kept: number; readonly allowed: number };
    }
  | {
      readonly code: 'FILE_MISSING';
      readonly args: {
        readonly program: string;
        readonly path: string;
        readonly found: InsteadOfFile;
        /** What stands in the folder. */
        readonly names: readonly string[];
      };
    }
  | {
      readonly code: 'FILE_DIFFERENT';
      readonly args: {
        readonly program: string;
        readonly path: string;
        readonly expectedLength: number;
        readonly length: number;
        /** Null where it is not known. */
        readonly differsAt: number | null;
        readonly difference: FileDifference;
        /** Both contents, where they are short. */
        readonly shown: { readonly expected: Uint8Array; readonly received: Uint8Array } | null;
      };
    }
  /** A file, or something else, stands where nothing should; `length` is null where it is no file. */
  | {
      readonly code: 'FILE_LEFT';
      readonly args: { readonly program: string; readonly path: string; readonly length: number | null };
    }
  | { readonly code: 'CHILDREN_UNREAPED'; readonly args: { readonly program: string; readonly children: number } }
  /** A note: its name does not say that it is this program, what it does says so. */
  | { readonly code: 'TAKEN_BY_CONTENT'; readonly args: { readonly program: string; readonly file: string } }
  /** A note: other files have a name that would do for it as well, and were not graded. */
  | {
      readonly code: 'ALSO_FOUND';
      readonly args: { readonly program: string; readonly file: string; readonly others: readonly string[] };
    }
  /** A note: files that could be it count for another exercise of the lab. */
  | {
      readonly code: 'COUNTED_ELSEWHERE';
      readonly args: { readonly program: string; readonly file: string; readonly exercise: string };
    }
  /** A note: a line it showed ends in a letter n where a line end was meant. */
  | { readonly code: 'STRAY_N'; readonly args: { readonly program: string; readonly line: string } }
  | {
      readonly code: 'PORT_IGNORED';
      readonly args: { readonly program: string; readonly wanted: number; readonly used: number };
    }
  | { readonly code: 'UNPROVEN'; readonly args: { readonly what: UnprovenProvocation } };
