import type { Client } from '../../client/client.ts';
import type { Run } from '../../model/run.ts';

export const actionVerbs = ['cancel', 'retry', 'start', 'trigger', 'pause', 'resume', 'delete'] as const;
export type ActionVerb = (typeof actionVerbs)[number];

/** What the server said of one item. */
export interface ActionDone {
  /** Runs as they are now, or new ones: they go the way of those of the stream. */
  readonly runs: readonly Run[];
  /** How it ended where that differs from what was asked for, such as `it had ended: completed`. */
  readonly note: string | null;
}

/** One request of an action: what is done to one run, batch or schedule. */
export interface ActionItem {
  /** Of what is acted upon; null when something new is made. */
  readonly id: string | null;
  /** As the user knows it: `task:sync-invoices`. */
  readonly label: string;
  /**
   * Asks the server once.
   * @param key the same for every try of this item: an idempotency key where the server takes one
   */
  readonly send: (client: Client, key: string) => Promise<ActionDone>;
  /** After a lost answer: what the server did; null when it did nothing. Absent: that cannot be told. */
  readonly lookUp?: ((client: Client, key: string) => Promise<ActionDone | null>) | undefined;
  /** Takes it back, with what that means in words: `cancel the new run while it is pending`. */
  readonly undo?:
    | { readonly text: string; readonly send: (client: Client, done: ActionDone) => Promise<void> }
    | undefined;
}

/** Something that the user may have done on the server, once they have said yes. */
export interface Action {
  readonly verb: ActionVerb;
  /** `Cancel this run?` */
  readonly question: string;
  /** What will happen, and what is left out and why. */
  readonly lines: readonly string[];
  readonly yes: string;
  readonly items: readonly ActionItem[];
  /** Most items sent in a minute; absent: one after the other, as fast as the server answers. */
  readonly perMinute?: number | undefined;
}
