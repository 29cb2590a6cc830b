/** What the arguments of findings are made of. */
import type { GaveUp } from './observation.ts';

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
