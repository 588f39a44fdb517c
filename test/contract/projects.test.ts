import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, servers } from './servers.ts';

describe.each(servers)('projects over %s', (_, serve) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served[Symbol.asyncDispose]());

  test('the project is found by slug and by UUID, in any case', async () => {
    const { client, stack } = served;
    const { project } = stack.executor;
    for (const reference of [project.slug, project.id, project.id.toUpperCase()]) {
      const other = stack.connect({ apiUrl: client.apiUrl, project: reference });
      expect(await other.resolveProject()).toEqual(project);
    }
  });

  test.each(['other', 'p/2', '...', 'ü', '%2e'])('the project %s is not found', async (project) => {
    const other = served.stack.connect({ apiUrl: served.client.apiUrl, project });
    await expect(other.resolveProject()).rejects.toMatchObject({ kind: 'not-found' });
    await expect(other.runs.list({}, {})).rejects.toMatchObject({ kind: 'not-found' });
  });

  test.each(['', '.', '..'])('"%s" would lead to another path and is not sent', async (id) => {
    await expect(served.client.runs.cancel(id)).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('the token belongs to someone', async () => {
    const { id, email } = await served.client.me();
    expect(id).not.toBe('');
    expect(email).toContain('@');
  });

  test('what the server cannot do, it says in a sentence', async () => {
    const { abilities, generations } = await served.client.capabilities();
    expect(generations).toEqual(['jobs', 'runs']);
    const sentence = expect.stringMatching(/^[A-Z].*\.$/);
    expect(abilities.scheduleEdit).toEqual(served.documentedOnly ? sentence : true);
    expect(abilities.retry === true).toBe(!served.documentedOnly);
  });

  test('another token is refused with what to do', async () => {
    const other = served.stack.connect({ apiUrl: served.client.apiUrl, token: 'wrong' });
    await expect(other.runs.list({}, {})).rejects.toMatchObject({
      kind: 'auth',
      fix: expect.stringContaining('token'),
    });
  });
});
