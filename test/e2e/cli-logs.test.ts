import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launcherPath } from '../helpers/built-program.ts';
import { type CliProject, lastJson, openCliProject } from '../helpers/cli-project.ts';
import { taskSource } from '../helpers/temp-project.ts';

const lineCount = 20_000;

let project: CliProject;
let runId: string;

beforeAll(async () => {
  project = openCliProject({
    prints: taskSource(
      `for (let i = 1; i <= ${lineCount}; i++) console.log(\`line \${i} \${'x'.repeat(20)}\`); process.stdout.write('no end');`,
    ),
    waits: taskSource('console.log("ready"); await new Promise(() => setInterval(() => undefined, 1000));'),
  });
  const { stdout } = await project.vfjobs(['run', 'prints', '--wait', '--json']);
  ({ run_id: runId } = Object(lastJson(stdout)));
});
afterAll(() => project[Symbol.asyncDispose]());

const logs = async (...flags: string[]) => {
  const { exitCode, stdout, stderr } = await project.vfjobs(['logs', runId, ...flags]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout.split('\n').slice(0, -1);
};

test('the whole log, a last line without an end included', async () => {
  const lines = await logs();
  expect(lines).toHaveLength(lineCount + 2);
  expect(lines.at(-1)).toBe('no end');
});

// The last one lies further back than what is read of the end at first.
test.each([0, 1, 3, 15_000])('--tail %i prints so many of its last lines', async (count) => {
  const lines = await logs();
  expect(await logs('--tail', String(count))).toEqual(lines.slice(lines.length - count));
});

test('--tail with more lines than there are prints them all', async () => {
  expect(await logs('-n', '100000', '--follow')).toEqual(await logs());
});

test('a reader that has enough ends it without a word', async () => {
  const child = spawn(process.execPath, [launcherPath, 'logs', runId], {
    cwd: project.dir,
    env: project.env,
  });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  await once(child.stdout, 'data');
  child.stdout.destroy();
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(stderr).toBe('');
});

test('Ctrl-C ends following without a word, and leaves the run alone', async () => {
  const started = await project.vfjobs(['run', 'waits', '--json']);
  const { run_id: waiting } = Object(lastJson(started.stdout));
  const child = spawn(process.execPath, [launcherPath, 'logs', waiting, '-f'], {
    cwd: project.dir,
    env: project.env,
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  while (!stdout.includes('ready')) {
    const [text] = await once(child.stdout, 'data');
    stdout += text;
  }
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([null, 'SIGINT']);
  expect(stderr).toBe('');
  expect((await project.vfjobs(['show', waiting])).stdout).toContain('running');
});
