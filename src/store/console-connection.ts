import type { Client } from '../client/client.ts';

/** What a console is connected with. */
export interface ConsoleConnection {
  readonly client: Client;
  /** True when this console started the executor it talks to. */
  readonly ownsExecutor: boolean;
}
