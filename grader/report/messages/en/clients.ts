/** Advice to a server that has several clients, in English. */
import type { Family } from '../api.ts';
import type { Setting } from '../catalogue.ts';

/** What keeps the clients of a server apart. */
export function ownVariables({ api, transport }: Setting): string {
  return transport === 'udp'
    ? `Reply to the address that ${api.receive} gave with that very datagram.`
    : 'Reply on the connection you read from. The connection and the buffer of each client belong in variables of its own: a global variable belongs to all of them, and the latest one changes it.';
}

/** How one client that does not read keeps nobody waiting. */
export function withoutWaiting({ api }: Setting): string {
  const ways: Record<Family, string> = {
    python:
      'serve each connection in a thread of its own. If a single one serves them all (select), use setblocking(False) and keep what send() did not take.',
    node: 'do not hold the program up inside an event: Node serves everyone in turns.',
    c: 'serve each connection in a thread or process of its own. If a single one serves them all (poll), use O_NONBLOCK and keep what send() did not take.',
  };
  return ways[api.family];
}

/** How one client that does not write keeps nobody waiting. */
export function meanwhile({ api }: Setting): string {
  const ways: Record<Family, string> = {
    python: 'serve each connection in a thread of its own (threading.Thread).',
    node: 'do not hold the program up inside an event: Node serves everyone in turns.',
    c: 'serve each connection in a thread (pthread_create) or process (fork) of its own.',
  };
  return ways[api.family];
}
