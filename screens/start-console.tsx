import { systemClock } from '../src/lib/clock.ts';
import { messageOf, UserError } from '../src/model/errors.ts';
import { connect } from '../src/store/connect.ts';
import type { ConsoleExit, StartConsole } from '../src/store/console-options.ts';
import { takesUtf8 } from '../src/terminal/locale.ts';
import { openTerminalSession } from '../src/terminal/terminal-session.ts';

/**
 * Opens the console in the terminal of this process and paints it before any server answers.
 * Resolves when the user has left and the terminal is restored.
 */
export const startConsole: StartConsole = async (options) => {
  const { render, HostedApp, createConsoleHost } = await importInk();
  const left = Promise.withResolvers<ConsoleExit>();
  const painted = Promise.withResolvers<void>();
  const session = openTerminalSession({
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    color: options.color ? '16' : 'none',
    ascii: options.ascii || !takesUtf8(process.env),
    describeError,
    onEnding: () => host.close(),
  });
  const host = createConsoleHost(options, session, systemClock, left.resolve, () =>
    loadScreens(painted.promise),
  );
  const ink = render(<HostedApp host={host} />, session.inkOptions);
  // The first paint is due in this turn and was asked for before this: what loads half of the program comes behind it.
  setImmediate(() => {
    painted.resolve();
    setImmediate(() => void connect(host.parts.model));
  });
  try {
    return await left.promise;
  } finally {
    ink.unmount();
    await session.close();
    await host.close();
  }
};

async function loadScreens(painted: Promise<void>) {
  await painted;
  const { lateScreens } = await import('./late-screens.ts');
  return lateScreens;
}

/** Ink decides on colours while it is loaded: it must always print styles, the compositor drops colours. */
async function importInk() {
  const before = process.env['FORCE_COLOR'];
  process.env['FORCE_COLOR'] = '1';
  try {
    const [{ render }, { HostedApp, createConsoleHost }] = await Promise.all([
      import('ink'),
      import('./console-host.tsx'),
    ]);
    return { render, HostedApp, createConsoleHost };
  } finally {
    if (before === undefined) delete process.env['FORCE_COLOR'];
    else process.env['FORCE_COLOR'] = before;
  }
}

function describeError(error: unknown): string {
  const fix = error instanceof UserError && error.fix !== undefined ? ` ${error.fix}` : '';
  return `vfjobs: ${messageOf(error)}${fix}`;
}
