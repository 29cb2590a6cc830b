/** A finding in one line, for those who look for a fault in the checks. Pure. */
import type { Finding } from '../model/finding.ts';

/** Enough of a finding to start looking; bytes, which programs choose, are left out. */
export function findingText({ code, args }: Finding): string {
  return `${code} ${JSON.stringify(args, (_, value: unknown) => (value instanceof Uint8Array ? `${value.length} bytes` : value))}`;
}
