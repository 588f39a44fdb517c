import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openPool } from '../../../helpers/open-pool.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

const bytes = 2_000_000;

test.each([
  'return;',
  'process.exit(0);',
  `process.kill(process.pid, 'SIGKILL');`,
  `throw new Error('end');`,
  'process.abort();',
])('keeps every byte that was printed before: %s', async (end) => {
  const flood = `for (let i = 0; i < ${bytes / 100}; i += 1) console.log(String(i).padStart(99, '.'));`;
  await using pool = await openPool({ flood: taskSource(`${flood} ${end}`) }, { spares: 0 });
  const attempt = pool.begin('flood');
  await attempt.outcome;
  const lines = (await attempt.log()).split('\n').filter((line) => line.startsWith('...'));
  expect(lines.join('\n').length + 1).toBe(bytes);
  expect(lines.at(-1)).toBe(String(bytes / 100 - 1).padStart(99, '.'));
  const dir = pool.logs.attemptDir(attempt.runId, 1);
  expect(existsSync(dir) ? readdirSync(dir).filter((name) => name !== 'result.json') : []).toEqual([]);
});

test('keeps the output of programs that the task starts, and a last line without its end', async () => {
  await using pool = await openPool({
    shell: taskSource(`
      const { execFileSync } = await import('node:child_process');
      execFileSync('sh', ['-c', 'echo from a program; printf unfinished'], { stdio: 'inherit' });
    `),
  });
  const attempt = pool.begin('shell');
  await attempt.outcome;
  expect(await attempt.log()).toBe('from a program\nunfinished\n');
});

test('shows output while the task runs', async () => {
  await using pool = await openPool({
    // The timer keeps the child alive: one that waits for nothing else may end by itself before it is ended.
    slow: taskSource(`setInterval(() => {}, 1000); console.log('first');
      await new Promise((r) => ctx.signal.addEventListener('abort', r));`),
  });
  const attempt = pool.begin('slow');
  await attempt.printed('first');
  attempt.end('cancelled');
  expect((await attempt.outcome).reason).toBe('cancelled');
});
