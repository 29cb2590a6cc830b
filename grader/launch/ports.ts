/** Ports for one check: free when chosen, so that a program that takes its port from the command line finds it free. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Transport } from '../model/observation.ts';

/** A port that nobody uses now, and that the system gives out: to tell a program of a check. */
export async function freePort(transport: Transport, host: string): Promise<number> {
  if (transport === 'udp') return freeUdpPort(host);
  const { default: getPort } = await import('get-port');
  return getPort({ host });
}

/** get-port only knows TCP; a UDP port is free when a real bind to it succeeds. */
async function freeUdpPort(host: string): Promise<number> {
  const socket = createSocket('udp4');
  try {
    socket.bind(0, host);
    await once(socket, 'listening');
    return socket.address().port;
  } finally {
    socket.close();
  }
}
