import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { launcherPath, repositoryDir } from '../helpers/built-program.ts';
import { openCliProject } from '../helpers/cli-project.ts';
import { makeTempDir } from '../helpers/temp-dir.ts';
import { taskSource } from '../helpers/temp-project.ts';

/** A Node of this machine that is too old for the program; null when it has none. */
function oldNode(): string | null {
  const folders = ['/usr/local/bin', '/usr/bin', ...(process.env['PATH'] ?? '').split(delimiter)];
  const nodes = folders.map((folder) => join(folder, 'node')).filter((path) => existsSync(path));
  return nodes.find((node) => majorOf(node) < 22) ?? null;
}

function majorOf(node: string): number {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)/.exec(version)?.[1] ?? 0);
}

const old = oldNode();

/** The launcher in a folder of its own, without anything that it could use. */
function copyLauncher(folder: string): string {
  mkdirSync(folder, { recursive: true });
  cpSync(join(repositoryDir, 'bin'), join(folder, 'bin'), { recursive: true });
  cpSync(join(repositoryDir, 'package.json'), join(folder, 'package.json'));
  return join(folder, 'bin', 'vfjobs.js');
}

describe.skipIf(old === null)('on a Node that is too old', () => {
  const start = (launcher: string, args: string[], cwd?: string) =>
    spawnSync(old ?? '', [launcher, ...args], { encoding: 'utf8', cwd, timeout: 60_000 });

  test("goes on with the project's own Node", () => {
    const { status, stdout, stderr } = start(launcherPath, ['--version']);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  });

  test('hands arguments, exit code and input through', async () => {
    await using project = openCliProject({ hello: taskSource('return ctx.config;') });
    const result = spawnSync(old ?? '', [launcherPath, 'run', 'hello', '--config', '-', '--wait', '--json'], {
      cwd: project.dir,
      env: project.env,
      encoding: 'utf8',
      input: '{"said": "a b"}',
    });
    expect(result.status).toBe(0);
    expect(JSON.parse(result.stdout)).toMatchObject({ output: { said: 'a b' } });
    expect(start(launcherPath, ['no-such-verb']).status).toBe(2);
  });

  test('finds a Node that was installed in a folder above', () => {
    using temp = makeTempDir('launcher');
    const launcher = copyLauncher(join(temp.path, 'node_modules', 'vfjobs'));
    symlinkSync(join(repositoryDir, 'node_modules', 'node'), join(temp.path, 'node_modules', 'node'));
    // It got as far as the program, which was not copied.
    expect(start(launcher, ['--version']).stderr).toContain('the program is not built');
  });

  test('says in one line what it needs, what it found and where to get it', () => {
    using temp = makeTempDir('launcher');
    const { status, stdout, stderr } = start(copyLauncher(temp.path), ['runs']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^vfjobs: needs Node 22\.19\.0 or newer, found \d+\.\d+\.\d+; .*nodejs\.org\n$/);
  });
});

test('says how to build a checkout that is not built', () => {
  using temp = makeTempDir('launcher');
  const { status, stderr } = spawnSync(process.execPath, [copyLauncher(temp.path)], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toMatch(/not built\n {2}Run "npm install"/);
});

test('is plain JavaScript that Node 18 could parse', async () => {
  const { transform } = await import('esbuild');
  const { readFileSync } = await import('node:fs');
  for (const name of ['vfjobs.js', 'own-node.js', 'splash.js']) {
    const source = readFileSync(join(repositoryDir, 'bin', name), 'utf8').replace(/^#!.*/, '');
    const compiled = await transform(source, {
      target: 'node18',
      format: 'esm',
      supported: { 'dynamic-import': true },
    });
    const same = await transform(source, { target: 'esnext', format: 'esm' });
    expect(compiled.code).toBe(same.code);
  }
});
