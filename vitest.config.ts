/** Tests start real programs and open real sockets, so each file has a process of its own, and few run at once. */
import { defineConfig } from 'vitest/config';
import { SkippedTests } from './grader/testing/skipped-tests.ts';

export default defineConfig({
  test: {
    include: ['grader/**/*.test.ts'],
    reporters: ['default', new SkippedTests()],
    pool: 'forks',
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
