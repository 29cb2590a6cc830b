/**
 * The surroundings of a worker: with a network and a process table of its own, hard-coded ports of several programs do
 * not meet, every IPv4 address is local, and whatever a program leaves behind ends with the worker. Needs Linux with
 * user namespaces and the tools of util-linux and iproute2; whether it works is found out by doing it. In a sandbox, for
 * programs that nobody trusts, the worker stands in the same surroundings, and each program in more of its own.
 */
import { workerMemory } from '../launch/sandbox-system.ts';
import { assertNever } from '../model/assert-never.ts';
import { timeWaitLimit } from '../kernel/time-wait.ts';

export type Isolation = 'sandbox' | 'network' | 'bare';

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

/** What programs write, and are given, stands in memory that is the worker's own and as much as it may be. */
const ownMemory = `mount -t tmpfs -o size=${workerMemory.bytes},nr_inodes=${workerMemory.files},mode=700 socklab ${workerMemory.path}`;

/**
 * Student programs get the network, not the power over it, so capabilities are taken away: for root all of them, who
 * may change the settings of the network all the same. Another user keeps what that takes, and what it takes to give
 * it up, and every program is started without both.
 */
function dropPrivileges(kept: string): readonly string[] {
  return ['setpriv', `--bounding-set=-all${kept}`, '--inh-caps=-all', '--no-new-privs', '--'];
}

const keptForNetwork = ',+net_admin,+setpcap';

/** Without the other one the kernel lets nobody stand for user 0, as the user of a sandbox does; it inherits nothing. */
const keptForSandbox = ',+net_admin,+setfcap';

/** A user that owns nothing: files that only root may read are closed to root inside of a sandbox no less than outside. */
const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];

const newNetwork = ['unshare', '--net', '--pid', '--fork', '--kill-child', '--mount-proc', '--'];

/** The command line that runs `command` under the isolation. */
export function isolated(isolation: Isolation, command: readonly string[]): readonly string[] {
  switch (isolation) {
    case 'bare':
      return command;
    case 'network': {
      const script = `${openNetwork} && exec "$@"`;
      return inNewNetwork(['sh', '-c', script, 'sh', ...dropPrivileges(isRoot() ? '' : keptForNetwork), ...command]);
    }
    case 'sandbox': {
      // The shell stays, and takes in the first processes of sandboxes whose parents are gone.
      const script = `${openNetwork} && ${ownMemory} && "$@"; exit $?`;
      const inside = inNewNetwork(['sh', '-c', script, 'sh', ...dropPrivileges(keptForSandbox), ...command]);
      return isRoot() ? [...asNobody, ...inside] : inside;
    }
    default:
      return assertNever(isolation);
  }
}

function inNewNetwork(inner: readonly string[]): readonly string[] {
  const outer = ['sh', '-c', `(${shrinkTables}) 2>/dev/null; exec "$@"`, 'sh', ...newNetwork, ...inner];
  return ['unshare', '--map-root-user', '--net', '--', ...outer];
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
