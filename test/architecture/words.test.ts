import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bannedIn, namesIn } from './banned-words.ts';
import { productFiles } from './imports.ts';

const root = new URL('../..', import.meta.url).pathname;
const files = productFiles(root);

describe('words', () => {
  test('one word per meaning in every name of the product', () => {
    expect(files.flatMap(([path, source]) => bannedIn(path, source))).toEqual([]);
  });

  test('what a user reads says run: job is for the wire and the name of the product', () => {
    const shown = files.filter(([path]) => /^(screens|components|src\/(keys|store))\//.test(path));
    expect(shown.filter(([, source]) => /\bjobs?\b/i.test(source)).map(([path]) => path)).toEqual([]);
  });

  test('finds a planted word in every spelling, and leaves the wire its own', () => {
    expect(bannedIn('src/store/slice.ts', 'const jobList = [];')).toHaveLength(1);
    expect(bannedIn('src/executor/claim.ts', 'interface TaskExecution { max_jobs: 1 }')).toHaveLength(2);
    expect(bannedIn('screens/app.tsx', 'function ConfirmModal() {}')).toHaveLength(1);
    expect(bannedIn('src/model/run.ts', 'const RUNTIME = 1;')).toHaveLength(1);
    expect(bannedIn('src/model/run.ts', 'const runtimeTargetKind = 1;')).toEqual([]);
    expect(bannedIn('src/api/job.ts', 'const wireJob = 1;')).toEqual([]);
    expect(bannedIn('src/lib/clock.ts', '// a job\nconst a = `job`, b = "job";')).toEqual([]);
  });

  test('reads names and not what is quoted', () => {
    expect(namesIn("const a = 'it\\'s b'; /* c */ d(`e f`);")).toEqual(['const', 'a', 'd']);
  });

  test('every word of the glossary is explained once', () => {
    const words = [...readFileSync(`${root}docs/words.md`, 'utf8').matchAll(/^\| \*\*(.+?)\*\*/gm)].map(
      (match) => match[1],
    );
    expect(words.length).toBeGreaterThan(25);
    expect(new Set(words).size).toBe(words.length);
  });
});
