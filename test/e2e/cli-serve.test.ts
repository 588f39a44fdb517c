import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CliProject, lastJson, openCliProject } from '../helpers/cli-project.ts';
import { daemonOf, isGone, stopDaemon } from '../helpers/daemon-of.ts';
import { serveProject } from '../helpers/serve-program.ts';
import { taskSource } from '../helpers/temp-project.ts';

let project: CliProject;
const stateFile = (name: string) => join(project.dir, '.vfjobs', name);
const modeOf = (name: string) => statSync(stateFile(name)).mode & 0o777;

beforeEach(() => {
  project = openCliProject({ hello: taskSource('return "hi";') });
});
afterEach(() => project[Symbol.asyncDispose]());

describe('vfjobs serve', () => {
  test('prints one line of JSON that is enough to call the API', async () => {
    await using served = await serveProject(project.dir, project.env);
    expect(served).toMatchObject({
      api_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      ws_url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+$/),
      token: expect.stringMatching(/^[\w-]{43}$/),
      project_slug: 'test-project',
      state_dir: join(project.dir, '.vfjobs'),
    });
    const headers = { authorization: `Bearer ${served.token}` };
    const answer = await fetch(`${served.api_url}/projects/${served.project_id}`, { headers });
    expect(await answer.json()).toMatchObject({ id: served.project_id });
    expect((await fetch(`${served.api_url}/capabilities`)).status).toBe(401);
  });

  test('keeps its token, database and address from other users', async () => {
    await using _served = await serveProject(project.dir, project.env);
    expect(statSync(join(project.dir, '.vfjobs')).mode & 0o777).toBe(0o700);
    for (const name of ['token', 'daemon.json', 'state.db']) expect(modeOf(name), name).toBe(0o600);
  });

  test('drains on SIGTERM, ends with 0 and keeps its token for the next start', async () => {
    const first = await serveProject(project.dir, project.env);
    first.kill('SIGTERM');
    expect(await first.exited).toEqual([0, null]);
    expect(daemonOf(project.dir)).toBeNull();
    await using second = await serveProject(project.dir, project.env);
    expect(second.token).toBe(first.token);
    expect(second.project_id).toBe(first.project_id);
  });

  test('tells a person where it is and how to reach it from elsewhere', async () => {
    const output: string[] = [];
    const running = project.vfjobs(['serve', '--linger', '1'], { onStderr: (text) => output.push(text) });
    const { stdout, exitCode } = await running;
    expect(exitCode).toBe(0);
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(stdout)?.[1];
    expect(stdout).toContain(`ssh -N -L ${port}:127.0.0.1:${port}`);
    expect(stdout).toContain(join(project.dir, '.vfjobs'));
    expect(output).toEqual([]);
  });

  test('ends by itself when it lingers and nobody needs it', async () => {
    const { exitCode, stdout } = await project.vfjobs(['serve', '--json', '--linger', '1']);
    expect(exitCode).toBe(0);
    expect(lastJson(stdout)).toMatchObject({ state_dir: join(project.dir, '.vfjobs') });
    expect(daemonOf(project.dir)).toBeNull();
  });
});

describe('what keeps an executor from starting', () => {
  test('another one: says who holds the state, and loses nothing', async () => {
    await using served = await serveProject(project.dir, project.env);
    const second = await project.vfjobs(['serve', '--json']);
    expect(second).toMatchObject({ exitCode: 1, stdout: '' });
    expect(JSON.parse(second.stderr)).toMatchObject({
      error: { code: 'conflict', message: expect.stringContaining(String(served.pid)) },
    });
    expect(daemonOf(project.dir)?.pid).toBe(served.pid);
    expect((await project.vfjobs(['run', 'hello', '--wait'])).exitCode).toBe(0);
  });

  test('a port in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const result = await project.vfjobs(['serve', '--port', String(port)]);
    taken.close();
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toMatch(new RegExp(`^vfjobs: Port ${port} .*in use.*\\n  .*another port`));
    expect(daemonOf(project.dir)).toBeNull();
  });

  test('a state directory that cannot be written', async () => {
    // Root may write anywhere, so permissions alone would not do.
    writeFileSync(join(project.dir, '.vfjobs'), 'in the way');
    for (const args of [['serve'], ['runs']]) {
      const { exitCode, stderr } = await project.vfjobs(args);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^vfjobs: The state directory cannot be used: .*\.vfjobs/);
    }
    expect(readFileSync(join(project.dir, '.vfjobs'), 'utf8')).toBe('in the way');
  });

  test('a corrupt database, which is moved aside on the word of the user only', async () => {
    const garbage = Buffer.alloc(8192, 'not a database ');
    mkdirSync(join(project.dir, '.vfjobs'));
    writeFileSync(stateFile('state.db'), garbage);
    for (const args of [['serve'], ['runs'], ['run', 'hello', '--wait']]) {
      const { exitCode, stderr } = await project.vfjobs(args);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^vfjobs: .*state\.db.*\n {2}.*vfjobs doctor/);
    }
    const diagnosis = await project.vfjobs(['doctor', '--json']);
    expect(diagnosis.exitCode).toBe(1);
    expect(lastJson(diagnosis.stdout)).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ name: 'database', state: 'wrong' })]),
    });
    expect((await project.vfjobs(['doctor', '--repair'])).stderr).toContain('--yes');
    expect(readFileSync(stateFile('state.db'))).toEqual(garbage);

    const repaired = await project.vfjobs(['doctor', '--repair', '--yes']);
    expect(repaired.exitCode).toBe(0);
    const moved = /Moved to (.*)\n/.exec(repaired.stderr)?.[1] ?? '';
    expect(readFileSync(moved)).toEqual(garbage);
    expect((await project.vfjobs(['run', 'hello', '--wait'])).exitCode).toBe(0);
  });

  test('a project without tasks', async () => {
    rmSync(join(project.dir, 'tasks'), { recursive: true });
    const { exitCode, stderr } = await project.vfjobs(['serve', '--project-dir', '.']);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/no tasks\/ folder.*\n.*vfjobs init/);
  });
});

describe('attaching', () => {
  test('verbs that start at the same moment share one executor', async () => {
    const results = await Promise.all(
      [1, 2, 3].map(() => project.vfjobs(['run', 'hello', '--wait', '--json'])),
    );
    expect(results.map((result) => result.exitCode)).toEqual([0, 0, 0]);
    const listed = lastJson((await project.vfjobs(['runs', '--json'])).stdout);
    expect(listed).toMatchObject({ data: [{}, {}, {}] });
  });

  test('an executor that was killed is replaced, and its runs are still there', async () => {
    await project.vfjobs(['run', 'hello', '--wait']);
    const pid = daemonOf(project.dir)?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    await isGone(pid, 5000);
    const { exitCode, stdout } = await project.vfjobs(['runs', '--json']);
    expect(exitCode).toBe(0);
    expect(lastJson(stdout)).toMatchObject({ data: [{ target: 'task:hello', status: 'completed' }] });
    expect(daemonOf(project.dir)?.pid).not.toBe(pid);
  });

  test('the address of an executor that has ended is not trusted', async () => {
    await project.vfjobs(['runs']);
    const daemon = daemonOf(project.dir);
    await stopDaemon(project.dir);
    // The test's own pid is alive and listens nowhere.
    writeFileSync(stateFile('daemon.json'), JSON.stringify({ ...daemon, pid: process.pid }));
    expect((await project.vfjobs(['runs', '--json'])).exitCode).toBe(0);
    expect(daemonOf(project.dir)?.pid).not.toBe(process.pid);
  });
});
