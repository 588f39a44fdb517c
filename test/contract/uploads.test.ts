import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Stack, startStack } from '../helpers/start-stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ tasks: {} });
});
afterAll(() => stack.stop());

const base = '/projects/test-project';

async function ask(method: string, path: string, body?: unknown, token = stack.token) {
  const answer = await fetch(`${stack.server.apiUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}

async function planned(path: string, size = 3): Promise<Record<string, string>> {
  const body = { file_path: path, content_type: 'text/plain', size };
  const answer = await ask('POST', `${base}/uploads`, body);
  expect(answer.status).toBe(201);
  return answer.body;
}

describe('an upload', () => {
  test('is sent without a token, found by path and id, read, and removed', async () => {
    const { file_upload_url: address = '', upload_id: id = '' } = await planned('uploads/demo/näme.txt');
    expect(address.startsWith(`${stack.server.apiUrl}/transfers/`)).toBe(true);
    const sent = await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'text/plain' },
      body: 'abc',
    });
    expect([sent.status, await sent.json()]).toEqual([
      200,
      { path: 'demo/näme.txt', upload_id: id, size: 3 },
    ]);
    expect(readFileSync(join(stack.dir, 'uploads/demo/näme.txt'), 'utf8')).toBe('abc');

    const encoded = encodeURIComponent('demo/näme.txt');
    const byPath = await ask('GET', `${base}/uploads/${encoded}`);
    expect(byPath.body).toMatchObject({
      id,
      path: 'demo/näme.txt',
      file_name: 'näme.txt',
      size: 3,
      status: 'active',
    });
    expect((await ask('GET', `${base}/uploads/${id}`)).body).toEqual(byPath.body);

    const { signed_url: readAddress = '' } = (await ask('GET', `${base}/uploads/${encoded}/url`)).body;
    for (let time = 0; time < 2; time++) {
      const read = await fetch(readAddress);
      expect(await read.text()).toBe('abc');
      expect(read.headers.get('content-disposition')).toBe('attachment');
    }
    expect((await ask('DELETE', `${base}/uploads/${encoded}`)).body).toEqual({
      path: 'demo/näme.txt',
      deleted: true,
    });
    expect((await ask('GET', `${base}/uploads/${id}`)).status).toBe(404);
    expect((await fetch(readAddress)).status).toBe(404);
  });

  test('is sent once per address', async () => {
    const { file_upload_url: address = '' } = await planned('once.txt');
    const send = () => fetch(address, { method: 'PUT', body: 'one' });
    expect((await send()).status).toBe(200);
    expect((await send()).status).toBe(404);
    expect((await fetch(address)).status).toBe(404);
  });

  test('is neither read by the address to send it, nor sent by the one to read it', async () => {
    const { file_upload_url: toSend = '' } = await planned('ways.txt');
    expect((await fetch(toSend)).status).toBe(405);
    expect((await fetch(toSend, { method: 'PUT', body: 'abc' })).status).toBe(200);
    const { signed_url: toRead = '' } = (await ask('GET', `${base}/uploads/ways.txt/url`)).body;
    expect((await fetch(toRead, { method: 'PUT', body: 'x' })).status).toBe(405);
    expect((await fetch(toRead, { method: 'HEAD' })).headers.get('content-length')).toBe('3');
  });

  test('that is too large is refused before and while it is sent', async () => {
    const large = { file_path: 'large.bin', content_type: 'x/y', size: 100_000_001 };
    expect((await ask('POST', `${base}/uploads`, large)).status).toBe(400);
    const { file_upload_url: address = '' } = await planned('large.bin');
    const piece = Buffer.alloc(1_000_000);
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(piece);
        if (++sent === 110) controller.close();
      },
    });
    // The server may cut the line while the rest is still coming.
    const answer = await fetch(address, { method: 'PUT', body, duplex: 'half' } as RequestInit).catch(
      () => null,
    );
    if (answer !== null) expect(answer.status).toBe(400);
    expect(readdirSync(join(stack.dir, 'uploads')).filter((name) => name.includes('large'))).toEqual([]);
  });

  test.each([
    ['../package.json', 400],
    ['a/../../b', 400],
    ['.env', 403],
    ['', 400],
  ])('may not have the path %j', async (path, status) => {
    expect((await ask('POST', `${base}/uploads`, { file_path: path })).status).toBe(status);
    if (path === '') return;
    expect((await ask('GET', `${base}/uploads/${encodeURIComponent(path)}`)).status).toBe(status);
    expect((await ask('DELETE', `${base}/uploads/${encodeURIComponent(path)}`)).status).toBe(status);
  });

  test('is listed, also where it was put by hand', async () => {
    mkdirSync(join(stack.dir, 'uploads/listed/deep'), { recursive: true });
    for (const name of ['a.md', 'deep/b.md']) writeFileSync(join(stack.dir, 'uploads/listed', name), name);
    const all = await ask('GET', `${base}/uploads?path=listed&recursive=true&limit=1`);
    expect(all.body).toMatchObject({ data: [{ type: 'file', path: 'listed/a.md', size: 4 }] });
    const { next } = all.body['page_info'] as unknown as { next: string };
    const rest = await ask('GET', `${base}/uploads?path=listed&recursive=true&cursor=${next}`);
    expect(rest.body).toMatchObject({ data: [{ path: 'listed/deep/b.md' }], page_info: { next: null } });
    const flat = await ask('GET', `${base}/uploads?path=listed&recursive=false`);
    expect(flat.body).toMatchObject({
      data: [{ path: 'listed/a.md' }, { type: 'folder', path: 'listed/deep' }],
    });
  });
});

describe('a file', () => {
  test('is written into the knowledge folder and listed', async () => {
    const path = encodeURIComponent('knowledge/a/b.md');
    const written = await ask('PUT', `${base}/files/${path}`, { content: '# b' });
    expect(written).toEqual({ status: 200, body: { path: 'knowledge/a/b.md' } });
    expect(readFileSync(join(stack.dir, 'knowledge/a/b.md'), 'utf8')).toBe('# b');
    const { body } = await ask('GET', `${base}/files?pattern=knowledge/*&sort_by=path&sort_order=asc`);
    expect(body).toMatchObject({ data: [{ path: 'knowledge/a/b.md', size: 3 }], page_info: { next: null } });
  });

  test.each([
    ['knowledge/../tasks/evil.ts', 400],
    ['../tasks/evil.ts', 400],
    ['knowledge/.hidden', 403],
  ])('is not written to %s', async (path, status) => {
    const answer = await ask('PUT', `${base}/files/${encodeURIComponent(path)}`, { content: 'x' });
    expect(answer.status).toBe(status);
    expect(readdirSync(join(stack.dir, 'tasks'))).toEqual([]);
  });
});

test('nothing of this was a bug of the server', () => {
  expect(stack.bugs).toEqual([]);
});
