/**
 * The surroundings of a worker: with a network and a process table of its own, hard-coded ports of several programs do
 * not meet, every IPv4 address is local, and whatever a program leaves behind ends with the worker. Needs Linux with
 * user namespaces and the tools of util-linux and iproute2; whether it works is found out by doing it.
 */
import { timeWaitLimit } from '../kernel/time-wait.ts';

export type Isolation = 'network' | 'bare';

/** Small socket hash tables, which new network namespaces inherit, make reading the socket tables about fifty times cheaper. */
const shrinkTables =
  'echo 64 >/proc/sys/net/ipv4/tcp_child_ehash_entries; echo 128 >/proc/sys/net/ipv4/udp_child_hash_entries';

/**
 * Loopback up, and every IPv4 address local, so that programs may bind and call any; nothing leaves the machine. No
 * TIME_WAIT, so that a fixed port is free again when a program has ended.
 */
const openNetwork = ['ip link set lo up', 'ip route add local 0.0.0.0/0 dev lo', `echo 0 >${timeWaitLimit}`].join(
  ' && ',
);

/** No capability is left to what runs inside: student programs inherit the network, not the power over it. */
const dropPrivileges = ['setpriv', '--bounding-set=-all', '--inh-caps=-all', '--no-new-privs', '--'];

const newNetwork = ['unshare', '--net', '--pid', '--fork', '--kill-child', '--mount-proc', '--'];

/** The command line that runs `command` under the isolation. */
export function isolated(isolation: Isolation, command: readonly string[]): readonly string[] {
  if (isolation === 'bare') return command;
  const inner = ['sh', '-c', `${openNetwork} && exec "$@"`, 'sh', ...dropPrivileges, ...command];
  const outer = ['sh', '-c', `(${shrinkTables}) 2>/dev/null; exec "$@"`, 'sh', ...newNetwork, ...inner];
  return ['unshare', '--map-root-user', '--net', '--', ...outer];
}
