import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseLogLine } from '../../src/model/log.ts';
import { runEnded } from '../helpers/run-ended.ts';
import { type Served, servers } from './servers.ts';

describe.each(servers)('logs over %s', (_, serve) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served[Symbol.asyncDispose]());

  async function printed(text: string): Promise<string> {
    const { client, stack, remote } = served;
    const { id } = await client.runs.create({ target: 'task:remote' });
    const attempt = await remote.next();
    attempt.print(text);
    attempt.finish();
    await runEnded(stack.executor, id);
    return id;
  }

  test('what a run prints is read line by line', async () => {
    const { client, stack, documentedOnly } = served;
    const { id } = await client.runs.create({ target: 'task:hello', config: { who: 'log' } });
    await runEnded(stack.executor, id);
    const { text, nextByte, totalBytes } = await client.runs.log(id, 0, 65_536);
    const lines = text.trimEnd().split('\n').map(parseLogLine);
    expect(nextByte).toBe(totalBytes);
    expect(lines.find((line) => line.text === 'hello log')?.stream).toBe('stdout');
    expect(lines.find((line) => line.text === 'careful')?.stream).toBe(documentedOnly ? 'stdout' : 'stderr');
    expect(lines.every((line) => (line.at === 0) === documentedOnly)).toBe(true);
  });

  test('a long log is read piece by piece, each line once', async () => {
    const { client } = served;
    const lines = Array.from({ length: 400 }, (_, index) => `line ${index} ${'é'.repeat(20)}`);
    const id = await printed(`${lines.join('\n')}\n`);
    const read: string[] = [];
    for (let at = 0; ; ) {
      const chunk = await client.runs.log(id, at, 4096);
      expect(Buffer.byteLength(chunk.text)).toBeLessThanOrEqual(4096);
      read.push(...chunk.text.split('\n').slice(0, -1));
      at = chunk.nextByte;
      if (at === chunk.totalBytes) break;
    }
    expect(read.map((line) => parseLogLine(line).text).filter((text) => text.startsWith('line'))).toEqual(
      lines,
    );
  });

  test('the end of a log is read without its beginning', async () => {
    const { client } = served;
    const id = await printed('first\nmiddle\nlast\n');
    const { text, nextByte, totalBytes } = await client.runs.log(id, -40, 65_536);
    expect(text).toMatch(/last\n$/);
    expect(text).not.toContain('first');
    expect(nextByte).toBe(totalBytes);
  });
});
