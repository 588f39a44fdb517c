import type { SettingsPort } from '../model/console-settings.ts';
import type { DeepLink } from '../model/deep-link.ts';
import type { Journal } from '../model/journal.ts';
import type { LooksPort } from '../model/last-look.ts';
import type { ConsoleConnection } from './console-connection.ts';
import type { ContextsPort } from './contexts-port.ts';

/** What the command line hands to the console. */
export interface ConsoleOptions {
  /** Resolves when a server answers; the console paints before that. Rejects with a `UserError`. */
  readonly connect: () => Promise<ConsoleConnection>;
  readonly contextName: string;
  /** What is shown first; absent: the runs. */
  readonly place?: DeepLink | undefined;
  readonly readOnly: boolean;
  /** The context is marked as production; false when left out. */
  readonly isProduction?: boolean | undefined;
  /** Started with `--read-only`: nothing may be changed, and that can't be lifted. */
  readonly isLocked?: boolean | undefined;
  /** Keeps the log of what was done; absent: it is forgotten with the console. */
  readonly journal?: Journal | undefined;
  /** Who stands in that log where the server does not tell; absent: nobody. */
  readonly user?: string | undefined;
  readonly ascii: boolean;
  readonly color: boolean;
  readonly settings: SettingsPort;
  /** The contexts that the user may switch to; absent: there is this one only. */
  readonly contexts?: ContextsPort | undefined;
  /** Keeps what the user saw of the failures; absent: nothing counts as new. */
  readonly looks?: LooksPort | undefined;
}

/** What is to become of an executor that this console started, as the user chose on leaving. */
export type LeaveChoice = 'keep' | 'wait' | 'stop';

export interface ConsoleExit {
  readonly leave: LeaveChoice;
}

/** The console as a function: resolves when the user has left and the terminal is restored. */
export type StartConsole = (options: ConsoleOptions) => Promise<ConsoleExit>;
