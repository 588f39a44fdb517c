import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRunLogs, type RunLogs } from '../../../../src/executor/worker/run-logs.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

/** A folder in the place of the log refuses every write, also for a user who may do everything. */
const refusal = (dir: string) => join(dir, 'run/log');

/** An attempt that has printed, whose log refused the rest when it ended. */
async function refused(logs: RunLogs, dir: string): Promise<void> {
  const capture = logs.newCapture();
  writeSync(capture.fds.stdout, 'one\ntwo\n');
  mkdirSync(join(dir, 'run'), { recursive: true });
  capture.moveTo(logs.attemptDir('run', 1));
  capture.close();
  mkdirSync(refusal(dir));
  writeFileSync(join(logs.attemptDir('run', 1), 'result.json'), '{}');
  expect(await logs.settle('run', 1)).toBeNull();
  logs.removeAttempt('run', 1);
}

/** Lets retries happen until the log has that text. */
async function retried(logs: RunLogs, advance: () => void, text: string): Promise<void> {
  while ((await logs.plainText('run', 1000).catch(() => '')) !== text) {
    advance();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('output that cannot be merged', () => {
  test('stays when its attempt is forgotten, and is merged when the disk takes it', async () => {
    using temp = makeTempDir('kept');
    const clock = makeFakeClock();
    const logs = createRunLogs(temp.path, clock);
    await refused(logs, temp.path);
    expect(readdirSync(logs.attemptDir('run', 1))).toEqual(['stderr', 'stdout']);
    clock.advance(5000);
    expect(readdirSync(logs.attemptDir('run', 1))).toContain('stdout');

    rmSync(refusal(temp.path), { recursive: true });
    await retried(logs, () => clock.advance(5000), 'one\ntwo\n');
    expect(readdirSync(join(temp.path, 'unmerged'))).toEqual([]);
    expect(clock.pending).toBe(0);
    logs.removeAttempt('run', 1);
    expect(existsSync(logs.attemptDir('run', 1))).toBe(false);
  });

  test('is merged by the next executor, below the limit of its log', async () => {
    using temp = makeTempDir('kept');
    await refused(createRunLogs(temp.path, makeFakeClock()), temp.path);
    rmSync(refusal(temp.path), { recursive: true });
    const clock = makeFakeClock();
    await retried(createRunLogs(temp.path, clock), () => clock.advance(5000), 'one\ntwo\n');
  });

  test('is merged although the marks of others, or its own, are torn', async () => {
    using temp = makeTempDir('kept');
    await refused(createRunLogs(temp.path, makeFakeClock()), temp.path);
    rmSync(refusal(temp.path), { recursive: true });
    // What a full disk leaves of a mark.
    for (const mark of ['other.1', 'run.1']) writeFileSync(join(temp.path, 'unmerged', mark), '');
    const clock = makeFakeClock();
    await retried(createRunLogs(temp.path, clock), () => clock.advance(5000), 'one\ntwo\n');
  });

  test('waits while the next attempt of its run writes the log, and lies behind it', async () => {
    using temp = makeTempDir('kept');
    const clock = makeFakeClock();
    const logs = createRunLogs(temp.path, clock);
    await refused(logs, temp.path);
    renameSync(refusal(temp.path), join(temp.path, 'aside'));
    const capture = logs.newCapture();
    const second = logs.openAttempt('run', 2, capture);
    writeSync(capture.fds.stdout, 'three\n');
    clock.advance(5000);
    await second.close();
    expect(await logs.plainText('run', 1000)).toBe('--- attempt 2 ---\nthree\n');
    await retried(logs, () => clock.advance(5000), '--- attempt 2 ---\nthree\n--- attempt 1 ---\none\ntwo\n');
    const { text } = await logs.read('run', 0, 1000);
    expect(text).toMatch(/s attempt 1\n\d{13}o one\n/);
  });

  test('is forgotten with its run', async () => {
    using temp = makeTempDir('kept');
    const clock = makeFakeClock();
    const logs = createRunLogs(temp.path, clock);
    await refused(logs, temp.path);
    await logs.removeRun('run');
    expect(readdirSync(join(temp.path, 'unmerged'))).toEqual([]);
    expect(existsSync(join(temp.path, 'run'))).toBe(false);
  });

  test('of a running attempt stays too when the end of it is refused', async () => {
    using temp = makeTempDir('kept');
    const logs = createRunLogs(temp.path, makeFakeClock());
    const capture = logs.newCapture();
    const log = logs.openAttempt('run', 1, capture);
    writeSync(capture.fds.stdout, 'kept\n');
    // The raw file under another name than the log expects: a delete that the disk refuses.
    rmSync(join(logs.attemptDir('run', 1), 'stderr'));
    mkdirSync(join(logs.attemptDir('run', 1), 'stderr'));
    await expect(log.close()).rejects.toThrow();
    expect(readdirSync(join(temp.path, 'unmerged'))).toEqual(['run.1']);
    expect(await logs.plainText('run', 1000)).toBe('kept\n');
  });
});
