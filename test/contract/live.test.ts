import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runEnded } from '../helpers/run-ended.ts';
import { startWatchLog } from '../helpers/watch-log.ts';
import { type Served, servers } from './servers.ts';

// The same is told over the channel and by polling; only how fast differs.
describe.each(servers)('watching %s', (_, serve) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served[Symbol.asyncDispose]());

  test('says how it hears of changes', async () => {
    using log = startWatchLog(served.client);
    await log.until('link', ({ state }) => state.kind === (served.documentedOnly ? 'polling' : 'live'));
    expect(log.told[0]).toEqual({ kind: 'link', state: { kind: 'connecting' } });
  });

  test('says from when on everything is told', async () => {
    using log = startWatchLog(served.client);
    await log.until('link', ({ state }) => state.kind !== 'connecting');
    // Polling tells everything anyway: it starts with what there is.
    if (served.documentedOnly) return;
    await log.until('resync');
    log.clear();
    const { id } = await served.client.runs.create({ target: 'task:hello' });
    log.watch.follow([id]);
    expect((await log.until('followed')).runIds).toEqual([id]);
    expect(log.told.some(({ kind }) => kind === 'resync')).toBe(false);
  });

  test('tells a run from its creation to its end', async () => {
    const { client } = served;
    using log = startWatchLog(client);
    await log.until('link', ({ state }) => state.kind !== 'connecting');
    const { id } = await client.runs.create({ target: 'task:hello', config: { who: 'watcher' } });
    const { runs } = await log.until('runs', (told) =>
      told.runs.some((run) => run.id === id && run.status === 'completed'),
    );
    expect(runs.find((run) => run.id === id)).toEqual(await client.runs.get(id));
  });

  test('tells events and log growth of a run that is followed', async () => {
    const { client, stack, remote } = served;
    using log = startWatchLog(client);
    await log.until('link', ({ state }) => state.kind !== 'connecting');
    const { id } = await client.runs.create({ target: 'task:remote' });
    const attempt = await remote.next();
    log.watch.follow([id]);
    attempt.print('first line\n');
    attempt.event('page.read', { page: 3 });
    const { events } = await log.until('events', (told) =>
      told.events.some((event) => event.type === 'page.read'),
    );
    expect(events.find((event) => event.type === 'page.read')?.payload).toMatchObject({ page: 3 });
    const { totalBytes } = await log.until('log', (told) => told.runId === id);
    expect(totalBytes).toBeGreaterThan('first line\n'.length);
    attempt.finish();
    await runEnded(stack.executor, id);
    await log.until('events', (told) => told.events.some((event) => event.type === 'run.completed'));
  });

  test('is refused with another token, and does not hammer', async () => {
    const other = served.stack.connect({ apiUrl: served.client.apiUrl, token: 'wrong' });
    using log = startWatchLog(other);
    const { state } = await log.until('link', (told) => told.state.kind === 'refused');
    expect(state).toMatchObject({ kind: 'refused', fix: expect.stringContaining('token') });
    expect(log.told).toHaveLength(2);
  });
});
