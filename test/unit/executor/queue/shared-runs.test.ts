import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openProject } from '../../../helpers/executor-project.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

describe('runs that share children', () => {
  test('go through the queue like others, one at a time in each child', async () => {
    const count = taskSource(
      `if (globalThis.busy) throw new Error('two at once'); globalThis.busy = true;
       await new Promise((next) => setImmediate(next)); globalThis.busy = false;
       if (ctx.config.print) console.log('number', ctx.config.number); return process.pid;`,
      { isolation: 'shared', concurrency: 3 },
    );
    await using project = await openProject({ count }, { concurrency: 4 });
    const created = await Promise.all(
      Array.from({ length: 60 }, (_, number) =>
        project.create({ target: 'task:count', config: { number, print: number % 10 === 0 } }),
      ),
    );
    const runs = await Promise.all(created.map(({ id }) => project.ended(id)));
    expect(runs.map(({ status }) => status)).toEqual(Array(60).fill('completed'));
    expect(new Set(runs.map(({ output }) => output)).size).toBeLessThanOrEqual(3);
    for (const [number, { id }] of runs.entries()) {
      expect(project.executor.listAttempts(id)).toHaveLength(1);
      expect(project.eventTypes(id)).toEqual(['run.accepted', 'run.started', 'run.completed']);
      const { text } = await project.executor.readLog(id, 0, 1_000);
      expect(text.includes(`number ${number}\n`)).toBe(number % 10 === 0);
    }
  });

  test('are tried again in another child when theirs dies', async () => {
    const frail = taskSource(
      `const { existsSync, writeFileSync } = await import('node:fs');
       console.log('try'); if (existsSync('tried')) return 'well'; writeFileSync('tried', '');
       process.kill(process.pid, 'SIGKILL'); for (;;);`,
      { isolation: 'shared' },
    );
    await using project = await openProject({ frail }, { random: () => 0.5 });
    const { id } = await project.create({ target: 'task:frail', backoffLimit: 1 });
    expect(await project.ended(id)).toMatchObject({ status: 'completed', output: 'well', attempt: 2 });
    const [first, second] = project.executor.listAttempts(id);
    expect(first).toMatchObject({ reason: 'signal', reasonText: 'killed by SIGKILL', logFrom: 0 });
    expect(second).toMatchObject({ reason: 'ok', logFrom: first?.logTo });
    expect(second?.logTo).toBeGreaterThan(second?.logFrom ?? 0);
  });

  test('end with their executor and are given again', async () => {
    const slow = taskSource(
      `ctx.progress(1, 2);
       const { existsSync } = await import('node:fs');
       while (!existsSync('go')) await new Promise((next) => setTimeout(next, 5)); return 'done';`,
      { isolation: 'shared' },
    );
    await using project = await openProject({ slow });
    const { id } = await project.create({ target: 'task:slow' });
    await project.until(id, ({ progress }) => progress !== null);
    await project.reopen();
    writeFileSync(`${project.projectDir}/go`, '');
    expect(await project.ended(id)).toMatchObject({ status: 'completed', output: 'done', attempt: 2 });
  });
});
