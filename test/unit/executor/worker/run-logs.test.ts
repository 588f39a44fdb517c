import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCapture } from '../../../../src/executor/worker/capture.ts';
import { createRunLogs, type RunLogs } from '../../../../src/executor/worker/run-logs.ts';
import { logPrefixLength } from '../../../../src/model/log.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

/** Writes output as a child would and merges it. */
async function logged(logs: RunLogs, runId: string, attempt: number, output: string | Buffer): Promise<void> {
  const capture = logs.newCapture();
  const log = logs.openAttempt(runId, attempt, capture);
  writeSync(capture.fds.stdout, Buffer.from(output));
  await log.close();
}

/** Descriptors of this process. */
const openFiles = () => readdirSync('/dev/fd').length;

const texts = (chunk: string) =>
  chunk
    .split('\n')
    .slice(0, -1)
    .map((line) => line.slice(logPrefixLength));

describe('reading a log', () => {
  test('answers an empty log for a run without one', async () => {
    using temp = makeTempDir('logs');
    const logs = createRunLogs(temp.path);
    expect(await logs.read('none', 0, 1000)).toEqual({ text: '', nextByte: 0, totalBytes: 0 });
    expect(await logs.plainText('none', 1000)).toBe('');
    expect(logs.totalBytes('none')).toBe(0);
  });

  test('goes on where the last piece ended, whole lines only, within the limit', async () => {
    using temp = makeTempDir('logs');
    const logs = createRunLogs(temp.path);
    await logged(logs, 'run', 1, Array.from({ length: 50 }, (_, i) => `line ${i}\n`).join(''));
    let all = '';
    for (let next = 0, total = 1; next < total; ) {
      const chunk = await logs.read('run', next, 100);
      expect(Buffer.byteLength(chunk.text)).toBeLessThanOrEqual(100);
      expect(chunk.text.endsWith('\n')).toBe(true);
      all += chunk.text;
      next = chunk.nextByte;
      total = chunk.totalBytes;
    }
    expect(texts(all)).toEqual(['attempt 1', ...Array.from({ length: 50 }, (_, i) => `line ${i}`)]);
    expect(logs.totalBytes('run')).toBe(Buffer.byteLength(all));
    expect(await logs.read('run', 1e9, 100)).toMatchObject({ text: '', nextByte: Buffer.byteLength(all) });
  });

  test('starts at a line when asked from the end', async () => {
    using temp = makeTempDir('logs');
    const logs = createRunLogs(temp.path);
    await logged(logs, 'run', 1, 'aaaa\nbbbb\ncccc\n');
    const record = logPrefixLength + 5;
    expect(texts((await logs.read('run', -record, 1000)).text)).toEqual(['cccc']);
    expect(texts((await logs.read('run', -record - 1, 1000)).text)).toEqual(['cccc']);
    expect(texts((await logs.read('run', -record + 1, 1000)).text)).toEqual([]);
    expect(texts((await logs.read('run', -1e9, 1000)).text)).toEqual(['attempt 1', 'aaaa', 'bbbb', 'cccc']);
  });

  test('gives one line even when it is longer than the limit, and 100 kB in one line as one text', async () => {
    using temp = makeTempDir('logs');
    const logs = createRunLogs(temp.path);
    const long = 'y'.repeat(100_000);
    await logged(logs, 'run', 1, `${long}\nshort\n`);
    const first = await logs.read('run', 0, 30);
    const second = await logs.read('run', first.nextByte, 30);
    expect(texts(first.text)).toEqual(['attempt 1']);
    expect(texts(second.text)).toEqual([long.slice(0, 65_536)]);
    expect(await logs.plainText('run', 1_000_000)).toBe(`${long}\nshort\n`);
  });

  test('replaces broken UTF-8 and stays in step with the bytes', async () => {
    using temp = makeTempDir('logs');
    const logs = createRunLogs(temp.path);
    await logged(logs, 'run', 1, Buffer.from([0x61, 0xff, 0xc3, 0x0a, 0x62, 0x0a]));
    const { text, nextByte, totalBytes } = await logs.read('run', 0, 1000);
    expect(texts(text)).toEqual(['attempt 1', 'a\ufffd\ufffd', 'b']);
    expect(nextByte).toBe(totalBytes);
  });

  test('shows borders between attempts, and says how much is left out of a large log', async () => {
    using temp = makeTempDir('logs');
    const logs = createRunLogs(temp.path);
    await logged(logs, 'run', 1, 'first try\n');
    await logged(logs, 'run', 2, 'second try\n');
    expect(await logs.plainText('run', 10_000)).toBe('first try\n--- attempt 2 ---\nsecond try\n');
    const cut = logs.totalBytes('run') - logPrefixLength - 'second try\n'.length;
    expect(await logs.plainText('run', 40)).toBe(
      `[The first ${cut} bytes of this log are left out.]\nsecond try\n`,
    );
  });

  test('keeps everything private, and refuses ids that are paths', async () => {
    using temp = makeTempDir('logs');
    const logs = createRunLogs(join(temp.path, 'logs'));
    await logged(logs, 'run', 1, 'x\n');
    expect(statSync(join(temp.path, 'logs')).mode & 0o777).toBe(0o700);
    expect(statSync(join(temp.path, 'logs/run')).mode & 0o777).toBe(0o700);
    expect(statSync(join(temp.path, 'logs/run/log')).mode & 0o777).toBe(0o600);
    expect(() => logs.totalBytes('../run')).toThrow('not a run id');
  });
});

describe('settling a log after a crash', () => {
  /** A daemon that died: what it had merged is in the log, the rest in raw files. */
  function crashed(logs: RunLogs, attempt: number, merged: string, rest: string): void {
    const capture = logs.newCapture();
    const log = logs.openAttempt('run', attempt, capture);
    writeSync(capture.fds.stdout, merged);
    writeSync(capture.fds.stderr, merged);
    log.poll();
    writeSync(capture.fds.stdout, rest);
    writeSync(capture.fds.stderr, rest);
    capture.close();
  }

  const long = 'z'.repeat(70_000);

  test.each([
    ['whole lines', 'one\ntwo\n', 'three\n'],
    ['a line cut in two', 'one\ntw', 'o\nthree'],
    ['nothing merged', '', 'one\ntwo'],
    ['everything merged', 'one\ntwo\n', ''],
    ['a long line cut in two', `${long}`, `${long}\nend\n`],
    ['empty lines', '\n\n', '\n\n'],
  ])('loses and doubles nothing: %s', async (_, merged, rest) => {
    using temp = makeTempDir('logs');
    const logs = createRunLogs(temp.path);
    await logged(logs, 'run', 1, 'before\n');
    crashed(logs, 2, merged, rest);
    const after = createRunLogs(temp.path);
    await after.settle('run', 2);
    await after.settle('run', 2);
    const { text } = await after.read('run', 0, 10_000_000);
    const of = (stream: string) =>
      text
        .slice(text.indexOf('attempt 2'))
        .split('\n')
        .filter((line) => line[13]?.toLowerCase() === stream)
        .map((line) => line.slice(logPrefixLength) + (line[13] === stream ? '\n' : ''))
        .join('');
    const whole = merged + rest;
    const expected = whole.endsWith('\n') ? whole : `${whole}\n`;
    expect(of('o')).toBe(expected);
    expect(of('e')).toBe(expected);
    expect(text.match(/attempt 2/g)).toHaveLength(1);
    expect(readdirSync(after.attemptDir('run', 2))).toEqual([]);
  });

  test('drops a record that was cut short and takes it from the raw file again', async () => {
    using temp = makeTempDir('logs');
    const logs = createRunLogs(temp.path);
    crashed(logs, 1, 'one\n', 'two\n');
    appendFileSync(join(temp.path, 'run/log'), '1700000000000o tw');
    await createRunLogs(temp.path).settle('run', 1);
    const { text } = await logs.read('run', 0, 10_000);
    expect(texts(text).filter((line) => line === 'two')).toHaveLength(2);
    expect(texts(text).filter((line) => line === 'tw')).toEqual([]);
  });

  test('does not take a line that the task printed for the border of an attempt', async () => {
    using temp = makeTempDir('logs');
    const logs = createRunLogs(temp.path);
    crashed(logs, 1, 'attempt 1\nattempt 2\n', 'end\n');
    await createRunLogs(temp.path).settle('run', 1);
    expect(await logs.plainText('run', 10_000)).toContain('attempt 1\nattempt 2\n');
    expect((await logs.plainText('run', 10_000)).match(/end/g)).toHaveLength(2);
  });

  test('goes on after a shell has emptied the file', async () => {
    using temp = makeTempDir('logs');
    const logs = createRunLogs(temp.path);
    const capture = logs.newCapture();
    const log = logs.openAttempt('run', 1, capture);
    writeSync(capture.fds.stdout, 'before\n');
    log.poll();
    const { truncateSync } = await import('node:fs');
    truncateSync(join(logs.attemptDir('run', 1), 'stdout'));
    writeSync(capture.fds.stdout, 'new\n');
    log.poll();
    await log.close();
    expect(await logs.plainText('run', 10_000)).toBe('before\nnew\n');
  });

  test('leaves no file open when a disk refuses', () => {
    using temp = makeTempDir('logs');
    const logs = createRunLogs(temp.path);
    const capture = logs.newCapture();
    mkdirSync(join(temp.path, 'run'));
    symlinkSync('/dev/full', join(temp.path, 'run/log'));
    const taken = join(temp.path, 'taken');
    mkdirSync(join(taken, 'stderr'), { recursive: true });
    const before = openFiles();
    expect(() => logs.openAttempt('run', 1, capture)).toThrow();
    expect(() => createCapture(taken)).toThrow();
    expect(openFiles()).toBe(before);
    expect(readdirSync(taken)).toEqual(['stderr']);
    capture.discard();
  });

  test('removes what is no longer needed', async () => {
    using temp = makeTempDir('logs');
    const logs = createRunLogs(temp.path);
    await logged(logs, 'run', 1, 'x\n');
    logs.removeAttempt('run', 1);
    expect(existsSync(logs.attemptDir('run', 1))).toBe(false);
    expect(logs.totalBytes('run')).toBeGreaterThan(0);
    await logs.removeRun('run');
    expect(logs.totalBytes('run')).toBe(0);
  });
});
