/** The ports processes have open, as `lsof` tells, which every macOS has and many Linux systems. */
import { execFile } from 'node:child_process';
import type { Address, Transport } from '../model/observation.ts';

const selections = { tcp: ['-iTCP', '-sTCP:LISTEN'], udp: ['-iUDP'] } as const;

/** Where these processes listen (TCP) or have bound a port (UDP); none where there is no `lsof`. */
export function openPorts(transport: Transport, pids: readonly number[]): Promise<Address[]> {
  const question = ['-nP', '-a', '-p', pids.join(','), ...selections[transport], '-Fn'];
  // It ends with 1 when one of the processes has none; what it printed is right all the same.
  return new Promise((resolve) => {
    execFile('lsof', question, (_error, output) => resolve(addressesIn(output)));
  });
}

/** Lines such as `n127.0.0.1:5000`, `n*:5000` or `n[::1]:5000`; connected sockets have an arrow. */
export function addressesIn(output: string): Address[] {
  const matches = output.matchAll(/^n(?<host>\*|\[[^\]\n]+\]|[\d.]+):(?<port>\d+)$/gm);
  return [...matches].map(({ groups }) => {
    const host = (groups?.['host'] ?? '').replace(/^\[|\]$/g, '');
    return { host: host === '*' ? '127.0.0.1' : host, port: Number(groups?.['port']) };
  });
}
