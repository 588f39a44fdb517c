import { statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRunLogs, type LogOptions, type RunLogs } from '../../../../src/executor/worker/run-logs.ts';
import { logPrefixLength } from '../../../../src/model/log.ts';
import { openPool } from '../../../helpers/open-pool.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

const limitBytes = 4_000;
const cutLine = /^log cut here: it reached its limit of 4000 bytes; further output is not kept$/;
const lineOf = (n: number) => `${String(n).padStart(49, '.')}\n`;
const lines = (count: number, from = 0) => Array.from({ length: count }, (_, i) => lineOf(from + i)).join('');

function open(logs: RunLogs, attempt: number, options: LogOptions = {}) {
  const capture = logs.newCapture();
  const cuts: number[] = [];
  const log = logs.openAttempt('run', attempt, capture, {
    limitBytes,
    onCut: (at) => cuts.push(at),
    ...options,
  });
  return { capture, log, cuts, print: (text: string) => writeSync(capture.fds.stdout, text) };
}

async function textsOf(logs: RunLogs): Promise<string[]> {
  const { text } = await logs.read('run', 0, 10_000_000);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => line.slice(logPrefixLength));
}

describe('the limit of a log', () => {
  test('cuts it after the last line that fits, says so, and counts what was not kept', async () => {
    using temp = makeTempDir('limit');
    const logs = createRunLogs(temp.path);
    const { log, print, cuts } = open(logs, 1);
    print(lines(100));
    await log.close();
    const texts = await textsOf(logs);
    const kept = Math.floor((limitBytes - logPrefixLength - 'attempt 1\n'.length) / (logPrefixLength + 50));
    expect(texts.slice(1, kept + 1).join('\n')).toBe(lines(kept).trimEnd());
    expect(texts[kept + 1]).toMatch(cutLine);
    expect(texts[kept + 2]).toBe(`at least ${(100 - kept) * 50} bytes of output were not kept`);
    expect(texts).toHaveLength(kept + 3);
    expect(cuts).toEqual([limitBytes]);
  });

  test('leaves a log alone that just fits', async () => {
    using temp = makeTempDir('limit');
    const logs = createRunLogs(temp.path);
    const mark = logPrefixLength + 'attempt 1\n'.length;
    const { log, print, cuts } = open(logs, 1, { limitBytes: mark + 10 * (logPrefixLength + 50) });
    print(lines(10));
    await log.close();
    expect(await logs.plainText('run', 10_000)).toBe(lines(10));
    expect(cuts).toEqual([]);
  });

  test('keeps the raw files from growing while the task prints on', async () => {
    using temp = makeTempDir('limit');
    const logs = createRunLogs(temp.path);
    const { log, print } = open(logs, 1);
    const raw = () => statSync(join(logs.attemptDir('run', 1), 'stdout')).size;
    for (let round = 0; round < 20; round += 1) {
      print(lines(30_000, 30_000 * round));
      while (log.poll() === 'more');
      expect(raw()).toBeLessThanOrEqual(limitBytes + 1_048_576);
    }
    await log.close();
    const texts = await textsOf(logs);
    const kept = texts.filter((text) => text.startsWith('...')).length;
    expect(texts.at(-1)).toBe(`at least ${(600_000 - kept) * 50} bytes of output were not kept`);
    expect(texts.slice(1, kept + 1).join('\n')).toBe(lines(kept).trimEnd());
  });

  test('counts both streams, and a line that never ends', async () => {
    using temp = makeTempDir('limit');
    const logs = createRunLogs(temp.path);
    const { log, print, capture } = open(logs, 1);
    writeSync(capture.fds.stderr, lines(10));
    log.poll();
    print('x'.repeat(1_000_000));
    for (let turn = 0; turn < 3; turn += 1) log.poll();
    print('x'.repeat(1_000_000));
    await log.close();
    const texts = await textsOf(logs);
    expect(texts.filter((text) => text.startsWith('...'))).toHaveLength(10);
    expect(texts.at(-1)).toBe('at least 2000000 bytes of output were not kept');
    expect(logs.totalBytes('run')).toBeLessThan(limitBytes + 300);
  });

  test('holds for all attempts together; each says that it was cut', async () => {
    using temp = makeTempDir('limit');
    const logs = createRunLogs(temp.path);
    for (const attempt of [1, 2, 3]) {
      const { log, print, cuts } = open(logs, attempt);
      print(lines(attempt === 1 ? 100 : 1));
      log.poll();
      print('');
      await log.close();
      expect(cuts).toHaveLength(1);
      expect(log.from).toBeLessThan(log.totalBytes);
    }
    const texts = await textsOf(logs);
    const [, ...later] = texts.join('\n').split('attempt 2\n');
    expect(later.join('').split('\n')).toEqual([
      expect.stringMatching(cutLine),
      'at least 50 bytes of output were not kept',
      'attempt 3',
      expect.stringMatching(cutLine),
      'at least 50 bytes of output were not kept',
    ]);
  });

  test.each([0, 1, 2, 3])('stands after a crash, with nothing doubled: %i looks before it', async (looks) => {
    using temp = makeTempDir('limit');
    const logs = createRunLogs(temp.path);
    const { log, print, capture } = open(logs, 1);
    print(lines(20));
    log.poll();
    if (looks > 0) print(lines(100, 20));
    for (let look = 0; look < looks; look += 1) log.poll();
    print(lines(30, looks > 0 ? 120 : 20));
    capture.close();

    const after = createRunLogs(temp.path);
    const range = await after.settle('run', 1, { limitBytes: looks === 0 ? 1e9 : limitBytes });
    expect(range).toEqual({ from: 0, to: after.totalBytes('run') });
    const texts = await textsOf(after);
    const kept = texts.filter((text) => text.startsWith('...'));
    expect(kept.join('\n')).toBe(lines(kept.length).trimEnd());
    expect(kept).toHaveLength(looks === 0 ? 50 : 61);
    expect(texts.filter((text) => cutLine.test(text))).toHaveLength(looks === 0 ? 0 : 1);
    expect(texts.filter((text) => /^at least \d+ bytes of output/.test(text))).toHaveLength(
      looks === 0 ? 0 : 1,
    );
    expect(await after.settle('run', 1, { limitBytes })).toBeNull();
  });

  test('holds for a real child that prints without end, and the task goes on', async () => {
    await using pool = await openPool({
      flood: taskSource(`
        const { writeSync } = await import('node:fs');
        const chunk = 'flood flood flood\\n'.repeat(5_000);
        for (let i = 0; i < 200; i += 1) writeSync(1, chunk);
        return 'done';`),
    });
    const cuts: number[] = [];
    const attempt = pool.begin('flood', { logLimitBytes: 1_048_576 }, { onCut: (bytes) => cuts.push(bytes) });
    expect((await attempt.outcome).output).toBe('done');
    expect(cuts).toEqual([1_048_576]);
    const log = await attempt.log();
    const kept = log.split('\n').filter((line) => line === 'flood flood flood').length;
    expect(log).toContain('--- log cut here: it reached its limit of 1 MB; further output is not kept ---');
    const counted = Number(/--- at least (\d+) bytes of output were not kept ---/.exec(log)?.[1]);
    expect(counted).toBeGreaterThan(0);
    expect(counted).toBeLessThanOrEqual(18 * (1_000_000 - kept));
    expect(pool.logs.totalBytes(attempt.runId)).toBeLessThan(1_048_576 + 300);
  });
});
