import { existsSync, readFileSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRemoteTasks } from '../helpers/remote-task.ts';
import { makeTempDir } from '../helpers/temp-dir.ts';
import { writeProject } from '../helpers/temp-project.ts';
import { overlaps, parseLedger, readLedger } from '../soak/storm/ledger.ts';
import { ledgerTask } from './attempt-ledger.ts';
import { type EndedRun, startExecutor } from './killable-executor.ts';

const count = 50;
const terminalEvents = ['run.completed', 'run.failed', 'run.cancelled'];

/** Runs one executor after the other, each killed after it has completed so many runs; the last one goes on to the end. */
async function killedAfter(projectDir: string, completions: readonly number[]) {
  let accepted: readonly string[] = [];
  for (const [round, completed] of completions.entries()) {
    await using executor = startExecutor(projectDir, round === 0 ? count : 0);
    if (round === 0) accepted = await executor.said('accepted', count);
    await executor.said('completed', completed);
    executor.signal('SIGKILL');
    await executor.exited;
  }
  await using last = startExecutor(projectDir, 0);
  const runs = await last.finished();
  await last.exited;
  return { accepted, runs };
}

const terminalCount = ({ events }: EndedRun) =>
  events.filter(({ type }) => terminalEvents.includes(type)).length;

describe('SIGKILL of the executor', () => {
  test('loses none of 50 runs, repeats no end, and never lets two attempts of a run overlap', async () => {
    using dir = makeTempDir('crash');
    writeProject(dir.path, { work: ledgerTask });
    const { accepted, runs } = await killedAfter(dir.path, [6, 6, 6, 6]);
    const ledger = readLedger(dir.path);

    expect(runs.map(({ run }) => run.id).sort()).toEqual([...accepted].sort());
    expect(runs.filter(({ run }) => run.status !== 'completed')).toEqual([]);
    expect(runs.filter((ended) => terminalCount(ended) !== 1)).toEqual([]);
    expect(overlaps(ledger)).toEqual([]);
    for (const { run, attempts } of runs) {
      expect(run.output).toBe(run.config['n']);
      expect(attempts.every((attempt) => attempt.endedAt !== null)).toBe(true);
      const starts = ledger.filter(({ mark, n }) => mark === 'start' && n === run.config['n']).length;
      expect(starts).toBeLessThanOrEqual(attempts.length);
    }
    // Else nothing was under way when the executors were killed, and the test has shown nothing.
    const lost = runs.flatMap(({ attempts }) => attempts).filter(({ reason }) => reason === 'lost');
    expect(lost.length).toBeGreaterThan(3);
  });

  test('does not repeat an attempt that had finished, though its end was never recorded', async () => {
    using dir = makeTempDir('crash');
    using remote = await createRemoteTasks();
    writeProject(dir.path, { work: remote.source });
    const first = startExecutor(dir.path, 1);
    const [id = ''] = await first.said('accepted', 1);
    const attempt = await remote.next();
    // Standing still, the executor cannot learn that its child is done.
    first.signal('SIGSTOP');
    attempt.print('the last words\n');
    attempt.finish('only once');
    await fileAppears(join(dir.path, '.vfjobs/logs', id, '1/result.json'));
    first.signal('SIGKILL');
    await first.exited;

    await using second = startExecutor(dir.path, 0);
    const [ended] = await second.finished();
    expect(ended?.run).toMatchObject({ status: 'completed', output: 'only once', attempt: 1 });
    expect(ended?.events.map(({ type }) => type)).toEqual(['run.accepted', 'run.started', 'run.completed']);
    expect(readFileSync(join(dir.path, '.vfjobs/logs', id, 'log'), 'utf8')).toContain('the last words');
  });

  test('five times during the same run fails that run, and uses up none of its retries', async () => {
    using dir = makeTempDir('crash');
    using remote = await createRemoteTasks();
    writeProject(dir.path, { work: remote.source });
    for (let kill = 0; kill < 5; kill++) {
      await using executor = startExecutor(dir.path, kill === 0 ? 1 : 0);
      const attempt = await remote.next();
      executor.signal('SIGKILL');
      await Promise.all([executor.exited, attempt.gone]);
    }
    await using last = startExecutor(dir.path, 0);
    const [ended] = await last.finished();
    expect(ended?.run).toMatchObject({ status: 'failed', reason: 'lost', error: { code: 'lost' } });
    expect(ended?.attempts.map(({ reason }) => reason)).toEqual(['lost', 'lost', 'lost', 'lost', 'lost']);
    expect(ended?.events.filter(({ type }) => type === 'run.retrying')).toEqual([]);
  });

  test('is seen by the check for overlaps: a planted one is found', () => {
    const planted = [
      'start 1 10',
      'beat 1 10',
      'start 2 11',
      'start 1 12',
      'beat 2 11',
      'beat 1 10',
      'end 1 12',
    ];
    expect(overlaps(parseLedger(planted.join('\n')))).toEqual([1]);
    expect(overlaps(parseLedger(planted.filter((line) => line !== 'beat 1 10').join('\n')))).toEqual([]);
  });
});

function fileAppears(path: string): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!existsSync(path)) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(dirname(path), check);
    check();
  });
}
