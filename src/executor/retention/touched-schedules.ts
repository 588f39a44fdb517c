import type { Ledger } from '../queue/ledger.ts';

/** So often a sweep looks at all schedules, about once a day; the others at those to which something has happened. */
const wholeEvery = 144;

/** Tells each sweep over the schedules which ones may have more to prune than at the sweep before. */
export interface TouchedSchedules {
  /** Ids, ascending; null: all of them. A sweep that is not `done` has the next one look at all. */
  begin(): readonly string[] | null;
  done(): void;
  stop(): void;
}

/** @returns a list that is kept from now on; its first sweep looks at all */
export function watchSchedules(ledger: Pick<Ledger, 'subscribe'>): TouchedSchedules {
  const touched = new Set<string>();
  let sweep = 0;
  let next = 0;
  const stop = ledger.subscribe((change) => {
    if (change.kind === 'schedule') touched.add(change.schedule.id);
  });
  return {
    begin() {
      sweep = next;
      next = 0;
      const ids = [...touched].sort();
      touched.clear();
      return sweep % wholeEvery === 0 ? null : ids;
    },
    done() {
      next = sweep + 1;
    },
    stop,
  };
}
