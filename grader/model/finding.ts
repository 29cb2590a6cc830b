/**
 * Why a check was not passed, as a code with arguments. The words are in `report/messages`; the evidence is a list of
 * indexes into the check's timeline.
 */
import type {
  Address,
  ConversedBy,
  GaveUp,
  InsteadOfFile,
  Transport,
  UnprovenProvocation,
  Wait,
} from './observation.ts';

/** What ended a wait that was in vain. */
export type Ending = GaveUp | 'fin' | 'reset';

/** The part of an address a program has shown; `port-swapped`: the port with its two bytes in the wrong order. */
export type AddressShown = 'nothing' | 'neither' | 'host-only' | 'port-only' | 'port-swapped';

/** How received bytes differ from the expected ones, when the difference has a known shape. */
export type Difference =
  | 'newline-added'
  | 'newline-missing'
  | 'whitespace-stripped'
  | 'case-changed'
  | 'decorated'
  | 'python-bytes-literal'
  | 'characters-replaced'
  | 'bytes-dropped'
  /** Only the beginning came. */
  | 'cut-short'
  /** The expected beginning came, and with it the rest of what was sent, beyond the size the program was told to read. */
  | 'buffer-ignored'
  | 'repeated'
  | 'other';

/** How the content of a file differs from the expected one; `too-long`: all of it is there, and more after it. */
export type FileDifference = Difference | 'empty' | 'too-long';

/** Bytes that are not the expected ones, and how they differ. */
export type Lookalike = {
  readonly bytes: Uint8Array;
  readonly differsAt: number;
  readonly difference: Difference;
};

/** Why a line does not carry the JSON that was expected. */
export type JsonFault =
  | { readonly kind: 'empty-line' | 'not-utf8' | 'not-json' | 'python-literal' | 'several-values' }
  /** At `at`, a path like `users[1].name` and empty for the whole, another value stands; as JSON, null for none. */
  | {
      readonly kind: 'differs';
      readonly at: string;
      readonly expected: string | null;
      readonly received: string | null;
    };

/** How a program was expected to end; `message` is true where it had to say what happened. */
export type ExpectedEnd = { readonly code: number | 'non-zero' | null; readonly message: boolean };

/** The error a language's runtime reported on standard error, taken from its fixed report format. */
export type RuntimeError = {
  readonly runtime: 'python' | 'node';
  /** Exception class, e.g. `ConnectionResetError`; `throw` for a value that is no error (`throw 'text'`). */
  readonly type: string;
  readonly message: string;
  /** Node's own code of the error, e.g. `ERR_MODULE_NOT_FOUND`. */
  readonly code: string | null;
  readonly file: string | null;
  readonly line: number | null;
  /** The source line the runtime quoted. */
  readonly source: string | null;
};

type Detail =
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
    }
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
  | { readonly code: 'CLOSED_BY_RESET'; readonly args: { readonly peer: string } }
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
  /** A note: a line it showed ends in a letter n where a line end was meant. */
  | { readonly code: 'STRAY_N'; readonly args: { readonly program: string; readonly line: string } }
  | {
      readonly code: 'PORT_IGNORED';
      readonly args: { readonly program: string; readonly wanted: number; readonly used: number };
    }
  | { readonly code: 'UNPROVEN'; readonly args: { readonly what: UnprovenProvocation } };

export type Finding = Detail & {
  /** Indexes into the timeline of the check, ascending. */
  readonly evidence: readonly number[];
};

export type FindingCode = Finding['code'];
