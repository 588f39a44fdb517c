import { expect, test } from 'vitest';
import { assertBuilt, launcherPath } from '../helpers/built-program.ts';
import { openCliProject } from '../helpers/cli-project.ts';
import { startInPty } from '../helpers/pty-program.ts';
import { taskSource } from '../helpers/temp-project.ts';

assertBuilt();

test('a console of lines tells every change in a sentence, takes words, and moves no cursor', async () => {
  await using project = openCliProject({
    hello: taskSource('console.log("said hello"); return 1;'),
    sleep: taskSource('await new Promise((resolve) => setTimeout(resolve, 60_000));'),
  });
  const pty = startInPty({
    file: process.execPath,
    args: [launcherPath, '--plain'],
    env: project.env,
    cwd: project.dir,
    columns: 100,
    rows: 60,
  });
  try {
    await pty.waitFor('the link is live', 20_000);
    await project.vfjobs(['run', 'hello', '--wait']);
    await pty.waitFor(/\d\d:\d\d:\d\d run [0-9a-f]{8} task:hello completed/);
    pty.type('log task:hello\r');
    await pty.waitFor(/no run|not found|No run|There is no/i);
    const { stdout } = await project.vfjobs(['run', 'sleep', '--json']);
    const { run_id: id = '', id: other = '' } = JSON.parse(stdout.trim());
    const run = String(id || other);
    await pty.waitFor(/task:sleep running/);
    pty.type(`cancel ${run.slice(-8)}\r`);
    await pty.waitFor('Type y or n.');
    pty.type('n\r');
    await pty.waitFor('Nothing was done.');
    pty.type(`cancel ${run.slice(-8)}\r`);
    await pty.waitFor(/Type y or n\.[\s\S]*Type y or n\./);
    pty.type('y\r');
    await pty.waitFor(/task:sleep cancelled/);
    pty.type('quit\r');
    expect((await pty.exit).exitCode).toBe(0);
    expect(pty.raw.toString()).not.toContain('\x1b');
  } finally {
    await pty.close();
  }
});
