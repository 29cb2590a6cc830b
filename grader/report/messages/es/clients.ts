/** Advice to a server that has several clients, in Spanish. */
import type { Family } from '../api.ts';
import type { Setting } from '../catalogue.ts';

/** What keeps the clients of a server apart. */
export function ownVariables({ api, transport }: Setting): string {
  return transport === 'udp'
    ? `Responde a la dirección que entregó ${api.receive} con ese mismo datagrama.`
    : 'Responde por la misma conexión de la que leíste. La conexión y el búfer de cada cliente van en variables suyas: una variable global es de todos, y el último la cambia.';
}

/** How one client that does not read keeps nobody waiting. */
export function withoutWaiting({ api }: Setting): string {
  const ways: Record<Family, string> = {
    python:
      'atiende cada conexión en su propio hilo. Si uno solo las atiende todas (select), usa setblocking(False) y guarda lo que send() no alcanzó a enviar.',
    node: 'no detengas el programa dentro de un evento: Node atiende a todos por turnos.',
    c: 'atiende cada conexión en su propio hilo o proceso. Si uno solo las atiende todas (poll), usa O_NONBLOCK y guarda lo que send() no alcanzó a enviar.',
  };
  return ways[api.family];
}

/** How one client that does not write keeps nobody waiting. */
export function meanwhile({ api }: Setting): string {
  const ways: Record<Family, string> = {
    python: 'atiende cada conexión en su propio hilo (threading.Thread).',
    node: 'no detengas el programa dentro de un evento: Node atiende a todos por turnos.',
    c: 'atiende cada conexión en su propio hilo (pthread_create) o proceso (fork).',
  };
  return ways[api.family];
}
