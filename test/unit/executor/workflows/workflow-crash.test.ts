import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { openExecutor } from '../../../../src/executor/open-executor.ts';
import { runEnded } from '../../../helpers/run-ended.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';
import { writeProject } from '../../../helpers/temp-project.ts';
import {
  addFiles,
  installPackage,
  notesIn,
  noteTools,
  workflowSource,
} from '../../../helpers/workflow-project.ts';

const program = new URL('workflow-executor.ts', import.meta.url).pathname;

/** Notes that it was called; the first call then tells its process and never comes to an end. */
const hold = `import { appendFileSync, existsSync, renameSync, writeFileSync } from 'node:fs';
  export default { async execute() {
    appendFileSync('notes', '"two"\\n');
    if (existsSync('held')) return 'over';
    writeFileSync('held.draft', String(process.pid));
    renameSync('held.draft', 'held');
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  } };`;

test('after SIGKILL of executor and child in its second step, a workflow repeats that step alone', async () => {
  using dir = makeTempDir('workflow-crash');
  writeProject(dir.path, {});
  installPackage(dir.path);
  addFiles(dir.path, {
    ...noteTools,
    'tools/hold.ts': hold,
    'workflows/three.ts': workflowSource(
      'three',
      `[note('one', 'one'), step('two', { tool: 'hold' }), note('three', (ctx) => ['three', ctx.one.noted, ctx.two])]`,
    ),
  });
  const doomed = spawn(process.execPath, [program, dir.path, 'workflow:three'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(doomed, 'exit');
  // Nothing of it is left whatever becomes of this test: its child ends itself when it is gone.
  using _ = { [Symbol.dispose]: () => void doomed.kill('SIGKILL') };
  const [id] = await once(createInterface({ input: doomed.stdout }), 'line');
  const pid = Number(await contentOf(dir.path, 'held'));
  doomed.kill('SIGKILL');
  process.kill(-pid, 'SIGKILL');
  await gone;

  const executor = await openExecutor({ projectDir: dir.path, graceMs: 50 });
  try {
    expect(await runEnded(executor, id)).toMatchObject({
      status: 'completed',
      attempt: 2,
      output: { one: { noted: 'one' }, two: 'over', three: { noted: ['three', 'one', 'over'] } },
    });
    expect(notesIn(dir.path)).toEqual(['one', 'two', 'two', ['three', 'one', 'over']]);
    expect(executor.listAttempts(id).map(({ reason }) => reason)).toEqual(['lost', 'ok']);
    const steps = executor.listEvents(id, { limit: 100, order: 'oldest-first' });
    expect(steps.map(({ message }) => message).filter((message) => /^\w+ completed$/.test(message))).toEqual([
      'one completed',
      'two completed',
      'three completed',
    ]);
  } finally {
    await executor.stop({ drainMs: 0 });
  }
});

/** The content of a file of the folder, once it is there. */
async function contentOf(dir: string, name: string): Promise<string> {
  const watcher = watch(dir);
  try {
    while (!existsSync(join(dir, name))) await once(watcher, 'change');
    return readFileSync(join(dir, name), 'utf8');
  } finally {
    watcher.close();
  }
}
