import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { endOrphan } from '../../../../src/executor/worker/end-orphan.ts';
import { processState } from '../../../../src/executor/worker/process-id.ts';
import { recoverOutcome } from '../../../../src/executor/worker/recover-outcome.ts';
import { createRunLogs } from '../../../../src/executor/worker/run-logs.ts';
import type { Isolation } from '../../../../src/model/target.ts';
import { hasEnded } from '../../../helpers/process-end.ts';
import { makeTempDir, type TempDir } from '../../../helpers/temp-dir.ts';
import { taskSource, writeProject } from '../../../helpers/temp-project.ts';

const program = fileURLToPath(new URL('../../../fixtures/programs/daemon-with-attempt.ts', import.meta.url));
const started: ChildProcess[] = [];
const folders: TempDir[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

// Not sooner: a spare child that ends writes its compile cache once more.
afterAll(() => {
  for (const folder of folders) folder.remove();
});

function makeFolder(): TempDir {
  const folder = makeTempDir('orphan');
  folders.push(folder);
  return folder;
}

/** Starts a daemon with one attempt; `lines` are what it prints. */
function startDaemon(dir: string, task: string, isolation: Isolation = 'process') {
  const args = ['--disable-warning=ExperimentalWarning', program, dir, task, isolation];
  const daemon = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(daemon);
  const lines = createInterface({ input: daemon.stdout })[Symbol.asyncIterator]();
  return { daemon, next: async () => JSON.parse((await lines.next()).value ?? 'null') };
}

describe('when the daemon is killed', () => {
  test.each([
    ['a busy loop', `ctx.event('on', process.pid); for (;;);`],
    [
      'a task with a program of its own',
      `const { spawn } = await import('node:child_process');
       ctx.event('on', spawn('sleep', ['60']).pid); await new Promise(() => setInterval(() => {}, 1000));`,
    ],
  ])('%s ends within a second or so', async (_, body) => {
    const temp = makeFolder();
    writeProject(temp.path, { work: taskSource(body) });
    const { daemon, next } = startDaemon(temp.path, 'work');
    const { ready } = await next();
    const { event } = await next();
    daemon.kill('SIGKILL');
    await once(daemon, 'exit');
    expect(await hasEnded(event, 2_000)).toBe(true);
    expect(await hasEnded(ready.pid, 2_000)).toBe(true);
  });

  test('a busy loop in a warm child ends within a second or so', async () => {
    const temp = makeFolder();
    writeProject(temp.path, { work: taskSource(`ctx.event('on', process.pid); for (;;);`) });
    const { daemon, next } = startDaemon(temp.path, 'work', 'shared');
    const { ready } = await next();
    await next();
    daemon.kill('SIGKILL');
    await once(daemon, 'exit');
    expect(await hasEnded(ready.pid, 2_000)).toBe(true);
  });

  test.each([
    ['waits for a run', ''],
    ['is kept busy by what a run has left', 'setTimeout(() => { for (;;); });'],
  ])('a warm child that %s ends within a second or so', async (_, body) => {
    const temp = makeFolder();
    writeProject(temp.path, { work: taskSource(body) });
    const { daemon, next } = startDaemon(temp.path, 'work', 'shared');
    const { ready } = await next();
    expect(await next()).toEqual({ ended: 'ok' });
    daemon.kill('SIGKILL');
    await once(daemon, 'exit');
    expect(await hasEnded(ready.pid, 2_000)).toBe(true);
  });

  test('the output of a run in a warm child is in its log', async () => {
    const temp = makeFolder();
    writeProject(temp.path, {
      work: taskSource(`const { existsSync } = await import('node:fs'); console.log('the first word');
        while (!existsSync('.vfjobs/logs/run/1/stdout')) await new Promise((next) => setTimeout(next, 5));
        process.kill(process.ppid, 'SIGKILL'); console.log('the last word'); for (;;);`),
    });
    const { daemon, next } = startDaemon(temp.path, 'work', 'shared');
    const { ready } = await next();
    await once(daemon, 'exit');
    // Without the daemon it still has the time to say what it has to say.
    const stdout = join(temp.path, '.vfjobs/logs/run/1/stdout');
    await vi.waitFor(() => expect(readFileSync(stdout, 'utf8')).toContain('the last word'));
    await endOrphan(ready);
    const logs = createRunLogs(join(temp.path, '.vfjobs/logs'));
    await logs.settle('run', 1);
    expect(await logs.plainText('run', 10_000)).toBe('the first word\nthe last word\n');
  });

  test('a run in a warm child that ends after it has all of its output in its log', async () => {
    const temp = makeFolder();
    const body = `console.log('before'); process.kill(process.ppid, 'SIGKILL');
      await new Promise((r) => setTimeout(r, 50)); console.log('after'); return 'done';`;
    writeProject(temp.path, { work: taskSource(body) });
    const { daemon, next } = startDaemon(temp.path, 'work', 'shared');
    const { ready } = await next();
    await once(daemon, 'exit');
    expect(await hasEnded(ready.pid, 2_000)).toBe(true);
    const logs = createRunLogs(join(temp.path, '.vfjobs/logs'));
    expect(await recoverOutcome(logs.attemptDir('run', 1))).toMatchObject({ reason: 'ok', output: 'done' });
    await logs.settle('run', 1);
    expect(await logs.plainText('run', 1000)).toBe('before\nafter\n');
  });

  test('its spare children end too', async () => {
    const temp = makeFolder();
    writeProject(temp.path, {
      work: taskSource(`ctx.event('on', 1); await new Promise(() => setInterval(() => {}, 1000));`),
    });
    const { daemon, next } = startDaemon(temp.path, 'work');
    await next();
    await next();
    const spares = childrenOf(daemon.pid ?? 0);
    daemon.kill('SIGKILL');
    await once(daemon, 'exit');
    expect(spares.length).toBeGreaterThan(0);
    for (const pid of spares) expect(await hasEnded(pid, 2_000)).toBe(true);
  });

  test('the result that its child still wrote is recovered, and the log completed', async () => {
    const temp = makeFolder();
    writeProject(temp.path, {
      work: taskSource(`ctx.event('on', process.pid); process.kill(process.ppid, 'SIGKILL');
        console.log('the last word'); return { kept: true };`),
    });
    const { daemon, next } = startDaemon(temp.path, 'work');
    const { ready } = await next();
    await once(daemon, 'exit');
    await hasEnded(ready.pid, 2_000);
    const logs = createRunLogs(join(temp.path, '.vfjobs/logs'));
    await endOrphan(ready);
    await logs.settle('run', 1);
    expect(await recoverOutcome(logs.attemptDir('run', 1))).toEqual({
      reason: 'ok',
      output: { kept: true },
      error: null,
      exitCode: 0,
      signal: null,
      retry: null,
      waiting: null,
    });
    expect(await logs.plainText('run', 10_000)).toBe('the last word\n');
  });
});

describe('ending an orphan', () => {
  test('kills a process with that pid and start time, and those in its group', async () => {
    const shell = spawn('sh', ['-c', 'sleep 60 & echo $!; wait'], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    started.push(shell);
    const [line] = await once(createInterface({ input: shell.stdout }), 'line');
    const pid = shell.pid ?? 0;
    const startTime = (await processState(pid))?.startTime ?? '';
    await endOrphan({ pid, startTime });
    expect(await hasEnded(pid, 500)).toBe(true);
    expect(await hasEnded(Number(line), 500)).toBe(true);
  });

  test('leaves a stranger alone that was given the same pid later', async () => {
    const stranger = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
    started.push(stranger);
    await endOrphan({ pid: stranger.pid ?? 0, startTime: '12345' });
    expect(stranger.kill(0)).toBe(true);
    const state = await processState(stranger.pid ?? 0);
    expect(state?.zombie).toBe(false);
  });

  test('kills what the group of a dead process has left', async () => {
    const { leader, member } = await leaderlessGroup();
    await endOrphan(leader);
    expect(await hasEnded(member, 10)).toBe(true);
  });

  test.each([
    ['has a member that is older than our leader was', (time: string) => `9${time}`],
    ['is of another boot of the system', (time: string) => time.replace(/@.*|\d{4}$/, '@0ld')],
  ])('leaves a group without a leader alone that %s', async (_, changed) => {
    const { leader, member } = await leaderlessGroup();
    await endOrphan({ ...leader, startTime: changed(leader.startTime) });
    expect((await processState(member))?.zombie).toBe(false);
    process.kill(member, 'SIGKILL');
  });

  test('does nothing about a process that is gone', async () => {
    const gone = spawn('true', { stdio: 'ignore' });
    await once(gone, 'exit');
    await endOrphan({ pid: gone.pid ?? 0, startTime: '12345' });
    expect(await processState(gone.pid ?? 0)).toBeNull();
  });
});

/** A group whose leader has ended; its last member sleeps. */
async function leaderlessGroup() {
  const shell = spawn('sh', ['-c', 'sleep 60 >&2 & echo $!; read line'], {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  started.push(shell);
  const [line] = await once(createInterface({ input: shell.stdout }), 'line');
  const pid = shell.pid ?? 0;
  const leader = { pid, startTime: (await processState(pid))?.startTime ?? '' };
  shell.stdin.end();
  await once(shell, 'exit');
  return { leader, member: Number(line) };
}

/** The direct children of a process. */
function childrenOf(pid: number): number[] {
  const table = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const rows = table.split('\n').map((row) => row.trim().split(/\s+/).map(Number));
  return rows.filter(([, parent]) => parent === pid).map(([child = 0]) => child);
}
