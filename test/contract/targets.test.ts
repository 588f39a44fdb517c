import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, servers } from './servers.ts';

describe.each(servers)('targets over %s', (_, serve) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served[Symbol.asyncDispose]());

  test('every task of the project is listed, and the built-in one', async () => {
    const targets = await served.client.targets.list();
    expect(targets.map(({ target }) => target)).toEqual([
      'task:broken',
      'task:fails',
      'task:hello',
      'task:remote',
      'task:reports/weekly',
      'task:knowledge-ingest',
    ]);
  });

  test('a target tells what it does and takes', async () => {
    const target = await served.client.targets.get('task:hello');
    expect(target).toMatchObject({
      target: 'task:hello',
      kind: 'task',
      description: 'Greets',
      inputSchema: { properties: { who: { type: 'string' } } },
      outputSchema: null,
    });
  });

  test.each(['task:reports/weekly', 'task:reports-weekly'])(
    'a nested target is found as %s',
    async (name) => {
      expect((await served.client.targets.get(name)).target).toBe('task:reports/weekly');
    },
  );

  test('a broken target says where', async () => {
    const { fault } = await served.client.targets.get('task:broken');
    if (served.documentedOnly) return expect(fault).toBeNull();
    expect(fault).toMatchObject({ file: 'tasks/broken.ts' });
  });

  test('an unknown target is not found', async () => {
    await expect(served.client.targets.get('task:hallo')).rejects.toMatchObject({
      kind: 'not-found',
      message: expect.stringContaining('hallo'),
    });
  });
});
