/**
 * What happened during a check, as facts. An observation never says whether it was right: that is the judge's work.
 * Times are milliseconds since the check began, on one monotonic clock.
 */

export type Transport = 'tcp' | 'udp';

/** How a fact came to be known: read from the kernel's tables, or by the portable way (connecting, waiting). */
export type Evidence = 'kernel' | 'portable';

export type Address = { readonly host: string; readonly port: number };

/** What one thread of a program is blocked in, when no timer wakes it in time. */
export type Wait = {
  /** System call, in the words of the sockets API. */
  readonly call: 'accept' | 'recv' | 'send' | 'read' | 'write' | 'poll' | 'lock' | 'wait-child' | 'other';
  /** The grader's peer whose connection it waits on, `listener`, `standard-input`, or `unknown`. */
  readonly on: string;
  /** The program's own limit for the wait, in milliseconds, which is later than anybody waits for it. */
  readonly limitMs?: number;
};

/** What made something happen; `itself`: nothing had to be typed, `nothing`: it has not happened. */
export type ConversedBy = 'itself' | 'line' | 'end-of-input' | 'nothing';

/** What stands where a file should; `other`: a pipe, a socket, a device. */
export type InsteadOfFile = 'nothing' | 'folder' | 'link' | 'other';

/** Why a step that waited stopped waiting, when it was not because what it waited for came. */
export type GaveUp = 'quiet' | 'deadline' | 'exited';

type Fact =
  | { readonly kind: 'step-began'; readonly step: number }
  | { readonly kind: 'step-ended'; readonly step: number }
  /** The step stopped waiting; `waits` tells what the program was blocked in when `why` is `quiet`. */
  | {
      readonly kind: 'step-gave-up';
      readonly step: number;
      readonly why: GaveUp;
      readonly waits: readonly Wait[];
      readonly ownTimeMs: number;
    }
  /** The grader itself was kept off the processors for so long at a stretch; told once for each check. */
  | { readonly kind: 'grader-delayed'; readonly delayMs: number }
  /**
   * The portable way: a wait ended because its time was up, and during `freeMs` of that time only is it known that a
   * processor was free: the program may have been kept from running.
   */
  | { readonly kind: 'processors-busy'; readonly freeMs: number; readonly ownTimeMs: number }
  /** `port` is the one it was told, in its arguments or only in its environment. */
  | {
      readonly kind: 'program-started';
      readonly program: string;
      readonly command: readonly string[];
      readonly port: number;
    }
  /** The portable way: nothing shows when a server listens, so the first connection or datagram that gets through will tell. */
  | { readonly kind: 'readiness-unknown'; readonly program: string }
  | { readonly kind: 'program-not-started'; readonly program: string; readonly reason: string }
  | {
      readonly kind: 'program-listening';
      readonly program: string;
      readonly transport: Transport;
      readonly address: Address;
      readonly evidence: Evidence;
    }
  /** Between these bytes and what the stream gave before, `omittedBytes` are not kept. */
  | {
      readonly kind: 'program-output';
      readonly program: string;
      readonly stream: 'stdout' | 'stderr';
      readonly bytes: Uint8Array;
      readonly omittedBytes: number;
    }
  /** What the step looks for stands in the program's output, which is not kept whole. */
  | { readonly kind: 'output-found'; readonly program: string }
  /** It wrote more than the grader takes from one program, and was stopped for it. */
  | { readonly kind: 'output-flood'; readonly program: string; readonly limitBytes: number }
  /** Its processes together held more memory than a program may, and it was ended for it. */
  | { readonly kind: 'memory-exceeded'; readonly program: string; readonly limitBytes: number }
  | {
      readonly kind: 'program-exited';
      readonly program: string;
      readonly code: number | null;
      readonly signal: string | null;
      /** True when the grader ended it (a `stop` step), false when it ended by itself or by a `signal` step. */
      readonly stoppedByGrader: boolean;
    }
  | { readonly kind: 'program-signalled'; readonly program: string; readonly signal: string }
  | { readonly kind: 'program-frozen'; readonly program: string }
  | { readonly kind: 'program-thawed'; readonly program: string }
  | { readonly kind: 'typed'; readonly program: string; readonly bytes: Uint8Array }
  | { readonly kind: 'input-ended'; readonly program: string }
  /** What lines were typed for has happened, or there was no more to type; `line` is the one it happened after. */
  | {
      readonly kind: 'conversed';
      readonly program: string;
      readonly goal: 'connected' | 'sent' | 'ended';
      readonly by: ConversedBy;
      readonly line: string | null;
    }
  /** CPU time the program's tree used while nothing was asked of it. */
  | { readonly kind: 'cpu-used'; readonly program: string; readonly cpuMs: number; readonly wallMs: number }
  | { readonly kind: 'sockets-held'; readonly program: string; readonly connections: number }
  /** Child processes of the program that have ended and that it has not waited for: zombies. */
  | { readonly kind: 'children-unreaped'; readonly program: string; readonly children: number }
  /** Sockets of the program that stand in no table of the kernel: neither connected nor listening, maybe not bound. */
  | { readonly kind: 'sockets-idle'; readonly program: string; readonly sockets: number }
  /** The sources of the program call accept(), and nowhere listen(). */
  | { readonly kind: 'listen-not-in-source'; readonly program: string }
  /** The programs run in a folder of their own, an empty one inside `outside`, which is an absolute path. */
  | { readonly kind: 'folder-made'; readonly outside: string }
  | { readonly kind: 'file-placed'; readonly path: string; readonly length: number; readonly sha256: string }
  /**
   * A file stands under a path of the programs' folder. `sha256` is null where it was too long to be read, `start` are its
   * first bytes, and `differsAt` is the place of the first byte that is not as the step names it.
   */
  | {
      readonly kind: 'file-seen';
      readonly path: string;
      readonly length: number;
      readonly sha256: string | null;
      readonly start: Uint8Array;
      readonly differsAt: number | null;
    }
  /** No file stands there; `names` are those of what stands in the folder. */
  | {
      readonly kind: 'file-unseen';
      readonly path: string;
      readonly found: InsteadOfFile;
      readonly names: readonly string[];
    }
  | { readonly kind: 'grader-listening'; readonly addresses: readonly Address[] }
  | { readonly kind: 'port-unavailable'; readonly address: Address; readonly reason: string }
  | { readonly kind: 'connected'; readonly peer: string; readonly to: Address; readonly local: Address }
  | { readonly kind: 'connect-failed'; readonly peer: string; readonly to: Address; readonly error: string }
  /** A program's connection (TCP) or first datagram (UDP) reached the grader on `at`. */
  | { readonly kind: 'accepted'; readonly peer: string; readonly at: Address; readonly from: Address }
  /** A program called the grader, or sent it a datagram, where it should have had nothing to do with anybody. */
  | { readonly kind: 'contacted'; readonly program: string; readonly at: Address }
  | { readonly kind: 'sent'; readonly peer: string; readonly bytes: Uint8Array; readonly from?: string }
  /** The program took a piece before the next one was written. */
  | { readonly kind: 'piece-read'; readonly peer: string; readonly evidence: Evidence }
  /** The program did not read on; `unsent` is what the step would still have sent. */
  | { readonly kind: 'piece-left-unread'; readonly peer: string; readonly unsent: Uint8Array }
  /** So many bytes of a step stand in the receive queue of a program that cannot run yet. */
  | { readonly kind: 'queued'; readonly peer: string; readonly bytes: number }
  /** The program was stopped before it could accept the connection, which waits for that. */
  | { readonly kind: 'unaccepted'; readonly peer: string }
  /** The end of the grader's side has reached the connection of a program that cannot run yet. */
  | { readonly kind: 'close-arrived'; readonly peer: string; readonly how: 'fin' | 'reset' }
  /** While the grader does not read, what the program writes has nowhere to go: so many bytes wait to be sent. */
  | { readonly kind: 'back-pressure'; readonly peer: string; readonly queued: number }
  | { readonly kind: 'received'; readonly peer: string; readonly bytes: Uint8Array; readonly from?: Address }
  | { readonly kind: 'digest'; readonly peer: string; readonly length: number; readonly sha256: string }
  /** From here on the bytes of the conversation travel inside TLS. */
  | { readonly kind: 'tls-began'; readonly peer: string; readonly as: 'client' | 'server' }
  /** The handshake is done. `distrust`: a code for what is wrong with the program's certificate, null when nothing is. */
  | {
      readonly kind: 'tls-established';
      readonly peer: string;
      readonly version: string;
      readonly distrust: string | null;
    }
  /** There is no TLS on the connection, or none any more. `raw`: how what came instead begins, where it was no TLS. */
  | { readonly kind: 'tls-failed'; readonly peer: string; readonly reason: string; readonly raw: Uint8Array }
  /** The program has ended its direction inside TLS, with close_notify. */
  | { readonly kind: 'tls-notified'; readonly peer: string }
  /** The program ended its direction of the connection. */
  | { readonly kind: 'peer-closed'; readonly peer: string; readonly how: 'fin' | 'reset' }
  /** The grader ended its direction, or the whole connection. */
  | { readonly kind: 'grader-closed'; readonly peer: string; readonly how: 'half-close' | 'close' | 'reset' }
  | { readonly kind: 'reading-paused'; readonly peer: string }
  | { readonly kind: 'reading-resumed'; readonly peer: string }
  /** A provocation the step needs could not be shown to have happened; nothing may be concluded against the program. */
  | { readonly kind: 'unproven'; readonly step: number; readonly what: UnprovenProvocation }
  /** The grader itself failed; nothing may be concluded. */
  | { readonly kind: 'grader-trouble'; readonly step: number; readonly message: string };

export type UnprovenProvocation =
  | 'needs-kernel-evidence'
  | 'not-queued'
  | 'not-frozen'
  | 'accepted-too-early'
  | 'close-not-arrived'
  | 'no-back-pressure'
  | 'port-taken-by-another-program'
  | 'time-wait-absent'
  | 'address-missing'
  | 'tls-version-unavailable';

export type Observation = { readonly atMs: number } & Fact;

/** An observation before the clock has stamped it. */
export type Unstamped = Fact;

export type Timeline = readonly Observation[];
