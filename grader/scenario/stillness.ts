/**
 * QUIET: nothing more can happen until the grader acts. Two looks that agree show it: every thread of every program
 * blocked without a timer that ends the wait in time, no packet on its way, and no new fact in between.
 */
import { lookAt, type BlockedThread } from '../kernel/look.ts';
import { packetsUnderWay } from '../kernel/packets.ts';
import { readSocketTable, socketInode, type SocketRow } from '../kernel/socket-table.ts';
import type { Wait } from '../model/observation.ts';
import type { TcpPeer } from '../wire/tcp-peer.ts';
import type { Stage } from './stage.ts';

type Glance = { readonly fingerprint: string; readonly threads: readonly BlockedThread[] };

export class Stillness {
  readonly #stage: Stage;
  readonly #withinMs: number;
  #last: Glance | undefined;

  /** What happens later than after `withinMs` from now on does not count. */
  constructor(stage: Stage, withinMs: number) {
    this.#stage = stage;
    this.#withinMs = withinMs;
  }

  /** What the programs wait for when nothing can happen any more; undefined as long as something might. */
  check(): readonly Wait[] | undefined {
    const last = this.#last;
    this.#last = glanceAt(this.#stage, this.#withinMs);
    if (this.#last === undefined || this.#last.fingerprint !== last?.fingerprint) return undefined;
    return waitsOf(this.#stage, this.#last.threads);
  }
}

/** Programs of which the kernel shows everything that could still wake them. */
export function canBeQuiet(stage: Stage): boolean {
  return stage.job.conditions.kernel && !stage.job.actor.prepared.hiddenTimers;
}

function glanceAt(stage: Stage, withinMs: number): Glance | undefined {
  if (packetsUnderWay()) return undefined;
  // No wait is older than the stage: with such a limit it outlasts what is waited for, whenever it began.
  const longLimitMs = withinMs + stage.recorder.ageMs;
  const looks = stage
    .running()
    .map((program) => (program.pid === undefined ? undefined : lookAt(program.pid, longLimitMs)));
  const threads: BlockedThread[] = [];
  const written = [...stage.outputs.values()].map(({ total }) => total);
  const marks = [[stage.ledger.facts.length, stage.arrivals.length, ...written].join(' ')];
  for (const look of looks) {
    if (look === undefined) return undefined;
    threads.push(...look.threads);
    marks.push(look.fingerprint);
  }
  const rows = connectionsOf(stage);
  if (!isDelivered(stage, rows)) return undefined;
  marks.push(...rows.map((row) => Object.values(row).join(' ')));
  return { fingerprint: marks.join('\n'), threads };
}

/** Rows of the connections between the grader and the programs, both ends of each. */
function connectionsOf(stage: Stage): SocketRow[] {
  if (stage.spec.transport === 'udp') return [];
  const ports = new Set(stage.tcpPeers().map((peer) => peer.local.port));
  if (ports.size === 0) return [];
  return readSocketTable('tcp').filter(
    (row) => row.state !== 'listen' && (ports.has(row.localPort) || ports.has(row.remotePort)),
  );
}

/**
 * Whether what was sent has arrived. Bytes that are not acknowledged may come any moment, after a probe of the kernel's
 * too, unless the receiver's queue is full of others; and what has arrived at the grader must have been read.
 */
function isDelivered(stage: Stage, rows: readonly SocketRow[]): boolean {
  const byPorts = new Map(rows.map((row) => [`${row.localPort} ${row.remotePort}`, row]));
  const receiverOf = (row: SocketRow) => byPorts.get(`${row.remotePort} ${row.localPort}`);
  const isStuck = (row: SocketRow) => (receiverOf(row)?.receiveQueue ?? 0) > 0;
  const ownRow = (peer: TcpPeer) => byPorts.get(`${peer.local.port} ${peer.remote.port}`);
  return (
    rows.every((row) => row.state !== 'syn-sent' && (row.sendQueue === 0 || isStuck(row))) &&
    stage.tcpPeers().every((peer) => {
      const row = ownRow(peer);
      return (
        row === undefined ||
        peer.gone ||
        ((peer.paused || row.receiveQueue === 0) && (peer.unwritten === 0 || row.sendQueue > 0))
      );
    })
  );
}

function waitsOf(stage: Stage, threads: readonly BlockedThread[]): Wait[] {
  const rows = readSocketTable(stage.spec.transport);
  const waits = threads.map((thread): Wait => {
    const { call, limitMs } = thread;
    return { call, on: subjectOf(stage, thread, rows), ...(limitMs === undefined ? {} : { limitMs }) };
  });
  const telling = waits.filter(({ call }) => call !== 'lock');
  return withoutRepeats(telling.length > 0 ? telling : waits);
}

function withoutRepeats(waits: readonly Wait[]): Wait[] {
  const first = (wait: Wait): number => waits.findIndex(({ call, on }) => call === wait.call && on === wait.on);
  return waits.filter((wait, index) => first(wait) === index);
}

function subjectOf(stage: Stage, { fd, pid }: BlockedThread, rows: readonly SocketRow[]): string {
  if (fd === undefined) return 'unknown';
  if (fd === 0) return 'standard-input';
  const inode = socketInode(pid, String(fd));
  const row = rows.find((one) => one.inode === inode);
  if (row === undefined) return 'unknown';
  if (row.state === 'listen' || row.transport === 'udp') return 'listener';
  const peer = [...stage.peers].find(([, one]) => one.transport === 'tcp' && one.tcp.local.port === row.remotePort);
  return peer?.[0] ?? 'unknown';
}
