import type { Client } from '../client/client.ts';

/** What a console is connected with. */
export interface ConsoleConnection {
  readonly client: Client;
  /** True when this console started the executor it talks to. */
  readonly ownsExecutor: boolean;
  /** Connecting again may bring another token, as from a command that prints it; false when left out. */
  readonly renewsToken?: boolean | undefined;
}
