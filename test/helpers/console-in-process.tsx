import { render } from 'ink';
import { App } from '../../screens/app.tsx';
import { createConsoleParts } from '../../screens/console-parts.ts';
import { lateScreens } from '../../screens/late-screens.ts';
import type { ConsoleParts } from '../../screens/parts.ts';
import { startRepainting } from '../../screens/repaint.ts';
import type { Client } from '../../src/client/client.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { type SettingsPort, settingsInMemory } from '../../src/model/console-settings.ts';
import type { Journal } from '../../src/model/journal.ts';
import { connect } from '../../src/store/connect.ts';
import type { ConsoleExit } from '../../src/store/console-options.ts';
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
  /** Stands still at this time (epoch ms), so that frames are the same at every time. */
  readonly now?: number | undefined;
  /** Goes before `now`: time moves when a test says so. */
  readonly clock?: Clock | undefined;
  readonly contextName?: string | undefined;
  readonly isProduction?: boolean | undefined;
  readonly isLocked?: boolean | undefined;
  readonly journal?: Journal | undefined;
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
  const parts = createConsoleParts(
    {
      contextName: options.contextName ?? 'local',
      readOnly: options.readOnly ?? false,
      isProduction: options.isProduction,
      isLocked: options.isLocked,
      journal: options.journal,
      ascii: options.ascii ?? false,
      color: options.color !== 'none',
      settings: options.settings ?? settingsInMemory(),
      connect: async () => ({
        client: typeof client === 'function' ? await client() : client,
        ownsExecutor: options.ownsExecutor ?? false,
      }),
    },
    terminal.session,
    options.clock ?? (options.now === undefined ? systemClock : standingClock(options.now)),
    left.resolve,
    async () => lateScreens,
  );
  const stopRepainting = startRepainting(parts);
  const ink = render(<App parts={parts} />, terminal.session.inkOptions);
  void connect(parts.model);
  const press = async (key: string) => {
    terminal.type(keyBytes(key));
    // Ink waits for the rest of a sequence after Esc; the next key must not become a part of it.
    if (key === 'escape') await new Promise((resolve) => setTimeout(resolve, 60));
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    parts,
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
      return (await terminal.until((rows) => test(rows.join('\n')))).join('\n');
    },
    async gone(text) {
      return (await terminal.until((rows) => !rows.join('\n').includes(text))).join('\n');
    },
    [Symbol.dispose]() {
      stopRepainting();
      ink.unmount();
      parts.model.sync.stop();
      parts.model.counts.stop();
      parts.model.logs.stop();
      terminal.session.restore();
    },
  };
}

/** Real timers at a time that stands still. */
function standingClock(now: number): Clock {
  return { now: () => now, after: systemClock.after };
}
