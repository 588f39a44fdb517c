import { describe, expect, test } from 'vitest';
import { assertBuilt, launcherPath } from '../helpers/built-program.ts';
import { stopDaemon } from '../helpers/daemon-of.ts';
import { isolatedEnv } from '../helpers/isolated-env.ts';
import { type PtyProgram, startInPty } from '../helpers/pty-program.ts';
import { makeTempDir } from '../helpers/temp-dir.ts';
import { taskSource, writeProject } from '../helpers/temp-project.ts';

type WayOut = readonly [name: string, leave: (pty: PtyProgram, pid: number) => void, exitCode: number];

/** Every way out, and the exit code that a shell sees. */
const waysOut: readonly WayOut[] = [
  ['q', (pty) => pty.press('q'), 0],
  ['Ctrl-C', (pty) => pty.press('ctrl-c'), 0],
  ['SIGTERM', (_, pid) => process.kill(pid, 'SIGTERM'), 143],
  ['SIGHUP', (_, pid) => process.kill(pid, 'SIGHUP'), 129],
  ['SIGINT', (_, pid) => process.kill(pid, 'SIGINT'), 130],
];

/** A shell that outlives the console and tells what it finds: the modes of the terminal and the exit code. */
const shell = [
  'echo "modes=$(stty -g)"',
  'sh -c \'echo "pid=$$"; exec "$0" "$1"\' "$0" "$1"',
  'echo "code=$? modes=$(stty -g) done"',
].join('; ');

describe('leaving gives the terminal back', () => {
  test.each(waysOut)('after %s', async (_, leave, exitCode) => {
    assertBuilt();
    using temp = makeTempDir('exits');
    writeProject(temp.path, { hello: taskSource('') });
    const pty = startInPty({
      file: 'sh',
      args: ['-c', shell, process.execPath, launcherPath],
      env: isolatedEnv(temp.path),
      cwd: temp.path,
    });
    try {
      await pty.waitFor('LIVE', 20_000);
      leave(pty, Number(/pid=(\d+)/.exec(pty.raw.toString())?.[1]));
      await pty.waitFor('done', 20_000);

      const raw = pty.raw.toString();
      expect(raw).toContain(`code=${exitCode} `);
      expect(raw.lastIndexOf('\x1b[?1049l')).toBeGreaterThan(raw.lastIndexOf('\x1b[?1049h'));
      expect(pty.view).toMatchObject({
        alternate: false,
        bracketedPaste: false,
        focusReports: false,
        cursor: { visible: true },
      });
      const modes = [...raw.matchAll(/modes=(\S+)/g)].map((match) => match[1]);
      expect(modes).toHaveLength(2);
      expect(modes[1]).toBe(modes[0]);
    } finally {
      await pty.close();
      await stopDaemon(temp.path);
    }
  });
});
