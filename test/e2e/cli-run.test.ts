import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wireRun } from '../../src/api/run.ts';
import { type CliProject, lastJson, openCliProject } from '../helpers/cli-project.ts';
import { daemonOf, stopDaemon } from '../helpers/daemon-of.ts';
import { taskSource } from '../helpers/temp-project.ts';

let project: CliProject;

beforeAll(() => {
  project = openCliProject({
    echo: taskSource('console.log("line one"); console.error("line two"); return ctx.config;', {
      description: 'Answers its config.',
      inputSchema: { type: 'object', properties: { limit: { type: 'number' } } },
    }),
    fails: taskSource('throw new Error("the oven is cold");'),
    waits: taskSource(
      `const timer = setInterval(() => undefined, 1000);
       await new Promise((_, no) => ctx.signal.addEventListener("abort", () => { clearInterval(timer); no(ctx.signal.reason); }));`,
    ),
    hostile: taskSource('console.log("a\\x1b]0;owned\\x07\\x1b[2Jb"); return null;'),
    broken: 'export default {',
    throws: 'throw new Error("at import");',
  });
});
afterAll(() => project[Symbol.asyncDispose]());

describe('vfjobs run', () => {
  test('starts an executor, waits, and ends with the run as its last line', async () => {
    expect(daemonOf(project.dir)).toBeNull();
    const result = await project.vfjobs(['run', 'task:echo', '--config', '{"limit": 3}', '--wait', '--json']);
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(wireRun.parse(lastJson(result.stdout))).toMatchObject({
      status: 'completed',
      target: 'task:echo',
      output: { limit: 3 },
    });
    expect(daemonOf(project.dir)).not.toBeNull();
  });

  test('attaches to the executor that runs', async () => {
    const before = daemonOf(project.dir)?.pid;
    expect((await project.vfjobs(['run', 'echo', '--wait'])).exitCode).toBe(0);
    expect(daemonOf(project.dir)?.pid).toBe(before);
  });

  test('works from a folder below the project, and from elsewhere with --project-dir', async () => {
    const below = await project.vfjobs(['runs', '--json'], { cwd: join(project.dir, 'tasks') });
    const elsewhere = await project.vfjobs(['--project-dir', project.dir, 'runs', '--json'], {
      cwd: project.elsewhere,
    });
    expect(below.exitCode).toBe(0);
    expect(elsewhere.stdout).toBe(below.stdout);
  });

  test('takes the config from a file and from stdin', async () => {
    writeFileSync(join(project.dir, 'config.json'), '{"limit": 4}');
    const file = await project.vfjobs(['run', 'echo', '--config', '@config.json', '--wait', '--json']);
    const stdin = await project.vfjobs(['run', 'echo', '--config', '-', '--wait', '--json'], {
      input: '{"limit": 5}',
    });
    expect(lastJson(file.stdout)).toMatchObject({ output: { limit: 4 } });
    expect(lastJson(stdin.stdout)).toMatchObject({ output: { limit: 5 } });
  });

  test('prints the log while it follows', async () => {
    const { stdout, exitCode } = await project.vfjobs(['run', 'echo', '--follow']);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(['line one', 'line two']));
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^completed in /);
  });

  test('keeps escape sequences of a task from the terminal', async () => {
    const { stdout } = await project.vfjobs(['run', 'hostile', '--follow']);
    expect(stdout).toContain('ab\n');
    expect(stdout).not.toContain('\x1b');
  });

  test('prints the id alone on stdout when it does not wait', async () => {
    const { stdout, exitCode } = await project.vfjobs(['run', 'echo', '--name', 'mine']);
    expect(exitCode).toBe(0);
    const shown = await project.vfjobs(['show', stdout.trim(), '--json']);
    expect(lastJson(shown.stdout)).toMatchObject({ name: 'mine' });
  });
});

describe('exit codes', () => {
  test('1 for a run that fails, with its error', async () => {
    const { exitCode, stdout } = await project.vfjobs(['run', 'fails', '--retries', '0', '--wait']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^failed .*: the oven is cold\n$/);
  });

  test('124 for a run that times out', async () => {
    const { exitCode } = await project.vfjobs(['run', 'waits', '--timeout', '1', '--retries', '0', '--wait']);
    expect(exitCode).toBe(124);
  });

  test('6 for a run that is cancelled', async () => {
    const { promise: accepted, resolve } = Promise.withResolvers<string>();
    const waiting = project.vfjobs(['run', 'waits', '--wait'], {
      onStderr(text) {
        const [, id] = /^Run (\S+)\n/.exec(text) ?? [];
        if (id !== undefined) resolve(id);
      },
    });
    const cancelled = await project.vfjobs(['cancel', await accepted, '--json']);
    expect(lastJson(cancelled.stdout)).toMatchObject({ cancelled: true });
    expect(await waiting).toMatchObject({ exitCode: 6, stdout: expect.stringMatching(/^cancelled/) });
  });

  test.each([
    [
      '3 for an unknown target, with the nearest one',
      ['run', 'task:ehco'],
      3,
      /"?task:ehco"?.*\n.*task:echo/,
    ],
    [
      '2 for a config that is no JSON',
      ['run', 'echo', '--config', '{limit: 3'],
      2,
      /not valid JSON.*\n.*--config/,
    ],
    [
      '2 for a config that is no object',
      ['run', 'echo', '--config', '[1]'],
      2,
      /must be a JSON object, not an array/,
    ],
    ['2 for a config that the schema refuses', ['run', 'echo', '--config', '{"limit": "x"}'], 2, /limit/],
    ['3 for a config file that is missing', ['run', 'echo', '--config', '@none.json'], 3, /none\.json/],
    ['2 for a task that does not parse, with file and line', ['run', 'broken'], 2, /tasks\/broken\.ts:\d+/],
    ['2 for a task that throws at import', ['run', 'throws'], 2, /tasks\/throws\.ts.*at import/],
    ['3 for an unknown run', ['show', '00000000'], 3, /00000000/],
    ['2 for an unknown flag, with the nearest one', ['runs', '--limt', '3'], 2, /--limt.*\n.*--limit/],
    ['2 for a number out of bounds', ['runs', '--limit', '101'], 2, /1…100/],
    ['2 for an unknown verb, with the nearest one', ['evnets', 'x'], 2, /evnets.*\n.*vfjobs events/],
    ['4 for an act on a read-only connection', ['--read-only', 'run', 'echo'], 4, /read-only/],
  ])('%s', async (_name, args, exitCode, complaint) => {
    const result = await project.vfjobs(args);
    expect(result).toMatchObject({ exitCode, stdout: '' });
    expect(result.stderr).toMatch(complaint);
    expect(result.stderr).toMatch(/^vfjobs: /);
    expect(result.stderr).not.toMatch(/^\s+at /m);
  });

  test('3 in a folder without a project, with what to do', async () => {
    const result = await project.vfjobs(['runs'], { cwd: project.elsewhere });
    expect(result.exitCode).toBe(3);
    expect(result.stderr).toMatch(/no project.*\n.*vfjobs init/);
    const named = await project.vfjobs(['--project-dir', project.elsewhere, 'runs']);
    expect(named.exitCode).toBe(3);
    expect(named.stderr).toMatch(/no tasks\/ folder.*\n.*vfjobs init/);
  });

  test('a failure is one line of JSON with --json', async () => {
    const { stderr, exitCode } = await project.vfjobs(['run', 'task:ehco', '--json']);
    expect(exitCode).toBe(3);
    expect(JSON.parse(stderr)).toMatchObject({
      error: { code: 'not-found', message: expect.any(String), fix: expect.stringContaining('task:echo') },
    });
  });
});

describe('listings', () => {
  test('a broken task is listed, and the others still work', async () => {
    const { stdout, exitCode } = await project.vfjobs(['targets']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/task:broken +broken: tasks\/broken\.ts:\d+: /);
    expect(stdout).toMatch(/task:echo +Answers its config\./);
  });

  test('a batch counts its runs', async () => {
    const batch = 'b0000000-0000-4000-8000-000000000001';
    for (const target of ['echo', 'echo', 'fails']) {
      await project.vfjobs(['run', target, '--batch', batch, '--retries', '0', '--wait']);
    }
    const shown = await project.vfjobs(['batch', batch, '--json']);
    expect(lastJson(shown.stdout)).toMatchObject({ job_count: 3, run_counts: { completed: 2, failed: 1 } });
    expect((await project.vfjobs(['batches'])).stdout).toContain('2 completed, 1 failed');
    const failed = await project.vfjobs(['runs', '--batch', batch, '--status', 'failed', '--json']);
    expect(lastJson(failed.stdout)).toMatchObject({ data: [{ target: 'task:fails' }] });
  });

  test('retry starts a new run that links back', async () => {
    const first = lastJson((await project.vfjobs(['run', 'echo', '--wait', '--json'])).stdout);
    const { run_id: id } = wireRun.parse(first);
    const again = await project.vfjobs(['retry', id, '--json']);
    expect(lastJson(again.stdout)).toMatchObject({ target: 'task:echo', retry_of: id });
  });

  test('several runs are cancelled on the word of the user only', async () => {
    const ids = await Promise.all(
      ['1', '2'].map(async () => (await project.vfjobs(['run', 'waits'])).stdout.trim()),
    );
    const asked = await project.vfjobs(['cancel', ...ids]);
    expect(asked).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--yes') });
    expect((await project.vfjobs(['cancel', ...ids, '--yes'])).exitCode).toBe(0);
  });

  test('events are lines of JSON', async () => {
    const { run_id: id } = wireRun.parse(
      lastJson((await project.vfjobs(['run', 'echo', '--wait', '--json'])).stdout),
    );
    const { stdout } = await project.vfjobs(['events', id, '--follow', '--json']);
    const types = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).event_type);
    expect(types.at(0)).toBe('run.accepted');
    expect(types.at(-1)).toBe('run.completed');
  });

  test('the bare program lists runs where no console can be drawn, and says so', async () => {
    const { exitCode, stdout, stderr } = await project.vfjobs([]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^RUN +STATUS/);
    expect(stderr).toContain('not a terminal');
  });
});

test('the executor of the project is stopped by a signal and leaves nothing behind', async () => {
  await stopDaemon(project.dir);
  expect(daemonOf(project.dir)).toBeNull();
});
