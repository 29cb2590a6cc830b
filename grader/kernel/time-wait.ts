/**
 * Whether closed connections stay in TIME_WAIT, in a network namespace of our own. They are in the way of every program
 * that opens a fixed port without SO_REUSEADDR, so they are left out, except where a check is about just that.
 */
import { writeFileSync } from 'node:fs';

export const timeWaitLimit = '/proc/sys/net/ipv4/tcp_max_tw_buckets';

/** Enough for any check; the kernel's own default follows the size of its tables. */
const many = 16_384;

/** Only for a private network: elsewhere the setting is the machine's. Throws when it cannot be changed. */
export function allowTimeWait(allowed: boolean): void {
  writeFileSync(timeWaitLimit, String(allowed ? many : 0));
}
