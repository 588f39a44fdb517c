import type { LogPane } from './log-pane.ts';
import type { MergedLog } from './merge-logs.ts';

/** The screen of the logs of several runs. The log changes in place; `version` grows when it does. */
export interface MergedState {
  readonly runIds: readonly string[];
  /** Short names of the runs, as unlike as their ids allow. */
  readonly tags: readonly string[];
  readonly log: MergedLog;
  readonly pane: LogPane;
  readonly version: number;
}

/** The ends of ids, as short as tells them apart; four characters at least. */
export function tagsOf(ids: readonly string[]): readonly string[] {
  for (let length = 4; length < 12; length++) {
    const tags = ids.map((id) => id.slice(-length));
    if (new Set(tags).size === ids.length) return tags;
  }
  return ids;
}
