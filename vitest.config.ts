import { defineConfig } from 'vitest/config';
import { SkippedTests } from './grader/testing/skipped-tests.ts';

/** Folders whose tests start nothing and open nothing: a process may run one file after another. */
const pure = ['archive', 'intake', 'judge', 'model', 'report', 'spec', 'submission'];
const pureTests = pure.map((folder) => `grader/${folder}/**/*.test.ts`);

/** Tests start real programs and open real sockets, so each file has a process of its own, and few run at once. */
export default defineConfig({
  test: {
    reporters: ['default', new SkippedTests()],
    pool: 'forks',
    maxWorkers: 3,
    // Generous, because nothing is told by how long a test takes: it is for tests that hang.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'pure', include: pureTests, isolate: false } },
      { extends: true, test: { name: 'real', include: ['grader/**/*.test.ts'], exclude: pureTests } },
    ],
  },
});
