import { assertBuilt, launcherPath } from './built-program.ts';
import { stopDaemon } from './daemon-of.ts';
import type { ScreenView } from './emulated-screen.ts';
import { isolatedEnv } from './isolated-env.ts';
import { type Awaited, framed, type PtyProgram, startInPty } from './pty-program.ts';
import { makeTempDir } from './temp-dir.ts';
import { type TaskSources, writeProject } from './temp-project.ts';

export interface OpenConsole {
  /** Tasks of a fresh project in a temporary folder; or a folder that exists. */
  readonly project: TaskSources | string;
  /** Arguments after `vfjobs`. Default: none, the console on the project. */
  readonly args?: readonly string[] | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  readonly bytesPerSecond?: number | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** The built console in a pty, in the words of somebody who sits in front of it. */
export interface ConsoleDriver extends AsyncDisposable {
  readonly projectDir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly pty: PtyProgram;
  /** Resolves when the screen shows it. */
  see(claim: Awaited, timeoutMs?: number): Promise<void>;
  /** Resolves when the screen no longer shows the text. */
  gone(text: string, timeoutMs?: number): Promise<void>;
  press(...keys: string[]): void;
  type(text: string): void;
  /** The rows of the screen, and all of it as one text. */
  screen(): string[];
  text(): string;
  /** The text of the row under the cursor, '' when no row is. */
  selected(): string;
  /** Moves the cursor down, then up, to the first row that holds the text. */
  select(text: string): Promise<void>;
  /** Ends the console, its executor and its folder. */
  close(): Promise<void>;
}

/** Starts the console on a project and waits until it has drawn its first frame. */
export async function openConsole(options: OpenConsole): Promise<ConsoleDriver> {
  assertBuilt();
  const temp = makeTempDir('console');
  const fresh = typeof options.project !== 'string';
  const projectDir = typeof options.project === 'string' ? options.project : `${temp.path}/project`;
  if (typeof options.project !== 'string') writeProject(projectDir, options.project);
  const env = { ...isolatedEnv(temp.path), ...options.env };
  const pty = startInPty({
    file: process.execPath,
    args: [launcherPath, ...(options.args ?? [])],
    env,
    cwd: projectDir,
    columns: options.columns,
    rows: options.rows,
    bytesPerSecond: options.bytesPerSecond,
  });
  const close = async () => {
    await pty.close();
    if (fresh) await stopDaemon(projectDir);
    temp.remove();
  };
  const driver = driverOf(pty, { projectDir, env, close });
  try {
    // The launcher's splash is no frame.
    await pty.waitFor(() => pty.traffic.frames > 0, 20_000, 'the first frame of the console');
  } catch (error) {
    await close();
    throw error;
  }
  return driver;
}

/** A console that runs in this pty, however it was started. */
export function driverOf(
  pty: PtyProgram,
  place: Pick<ConsoleDriver, 'projectDir' | 'env' | 'close'>,
): ConsoleDriver {
  const selected = () => pty.screen()[selectedRow(pty.view)] ?? '';
  const walk = async (key: string, text: string) => {
    while (!selected().includes(text)) {
      const before = selectedRow(pty.view);
      pty.press(key);
      // At the end of the list the cursor stays: then there is nothing to wait for.
      await pty.waitFor((view) => selectedRow(view) !== before, 500).catch(() => undefined);
      if (selectedRow(pty.view) === before) return;
    }
  };
  return {
    ...place,
    pty,
    see: (claim, timeoutMs = 20_000) => pty.waitFor(claim, timeoutMs),
    gone: (text, timeoutMs = 20_000) =>
      pty.waitFor((view) => !view.text().includes(text), timeoutMs, `${JSON.stringify(text)} to go`),
    press: pty.press,
    type: pty.type,
    screen: pty.screen,
    text: pty.screenText,
    selected,
    async select(text) {
      await walk('down', text);
      await walk('up', text);
      if (!selected().includes(text)) throw new Error(`no row to select with ${text}\n${framed(pty.view)}`);
    },
    [Symbol.asyncDispose]: place.close,
  };
}

/** Index of the row in reverse video, -1 without one. Title bars and buttons are shorter or not reversed. */
function selectedRow(view: ScreenView): number {
  return view.lines().findIndex((_, row) => {
    const inverse = view.cells(row).filter((cell) => cell.style.inverse).length;
    return inverse > view.columns / 3;
  });
}
