/** What a test needs and a machine may lack. A test that cannot be made here says so: it is never left out in silence. */
import { spawnSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { kernelShowsFacts } from '../kernel/evidence.ts';
import { findTool } from '../launch/toolchain.ts';
import { isolated } from '../worker/isolation.ts';

export type Need = { readonly what: string; readonly isHere: () => boolean };

export const kernelFacts: Need = { what: 'Linux and what its /proc shows', isHere: kernelShowsFacts };

export const ownNetwork: Need = {
  what: 'user namespaces, util-linux and iproute2',
  isHere: () => runs(isolated('network', ['true'])),
};

const leastSandbox = 'bwrap --unshare-user --uid 1000 --unshare-pid --disable-userns --ro-bind / / --proc /proc true';

export const sandboxHere: Need = {
  what: 'bubblewrap 0.8 or newer, user namespaces, util-linux and iproute2',
  isHere: () => runs(isolated('sandbox', leastSandbox.split(' '))),
};

function runs([file = '', ...args]: readonly string[]): boolean {
  return spawnSync(file, args).status === 0;
}

export const psHere: Need = { what: 'ps', isHere: () => spawnSync('ps', ['-A', '-o', 'pid=']).status === 0 };

export const lsofHere: Need = { what: 'lsof', isHere: () => spawnSync('lsof', ['-v']).status === 0 };

export const ipv6: Need = {
  what: 'IPv6',
  isHere: () =>
    Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1') === true),
};

export const permissions: Need = { what: 'a user who is not root', isHere: () => process.getuid?.() !== 0 };

const tools = new Map<string, Promise<string | null>>();

/** The tool that runs or compiles a language, looked for once. */
export function toolFor(language: string): Promise<string | null> {
  const tool = tools.get(language) ?? findTool(language);
  tools.set(language, tool);
  return tool;
}
