/**
 * QUIET: nothing more can happen until the grader acts. Two looks that agree show it: every thread of every program
 * blocked without a timer, no packet on its way, and no new fact in between.
 */
import { lookAt, type BlockedThread } from '../kernel/look.ts';
import { packetsUnderWay } from '../kernel/packets.ts';
import { readSocketTable, socketInode, type SocketRow } from '../kernel/socket-table.ts';
import type { Wait } from '../model/observation.ts';
import type { Stage } from './stage.ts';

/** With unacknowledged bytes of the grader's in the kernel, looks must agree for so long: a full receiver stays full. */
const stuckMs = 60;

type Glance = { readonly fingerprint: string; readonly threads: readonly BlockedThread[]; readonly stuckBytes: number };

export class Stillness {
  readonly #stage: Stage;
  #last: (Glance & { readonly sinceMs: number }) | undefined;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** What the programs wait for when nothing can happen any more; undefined as long as something might. */
  check(): readonly Wait[] | undefined {
    const glance = glanceAt(this.#stage);
    const last = this.#last;
    if (glance === undefined || last === undefined || glance.fingerprint !== last.fingerprint) {
      this.#last = glance === undefined ? undefined : { ...glance, sinceMs: performance.now() };
      return undefined;
    }
    if (glance.stuckBytes > 0 && performance.now() - last.sinceMs < stuckMs) return undefined;
    return waitsOf(this.#stage, glance.threads);
  }
}

function glanceAt(stage: Stage): Glance | undefined {
  if (packetsUnderWay()) return undefined;
  const looks = stage.running().map((program) => (program.pid === undefined ? undefined : lookAt(program.pid)));
  const threads: BlockedThread[] = [];
  const marks = [`${stage.ledger.facts.length} ${stage.arrivals.length}`];
  for (const look of looks) {
    if (look === undefined) return undefined;
    threads.push(...look.threads);
    marks.push(look.fingerprint);
  }
  const queues = queuesOf(stage);
  if (queues.some((row) => row.state === 'fin-wait-1' || row.state === 'syn-sent')) return undefined;
  marks.push(
    ...queues.map((row) => `${row.localPort} ${row.remotePort} ${row.state} ${row.sendQueue} ${row.receiveQueue}`),
  );
  const stuckBytes = queues.reduce((total, row) => total + row.sendQueue, 0);
  return { fingerprint: marks.join('\n'), threads, stuckBytes };
}

/** Rows of the connections between the grader and the programs, both ends of each. */
function queuesOf(stage: Stage): SocketRow[] {
  if (stage.spec.transport === 'udp') return [];
  const ports = new Set(stage.tcpPeers().map((peer) => peer.local.port));
  if (ports.size === 0) return [];
  return readSocketTable('tcp').filter(
    (row) => row.state !== 'listen' && (ports.has(row.localPort) || ports.has(row.remotePort)),
  );
}

function waitsOf(stage: Stage, threads: readonly BlockedThread[]): Wait[] {
  const rows = readSocketTable(stage.spec.transport);
  const waits = threads.map((thread) => ({ call: thread.call, on: subjectOf(stage, thread, rows) }));
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
