import { defineConfig } from 'vitest/config';

const project = (name: string, timeout: number, parallel = true) => ({
  test: {
    name,
    root: new URL('..', import.meta.url).pathname,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    testTimeout: timeout,
    hookTimeout: timeout,
    fileParallelism: parallel,
  },
});

export default defineConfig({
  test: {
    // Two cores: more workers only make the tests that start child processes wait for each other.
    maxWorkers: 2,
    reporters: ['default'],
    projects: [
      project('architecture', 20_000),
      project('unit', 20_000),
      project('contract', 60_000),
      project('screens', 30_000),
      project('e2e', 120_000, false),
      project('crash', 180_000, false),
    ],
  },
});
