import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { launcherPath } from '../helpers/built-program.ts';
import { openCliProject } from '../helpers/cli-project.ts';
import { startInPty } from '../helpers/pty-program.ts';
import { taskSource } from '../helpers/temp-project.ts';

const logLoads = fileURLToPath(new URL('../fixtures/programs/log-loads.mjs', import.meta.url));

/** Sources whose code is loaded by a console before it has sent its first frame. */
async function loadedBeforeFirstFrame(setup: (vfjobs: VfjobsCall) => Promise<unknown>): Promise<string> {
  await using project = openCliProject({ hello: taskSource('') });
  await setup((...args) => project.vfjobs(args));
  const log = join(project.elsewhere, 'loads');
  const pty = startInPty({
    file: process.execPath,
    args: ['--import', logLoads, launcherPath],
    env: { ...project.env, LOADS_FILE: log },
    cwd: project.dir,
  });
  await pty.waitFor('LIVE');
  pty.press('q');
  await pty.exit;
  await pty.close();
  const own = readFileSync(log, 'utf8')
    .split('\n')
    .flatMap((line) => (line.startsWith(`${pty.pid} `) ? [line.slice(`${pty.pid} `.length)] : []));
  const files = own.slice(0, own.indexOf('frame')).filter((url) => url.startsWith('file:'));
  expect(files.length).toBeGreaterThan(3);
  return files.map((url) => readFileSync(fileURLToPath(url), 'utf8')).join('\n');
}

type VfjobsCall = (...args: readonly string[]) => Promise<unknown>;

const late = [
  'screens/late-screens.ts',
  'src/client/create-client.ts',
  'node_modules/zod/',
  'node_modules/conf/',
  'node_modules/re2js/',
  'node_modules/undici/',
];

test.each([
  ['without settings', async () => undefined],
  [
    'with a settings file that holds contexts',
    (vfjobs: VfjobsCall) =>
      vfjobs('contexts', 'add', 'other', '--api-url', 'http://127.0.0.1:9', '--project', 'acme'),
  ],
])('the first frame waits for no screen, no client and no schema, %s', async (_, setup) => {
  const text = await loadedBeforeFirstFrame(setup);
  expect(text).toContain('\n// screens/start-console.tsx');
  expect(late.filter((name) => text.includes(`\n// ${name}`))).toEqual([]);
});
