/** Tests start real programs and open real sockets, so each file has a process of its own, and few run at once. */
import { defineConfig } from 'vitest/config';
import { SkippedTests } from './grader/testing/skipped-tests.ts';

export default defineConfig({
  test: {
    include: ['grader/**/*.test.ts'],
    reporters: ['default', new SkippedTests()],
    pool: 'forks',
    maxWorkers: 3,
    // Generous, because nothing is told by how long a test takes: it is for tests that hang.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
