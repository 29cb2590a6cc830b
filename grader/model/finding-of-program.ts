/** Findings about a program by itself: how it was found, started and ended, and what it showed. */
import type { AddressShown, Lookalike, ExpectedEnd, RuntimeError } from './finding-parts.ts';
import type { Address, ConversedBy, GaveUp, Transport, Wait } from './observation.ts';

export type ProgramFinding =
  | {
      readonly code: 'PROGRAM_MISSING';
      readonly args: {
        readonly program: string;
        readonly lookedFor: readonly string[];
        readonly found: readonly string[];
      };
    }
  | {
      readonly code: 'PROGRAM_AMBIGUOUS';
      readonly args: { readonly program: string; readonly candidates: readonly string[] };
    }
  | {
      readonly code: 'PROGRAM_UNREADABLE';
      readonly args: {
        readonly program: string;
        readonly path: string;
        readonly reason: 'directory' | 'dangling-link' | 'not-readable';
      };
    }
  | {
      readonly code: 'TOOLCHAIN_MISSING';
      readonly args: { readonly language: string; readonly needs: readonly string[] };
    }
  /** What is needed to compile programs of this exercise in that language. */
  | {
      readonly code: 'LIBRARY_MISSING';
      readonly args: { readonly language: string; readonly header: string; readonly package: string };
    }
  | { readonly code: 'COMPILE_FAILED'; readonly args: { readonly program: string; readonly log: Uint8Array } }
  | { readonly code: 'NOT_STARTED'; readonly args: { readonly program: string; readonly reason: string } }
  | {
      readonly code: 'NOT_LISTENING';
      readonly args: {
        readonly program: string;
        readonly transport: Transport;
        readonly port: number;
        readonly ending: GaveUp;
        readonly waits: readonly Wait[];
        /** Sockets it holds that nobody can reach: neither connected nor listening, maybe not even bound. */
        readonly idleSockets: number;
        /** It wrote of EINVAL, which is what accept() says without listen(), but not that it was accept(). */
        readonly saysInvalid: boolean;
      };
    }
  /** It bound a socket and called accept() on it, which fails with EINVAL when listen() was left out. */
  | {
      readonly code: 'LISTEN_MISSING';
      /** `unsaid`: the program shows no error; its source calls accept(), and nowhere listen(). */
      readonly args: { readonly program: string; readonly port: number; readonly unsaid?: true };
    }
  | {
      readonly code: 'WRONG_TRANSPORT';
      readonly args: {
        readonly program: string;
        readonly wanted: Transport;
        readonly opened: Transport;
        readonly port: number;
      };
    }
  | {
      readonly code: 'EXITED_EARLY';
      readonly args: {
        readonly program: string;
        readonly exitCode: number | null;
        readonly signal: string | null;
        /** A UDP server, and an empty datagram was the last that it was sent. */
        readonly afterEmptyDatagram?: true;
      };
    }
  /** The program ended by itself, of an error its runtime reported. */
  | { readonly code: 'CRASHED'; readonly args: { readonly program: string; readonly error: RuntimeError } }
  /** An error was reported that did not end the program: of one thread, or written down and survived. */
  | { readonly code: 'ERROR_SHOWN'; readonly args: { readonly program: string; readonly error: RuntimeError } }
  | { readonly code: 'OUTPUT_FLOOD'; readonly args: { readonly program: string; readonly limitBytes: number } }
  /** Of all its processes together. */
  | { readonly code: 'MEMORY_EXCEEDED'; readonly args: { readonly program: string; readonly limitBytes: number } }
  | {
      readonly code: 'STILL_RUNNING';
      readonly args: {
        readonly program: string;
        /** The end that was expected; null where any would have done, or where something else was waited for. */
        readonly expected: ExpectedEnd | null;
        readonly ending: GaveUp;
        readonly waits: readonly Wait[];
        readonly ownTimeMs: number;
      };
    }
  | {
      readonly code: 'WRONG_EXIT_CODE';
      readonly args: {
        readonly program: string;
        readonly expected: number | 'non-zero';
        readonly exitCode: number | null;
        readonly signal: string | null;
      };
    }
  /** It was not the expected line at the keyboard that ended it; `line` is the one that did. */
  | {
      readonly code: 'ENDED_OTHERWISE';
      readonly args: {
        readonly program: string;
        readonly expected: string;
        readonly by: ConversedBy;
        readonly line: string | null;
      };
    }
  | { readonly code: 'NO_MESSAGE'; readonly args: { readonly program: string } }
  | { readonly code: 'RAW_ERROR'; readonly args: { readonly program: string; readonly error: RuntimeError } }
  | {
      readonly code: 'OUTPUT_MISSING';
      readonly args: {
        readonly program: string;
        readonly expected: Uint8Array;
        readonly output: Uint8Array;
        /** Every piece it was sent is there, one after the other and not together. */
        readonly apart?: true;
        /** What the output has that is most like the expected bytes, when something in it is. */
        readonly nearest: Lookalike | null;
      };
    }
  | {
      readonly code: 'OUTPUT_UNMATCHED';
      readonly args: { readonly program: string; readonly pattern: string; readonly output: Uint8Array };
    }
  | {
      readonly code: 'FRAGMENTS_MISSING';
      readonly args: {
        readonly program: string;
        readonly fragments: readonly Uint8Array[];
        readonly output: Uint8Array;
      };
    }
  | { readonly code: 'NOTHING_SHOWN'; readonly args: { readonly program: string } }
  | {
      readonly code: 'ADDRESS_MISSING';
      readonly args: {
        readonly program: string;
        readonly peer: string;
        readonly address: Address;
        readonly shows: AddressShown;
      };
    };
