import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProjectLogEntry, ProjectLogQuery } from '../../src/client/client.ts';
import { runEnded } from '../helpers/run-ended.ts';
import { type Served, servers } from './servers.ts';

describe.each(servers)('the log of a project over %s', (_, serve) => {
  let served: Served;
  const ids: string[] = [];
  beforeAll(async () => {
    served = await serve();
    for (const target of ['task:hello', 'task:fails', 'task:hello']) {
      const { id } = await served.client.runs.create({ target, backoffLimit: 0 });
      await runEnded(served.stack.executor, id);
      ids.push(id);
    }
  });
  afterAll(() => served[Symbol.asyncDispose]());

  async function read(query: ProjectLogQuery): Promise<ProjectLogEntry[]> {
    const found: ProjectLogEntry[] = [];
    let cursor: string | undefined;
    do {
      const page = await served.client.log({ ...query, cursor });
      found.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return found;
  }

  test('has the events of all runs, in either order and in pages', async () => {
    const forward = await read({ order: 'oldest-first' });
    expect(forward.map((entry) => entry.type)).toEqual(
      ['completed', 'failed', 'completed'].flatMap((end) => ['run.accepted', 'run.started', `run.${end}`]),
    );
    expect([...new Set(forward.map((entry) => entry.runId))]).toEqual(ids);
    const backward = [...forward].reverse();
    expect(await read({ order: 'newest-first' })).toEqual(backward);
    for (const limit of [1, 4, 9]) {
      expect(await read({ order: 'oldest-first', limit })).toEqual(forward);
      expect(await read({ order: 'newest-first', limit })).toEqual(backward);
    }
  });

  test('is filtered by level, text and time', async () => {
    const all = await read({ order: 'oldest-first' });
    const failures = await read({ order: 'oldest-first', level: 'error' });
    expect(failures).toMatchObject([{ type: 'run.failed', runId: ids[1], level: 'error' }]);
    expect(await read({ order: 'oldest-first', text: 'NO PAPER' })).toEqual(failures);
    const [first, last] = [all[3]?.at, all[5]?.at];
    const within = all.filter(({ at }) => at >= (first ?? '') && at <= (last ?? ''));
    expect(await read({ order: 'oldest-first', from: first, to: last })).toEqual(within);
    expect(await read({ order: 'newest-first', to: '2001-01-01T00:00:00Z' })).toEqual([]);
    expect(await read({ order: 'oldest-first', from: '2001-01-01T00:00:00Z' })).toEqual(all);
  });

  test.each<[string, Partial<ProjectLogQuery>]>([
    ['a start after the end', { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }],
    ['a time that is none', { from: 'yesterday' }],
    ['a limit out of range', { limit: 1001 }],
    ['a text that is too long', { text: 'x'.repeat(201) }],
    ['a foreign cursor', { cursor: 'bent' }],
  ])('refuses %s', async (__, query) => {
    const asked = served.client.log({ order: 'newest-first', ...query });
    await expect(asked).rejects.toMatchObject({ kind: 'invalid' });
  });
});
