/** Findings about what a program said, and did not say, on the wire. */
import type { Ending, Difference, Lookalike, JsonFault } from './finding-parts.ts';
import type { Address, GaveUp, Transport, Wait } from './observation.ts';

export type ConversationFinding =
  | {
      readonly code: 'CONNECTION_FAILED';
      readonly args: {
        readonly peer: string;
        readonly to: Address;
        readonly error: string;
        /** The only address the server listens at, when it is another one. */
        readonly only?: Address;
      };
    }
  | {
      readonly code: 'NEVER_CONNECTED';
      readonly args: {
        readonly program: string;
        readonly transport: Transport;
        readonly ports: readonly number[];
        readonly ending: GaveUp;
        readonly waits: readonly Wait[];
      };
    }
  /** Its arguments made no sense, and it called a server all the same. */
  | {
      readonly code: 'ARGUMENTS_IGNORED';
      readonly args: { readonly program: string; readonly transport: Transport; readonly port: number };
    }
  | {
      readonly code: 'REPLY_MISSING';
      readonly args: {
        readonly peer: string;
        /** The program has answered this peer before. */
        readonly answered?: true;
        /** Another peer of a server, which received these bytes instead. */
        readonly givenTo?: string;
        /** The peer has sent nothing: the server was to speak first. */
        readonly unasked?: true;
        readonly expected: Uint8Array;
        readonly ending: Ending;
        readonly waits: readonly Wait[];
        readonly ownTimeMs: number;
      };
    }
  | {
      readonly code: 'REPLY_TRUNCATED';
      readonly args: {
        readonly peer: string;
        readonly expected: Uint8Array;
        readonly received: Uint8Array;
        readonly ending: Ending;
        readonly waits: readonly Wait[];
        readonly ownTimeMs: number;
      };
    }
  | {
      readonly code: 'REPLY_DIFFERENT';
      readonly args: {
        readonly peer: string;
        readonly expected: Uint8Array;
        readonly received: Uint8Array;
        readonly differsAt: number;
        readonly difference: Difference;
        /** Another peer of a server, which had sent what came from there on. */
        readonly takenFrom?: string;
      };
    }
  | {
      readonly code: 'REPLY_UNMATCHED';
      readonly args: {
        readonly peer: string;
        readonly pattern: string;
        readonly received: Uint8Array;
        readonly ending: Ending;
      };
    }
  /** Bytes came, and the expected ones do not stand among them. */
  | {
      readonly code: 'REPLY_LACKS';
      readonly args: {
        readonly peer: string;
        readonly expected: Uint8Array;
        readonly received: Uint8Array;
        readonly nearest: Lookalike | null;
        readonly ending: Ending;
        readonly waits: readonly Wait[];
        readonly ownTimeMs: number;
      };
    }
  /** Should have been text; `byte` is the first that is none, null where a character is cut off at the end. */
  | {
      readonly code: 'REPLY_NOT_UTF8';
      readonly args: { readonly peer: string; readonly at: number; readonly byte: number | null };
    }
  /** Bytes were counted, not compared: too few came, or the datagram had more. */
  | {
      readonly code: 'REPLY_WRONG_LENGTH';
      readonly args: {
        readonly peer: string;
        readonly expectedLength: number;
        readonly received: Uint8Array;
        readonly ending: Ending;
        readonly waits: readonly Wait[];
        readonly ownTimeMs: number;
      };
    }
  /** As many bytes as expected came, and their hash is another one: the grader knows the hash only, not the bytes. */
  | {
      readonly code: 'REPLY_WRONG_HASH';
      readonly args: { readonly peer: string; readonly received: Uint8Array; readonly sha256: string };
    }
  /** A line that does not say in JSON what was expected; `expected` is JSON text, `received` the line. */
  | {
      readonly code: 'REPLY_WRONG_JSON';
      readonly args: {
        readonly peer: string;
        readonly expected: string;
        readonly received: Uint8Array;
        readonly fault: JsonFault;
      };
    }
  /** Bytes came, and no line end after them; `complete` when only that was missing. */
  | {
      readonly code: 'LINE_UNFINISHED';
      readonly args: {
        readonly peer: string;
        readonly received: Uint8Array;
        readonly complete: boolean;
        readonly ending: Ending;
        readonly waits: readonly Wait[];
        readonly ownTimeMs: number;
      };
    }
  | { readonly code: 'UNEXPECTED_BYTES'; readonly args: { readonly peer: string; readonly bytes: Uint8Array } }
  | {
      readonly code: 'WRONG_SOURCE';
      readonly args: { readonly peer: string; readonly expected: Address; readonly from: Address };
    }
  | {
      readonly code: 'NOT_CLOSED';
      readonly args: {
        readonly peer: string;
        readonly ending: GaveUp;
        readonly waits: readonly Wait[];
        readonly ownTimeMs: number;
      };
    }
  /** What must not have come, did. */
  | { readonly code: 'BYTES_FORBIDDEN'; readonly args: { readonly peer: string; readonly bytes: Uint8Array } }
  /** There was no TLS handshake; `reason` is null when it was never finished. `bytes`: what came instead of TLS. */
  | {
      readonly code: 'TLS_FAILED';
      readonly args: {
        readonly peer: string;
        readonly reason: string | null;
        readonly bytes: Uint8Array;
        readonly ending: GaveUp | null;
        readonly waits: readonly Wait[];
      };
    }
  /** The grader, in the place of somebody who verifies, does not trust the program's certificate. */
  | { readonly code: 'CERTIFICATE_WRONG'; readonly args: { readonly peer: string; readonly reason: string } }
  /** The handshake should have been refused. */
  | { readonly code: 'TLS_ACCEPTED'; readonly args: { readonly peer: string; readonly version: string } }
  /** The connection ended with FIN, and inside TLS nothing had said so. */
  | { readonly code: 'CLOSE_NOTIFY_MISSING'; readonly args: { readonly peer: string } }
  | { readonly code: 'CLOSED_BY_RESET'; readonly args: { readonly peer: string } };
