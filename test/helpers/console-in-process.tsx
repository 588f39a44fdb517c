import { render } from 'ink';
import { createConsoleHost, HostedApp } from '../../screens/console-host.tsx';
import { lateScreens } from '../../screens/late-screens.ts';
import type { ConsoleParts } from '../../screens/parts.ts';
import type { Client } from '../../src/client/client.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { type SettingsPort, settingsInMemory } from '../../src/model/console-settings.ts';
import type { Journal } from '../../src/model/journal.ts';
import type { LooksPort } from '../../src/model/last-look.ts';
import { connect } from '../../src/store/connect.ts';
import type { ConsoleExit } from '../../src/store/console-options.ts';
import type { ContextsPort } from '../../src/store/contexts-port.ts';
import { type FakeTerminal, fakeTerminal } from '../screens/fake-terminal.ts';
import { keyBytes } from './key-bytes.ts';

export interface InProcessOptions {
  /** The client, or how the console gets one. */
  readonly client: Client | (() => Promise<Client>);
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  readonly readOnly?: boolean | undefined;
  readonly ownsExecutor?: boolean | undefined;
  readonly color?: '16' | 'none' | undefined;
  readonly ascii?: boolean | undefined;
  readonly settings?: SettingsPort | undefined;
  readonly looks?: LooksPort | undefined;
  /** Stands still at this time (epoch ms), so that frames are the same at every time. */
  readonly now?: number | undefined;
  /** Goes before `now`: time moves when a test says so. */
  readonly clock?: Clock | undefined;
  readonly contextName?: string | undefined;
  readonly isProduction?: boolean | undefined;
  readonly isLocked?: boolean | undefined;
  readonly journal?: Journal | undefined;
  readonly contexts?: ContextsPort | undefined;
  readonly renewsToken?: boolean | undefined;
}

/** The real console in this process, on an emulated screen. */
export interface InProcessConsole extends Disposable {
  readonly parts: ConsoleParts;
  readonly terminal: FakeTerminal;
  readonly exit: Promise<ConsoleExit>;
  press(...keys: string[]): Promise<void>;
  /** Presses the keys of a text one by one. */
  type(text: string): Promise<void>;
  /** Resolves with the screen once it shows the text, or once the pattern matches. */
  see(claim: string | RegExp): Promise<string>;
  gone(text: string): Promise<string>;
}

export function openInProcess(options: InProcessOptions): InProcessConsole {
  const { client } = options;
  const terminal = fakeTerminal(options.columns ?? 120, options.rows ?? 36, {
    color: options.color ?? '16',
    ascii: options.ascii ?? false,
  });
  const left = Promise.withResolvers<ConsoleExit>();
  const host = createConsoleHost(
    {
      contextName: options.contextName ?? 'local',
      readOnly: options.readOnly ?? false,
      isProduction: options.isProduction,
      isLocked: options.isLocked,
      journal: options.journal,
      contexts: options.contexts,
      ascii: options.ascii ?? false,
      color: options.color !== 'none',
      settings: options.settings ?? settingsInMemory(),
      looks: options.looks,
      connect: async () => ({
        client: typeof client === 'function' ? await client() : client,
        ownsExecutor: options.ownsExecutor ?? false,
        renewsToken: options.renewsToken,
      }),
    },
    terminal.session,
    options.clock ?? (options.now === undefined ? systemClock : standingClock(options.now)),
    left.resolve,
    async () => lateScreens,
  );
  const ink = render(<HostedApp host={host} />, terminal.session.inkOptions);
  void connect(host.parts.model);
  const press = async (key: string) => {
    terminal.type(keyBytes(key));
    // Ink waits for the rest of a sequence after Esc; the next key must not become a part of it.
    if (key === 'escape') await new Promise((resolve) => setTimeout(resolve, 60));
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    get parts() {
      return host.parts;
    },
    terminal,
    exit: left.promise,
    async press(...keys) {
      for (const key of keys) await press(key);
    },
    async type(text) {
      for (const character of text) await press(character);
    },
    async see(claim) {
      const test = (text: string) => (typeof claim === 'string' ? text.includes(claim) : claim.test(text));
      // The other tabs come with their screens, behind the first frame.
      const isWhole = (rows: readonly string[]) => rows[1]?.trim() !== '1 Runs';
      const shows = (rows: readonly string[]) => isWhole(rows) && test(rows.join('\n'));
      const shown = (await terminal.until(shows)).join('\n');
      // A question takes no key that comes in the turn in which it was asked.
      await new Promise((resolve) => setImmediate(resolve));
      return shown;
    },
    async gone(text) {
      return (await terminal.until((rows) => !rows.join('\n').includes(text))).join('\n');
    },
    [Symbol.dispose]() {
      ink.unmount();
      void host.close();
      terminal.session.restore();
    },
  };
}

/** Real timers at a time that stands still. */
function standingClock(now: number): Clock {
  return { now: () => now, after: systemClock.after };
}
