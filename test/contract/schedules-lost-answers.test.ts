import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../../src/client/client.ts';
import type { ScheduleDraft } from '../../src/model/schedule.ts';
import { type HttpProxy, startHttpProxy } from '../helpers/http-proxy.ts';
import { startScheduleApi, wireScheduleOf } from '../helpers/schedule-api.ts';
import type { Stack } from '../helpers/start-stack.ts';
import { serveTasks } from './servers.ts';

const draft: ScheduleDraft = { name: 'nightly', target: 'task:hello', when: '30 2 * * *' };

const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );

describe('when the answer is lost', () => {
  let stack: Stack;
  let proxy: HttpProxy;
  let client: Client;
  let end: () => Promise<void>;
  beforeAll(async () => {
    const served = await serveTasks();
    stack = served.stack;
    proxy = await startHttpProxy(stack.server.apiUrl);
    client = stack.connect({
      apiUrl: proxy.apiUrl,
      backoff: { initialMs: 1, factor: 1, ceilingMs: 1, jitter: 0 },
    });
    end = async () => {
      await stack.stop();
      await proxy[Symbol.asyncDispose]();
      served.remote[Symbol.dispose]();
    };
  });
  afterAll(() => end());

  const named = async (name: string) =>
    (await stack.client.schedules.list()).filter((schedule) => schedule.name === name);

  test('of a creation, trying again, and saving again, makes no second schedule', async () => {
    proxy.loseAnswers(true);
    const lost = await refusalOf(client.schedules.create(draft));
    expect(lost).toMatchObject({
      kind: 'network',
      fix: expect.stringMatching(/server runs.* may have been created/),
    });
    proxy.loseAnswers(false);
    const [made, ...others] = await named('nightly');
    expect(others).toEqual([]);
    expect(await client.schedules.create(draft)).toMatchObject({ id: made?.id });
    // Answered: the same once more is meant.
    expect((await client.schedules.create(draft)).id).not.toBe(made?.id);
    expect(await named('nightly')).toHaveLength(2);
  });

  test('of a creation, what was changed before saving again is another schedule', async () => {
    proxy.loseAnswers(true);
    await expect(client.schedules.create({ ...draft, name: 'one' })).rejects.toMatchObject({
      kind: 'network',
    });
    proxy.loseAnswers(false);
    const other = await client.schedules.create({ ...draft, name: 'one', note: 'typed since' });
    expect(other.note).toBe('typed since');
    expect(await named('one')).toHaveLength(2);
  });

  test('of a cancel, a pause or a deletion, trying again finds it done', async () => {
    const schedule = await client.schedules.create({ ...draft, name: 'ends' });
    for (const act of ['pause', 'cancel', 'remove'] as const) {
      proxy.loseAnswers(true);
      await expect(client.schedules[act](schedule)).rejects.toMatchObject({ kind: 'network' });
      proxy.loseAnswers(false);
      await client.schedules[act](schedule).catch((thrown) => expect([act, thrown]).toEqual([act, null]));
    }
    expect(await client.schedules.get(schedule.id)).toMatchObject({ status: 'deleting', version: 4 });
  });

  test('an id that another schedule has is a conflict, and so is that of one that was deleted', async () => {
    const { id } = await client.schedules.create({ ...draft, name: 'taken' });
    const again = { ...draft, id: id.toUpperCase() };
    expect(await client.schedules.create({ ...again, name: 'taken' })).toMatchObject({ id });
    const refused = await refusalOf(client.schedules.create({ ...again, name: 'else' }));
    expect(refused).toMatchObject({ kind: 'conflict', message: expect.stringContaining('"taken"') });
    await client.schedules.remove(await client.schedules.get(id));
    await expect(client.schedules.create({ ...again, name: 'taken' })).rejects.toMatchObject({
      kind: 'conflict',
    });
    const invalid = await refusalOf(client.schedules.create({ ...draft, id: 'x' }));
    expect(invalid).toMatchObject({ kind: 'invalid', problems: [{ member: 'id' }] });
  });

  test('a server that takes no id is asked once, and the error says to look first', async () => {
    await using api = await startScheduleApi({ schedules: [wireScheduleOf(1)] });
    await using way = await startHttpProxy(api.apiUrl);
    const plain = stack.connect({ apiUrl: way.apiUrl });
    way.loseAnswers(true);
    const error = await refusalOf(plain.schedules.create(draft));
    expect(error).toMatchObject({ kind: 'network', fix: expect.stringContaining('may have been created') });
    expect(api.changes).toHaveLength(1);
  });
});
