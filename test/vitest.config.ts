import { defineConfig } from 'vitest/config';

interface Choice {
  /** One file after the other, and after those of the projects whose files share the cores. */
  readonly alone?: boolean;
  readonly include?: string;
  readonly exclude?: string;
}

const project = (name: string, timeout: number, { alone = false, include, exclude }: Choice = {}) => ({
  test: {
    name,
    root: new URL('..', import.meta.url).pathname,
    include: [include ?? `test/${name}/**/*.test.{ts,tsx}`],
    exclude: exclude === undefined ? [] : [exclude],
    testTimeout: timeout,
    hookTimeout: timeout,
    fileParallelism: !alone,
  },
});

/** Verbs that are called and end: they mind nobody beside them, unlike a console that is looked at. */
const cliTests = 'test/e2e/cli-*.test.ts';

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
      project('cli', 120_000, { include: cliTests }),
      project('e2e', 120_000, { alone: true, exclude: cliTests }),
      project('crash', 180_000, { alone: true }),
    ],
  },
});
