/** Faults in the life of the grader's peers: opened once by `connect` or `accept`, used, and ended. */
import type { Closing, Fault, NotOpen, Opening, Path } from './fault.ts';
import { nearest } from './nearest.ts';
import type { PlacedStep } from './repeat.ts';
import type { Step } from './step.ts';

type Peer = {
  /** The name without the number that `repeat` gave it. */
  readonly written: string;
  /** Null when no step opened it, which has been said. */
  readonly openedAt: Path | null;
  ended?: { readonly by: Closing; readonly at: Path };
};

type PeerStep = Extract<Step, { peer: string }>;

/** What no longer makes sense once the grader has ended its direction, or the connection. */
const refusedAfter: { readonly [C in Closing]: readonly PeerStep['do'][] } = {
  halfClose: ['send', 'echo', 'halfClose'],
  close: ['send', 'echo', 'halfClose', 'close'],
  reset: ['send', 'echo', 'halfClose', 'close', 'reset', 'pause', 'resume', 'expect', 'expectClose'],
};

/** Remembers the peers of a check, which `opening` brings in; says what is wrong with the next step. */
export function peerFollower(opening: Opening): (placed: PlacedStep) => Fault[] {
  const peers = new Map<string, Peer>();
  return ({ step, written, path, round }) => {
    const mentioned = mentionedIn(step, written);
    if (mentioned !== undefined) {
      const { peer, as, key } = mentioned;
      return peers.has(peer) ? [] : [notOpen(as, [...path, key], opening, round, peers)];
    }
    if (!('peer' in step && 'peer' in written)) return [];
    const peer = peers.get(step.peer);
    if (step.do === 'connect' || step.do === 'accept') {
      peers.set(step.peer, { written: written.peer, openedAt: path });
      return peer === undefined ? [] : openedTwice(peer, step.do, path);
    }
    if (peer !== undefined) return use(peer, step.do, path);
    peers.set(step.peer, { written: written.peer, openedAt: null });
    return [notOpen(written.peer, [...path, 'peer'], opening, round, peers)];
  };
}

/** A peer that the step only speaks of, and how the author calls it. */
function mentionedIn(step: Step, written: Step): { peer: string; as: string; key: string } | undefined {
  const peer = mention(step);
  const key = step.do === 'converse' ? 'with' : 'address';
  return peer === undefined ? undefined : { peer, as: mention(written) ?? peer, key };
}

function mention(step: Step): string | undefined {
  if (step.do === 'converse') return step.with;
  return step.do === 'expectOutput' && step.shown.kind === 'address' ? step.shown.peer : undefined;
}

function openedTwice({ written, openedAt }: Peer, verb: Opening, path: Path): Fault[] {
  return openedAt === null ? [] : [{ path, problem: { code: 'OPENED_TWICE', peer: written, verb }, related: openedAt }];
}

function use(peer: Peer, verb: PeerStep['do'], path: Path): Fault[] {
  const { ended, written } = peer;
  if (verb === 'halfClose' || verb === 'close' || verb === 'reset') peer.ended = { by: verb, at: path };
  if (ended === undefined || !refusedAfter[ended.by].includes(verb)) return [];
  return [{ path, at: 'key', problem: { code: 'PEER_ENDED', peer: written, verb, by: ended.by }, related: ended.at }];
}

function notOpen(
  peer: string,
  path: Path,
  verb: Opening,
  round: number | null,
  peers: ReadonlyMap<string, Peer>,
): Fault {
  const opened = [...peers].filter(([, { openedAt }]) => openedAt !== null);
  const numbered = opened.filter(([name, { written }]) => written === peer && name !== peer).length;
  const because = reason(round !== null, numbered > 0, peers.has(peer));
  const names = opened.map(([name, { written }]) => (round === null ? name : written));
  const problem = { code: 'PEER_NOT_OPEN', peer, verb, because, numbered } as const;
  const hint = because === 'never' ? { didYouMean: nearest(peer, names), allowed: [...new Set(names)] } : {};
  return { path, problem, ...hint };
}

function reason(inRepeat: boolean, hasNumbered: boolean, hasPlain: boolean): NotOpen {
  if (!inRepeat) return hasNumbered ? 'numbered-outside' : 'never';
  if (hasNumbered) return 'fewer-rounds';
  return hasPlain ? 'numbered-inside' : 'never';
}
