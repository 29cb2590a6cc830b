/** A machine that has everything. */
import type { Machine } from '../machine.ts';

export const laptop: Machine = {
  platform: 'linux',
  release: '6.1.0',
  isRoot: false,
  isContainer: false,
  levels: [
    { level: 'sandbox', failure: null },
    { level: 'network', failure: null },
    { level: 'bare', failure: null },
  ],
  languages: [
    { language: 'python', path: '/usr/bin/python3', version: 'Python 3.12.3' },
    { language: 'c', path: '/usr/bin/cc', version: 'cc (Ubuntu 13.2.0) 13.2.0' },
  ],
  missingLibraries: [],
  tools: [
    { tool: 'bwrap', package: 'bubblewrap', version: 'bubblewrap 0.9.0' },
    { tool: 'unshare', package: 'util-linux', version: 'unshare from util-linux 2.39.3' },
  ],
  kernelFacts: true,
  userNamespaces: { most: 31_000, allowed: null, restricted: false },
  controlGroups: 'v2',
  limits: { processes: '31000', files: '1024' },
};
