import type { Clock } from '../lib/clock.ts';
import type { ActionQueue } from './acting/action-queue.ts';
import type { RunArranger } from './arrange-runs.ts';
import type { ConsoleOptions } from './console-options.ts';
import type { ConsoleStore } from './console-state.ts';
import type { LinkWatch } from './link-watch.ts';
import type { CountsReader } from './read-counts.ts';
import type { LogReader } from './read-log.ts';
import type { Sync } from './sync.ts';

/** The console without a screen: its state, and what keeps that in step with the server. */
export interface ConsoleModel {
  readonly store: ConsoleStore;
  /** Time by the server's clock, where that differs from ours by more than two seconds. */
  readonly clock: Clock;
  readonly options: ConsoleOptions;
  /** Aborted when the console is left: what is asked for then is dropped when it comes, and no timer runs on. */
  readonly life: AbortController;
  readonly sync: Sync;
  readonly link: LinkWatch;
  readonly logs: LogReader;
  readonly counts: CountsReader;
  readonly arranger: RunArranger;
  /** Whatever changes something on a server. */
  readonly actions: ActionQueue;
  /** Lines that each pane had when it was painted last; panes write it, scrolling reads it. */
  readonly heights: PaneHeights;
}

export interface PaneHeights {
  list: number;
  events: number;
  log: number;
  text: number;
  /** Lines of the text that `text` shows a part of. */
  textLines: number;
}
