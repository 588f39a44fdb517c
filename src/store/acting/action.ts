import type { Client } from '../../client/client.ts';
import type { Run } from '../../model/run.ts';

export const actionVerbs = [
  'cancel',
  'retry',
  'start',
  'create',
  'trigger',
  'pause',
  'resume',
  'edit',
  'delete',
  'backfill',
] as const;
export type ActionVerb = (typeof actionVerbs)[number];

/** What the server said of one item. */
export interface ActionDone {
  /** Runs as they are now, or new ones: they go the way of those of the stream. */
  readonly runs: readonly Run[];
  /** How it ended where that differs from what was asked for, such as `it had ended: completed`. */
  readonly note: string | null;
}

/** How something done is taken back. */
export interface ActionUndo {
  /** What that means in words: `cancel the new run while it is pending`. */
  readonly text: string;
  /** Throws a `UserError` that says why it could not be taken back, such as `it had started`. */
  readonly send: (client: Client, done: ActionDone) => Promise<void>;
}

/** One request of an action: what is done to one run, batch or schedule. */
export interface ActionItem {
  /** Of what is acted upon; null when something new is made. */
  readonly id: string | null;
  /** As the user knows it: `task:sync-invoices`. */
  readonly label: string;
  /** What it belongs to, for the blast radius; absent: the label. */
  readonly target?: string | undefined;
  /**
   * Asks the server once.
   * @param key the same for every try of this item: an idempotency key where the server takes one
   */
  readonly send: (client: Client, key: string) => Promise<ActionDone>;
  /**
   * After a lost answer: what the server did; null when it did nothing, and then it is sent again.
   * Absent: that cannot be told, and the item stays unknown.
   */
  readonly lookUp?: ((client: Client, key: string) => Promise<ActionDone | null>) | undefined;
  /** Never sent again by itself, also when the server has told that it did nothing: a form stands open for that. */
  readonly isSentOnce?: boolean | undefined;
  /** Takes it back. Absent: a cancel or a delete is held for a moment before it is sent, all else is final. */
  readonly undo?: ActionUndo | undefined;
}

/** Things that the action does not touch, and why. */
export interface LeftOut {
  readonly count: number;
  /** `have ended`, `were asked for already`. */
  readonly reason: string;
}

/** Something that the user may have done on the server, once they have said yes. */
export interface Action {
  readonly verb: ActionVerb;
  /** `Cancel this run?` */
  readonly question: string;
  /** What will happen. */
  readonly lines: readonly string[];
  readonly yes: string;
  readonly items: readonly ActionItem[];
  /** What the items are, in the plural; `runs` when left out. */
  readonly things?: string | undefined;
  /** How many are hit, where an item stands for many, such as a batch; absent: the number of items. */
  readonly size?: number | undefined;
  readonly leftOut?: readonly LeftOut[] | undefined;
  /** Has to be typed before it goes ahead, as a line tells why; absent: the size, where many are hit. */
  readonly typed?: string | undefined;
  /** Most items sent in a minute; absent: as fast as the server answers, a few at a time. */
  readonly perMinute?: number | undefined;
  /**
   * Called once nothing of it is under way any more.
   * @param failedIds what was not done, for sure or perhaps: it stays marked
   */
  readonly onDone?: ((failedIds: readonly string[]) => void) | undefined;
}

/** How many things an action hits. */
export function sizeOf(action: Action): number {
  return action.size ?? action.items.length;
}

/** How long a cancel is held before it is sent, in ms: the only true way back there is. */
export const holdMs = 5_000;

/** How long something done may be taken back, in ms. */
export const undoMs = 60_000;

/** True when the action is held before it is sent, because nothing takes it back afterwards. */
export function isHeldFirst({ verb, items }: Action): boolean {
  return (verb === 'cancel' || verb === 'delete') && items.some((item) => item.undo === undefined);
}
