import type { Clock } from '../lib/clock.ts';
import type { Schedule } from '../model/schedule.ts';

/** What was answered to whoever asked for all schedules: where no channel tells of changes, they are looked for here. */
export interface SeenSchedules {
  /** Somebody asked for them, and was answered this. */
  note(schedules: readonly Schedule[]): void;
  /**
   * Asks for them again where somebody looked at them lately and it was some time ago that they were read.
   * @returns the ids of those that have changed since
   */
  look(): Promise<readonly string[]>;
}

/** Schedules change seldom and all of them come in one answer: not as often as runs, ms. */
const leastMs = 30_000;
/** Who has not asked for so long does not look at them, ms. */
const lookedAtMs = 600_000;

export function createSeenSchedules(clock: Clock, list: () => Promise<readonly Schedule[]>): SeenSchedules {
  let known: ReadonlyMap<string, string> = new Map();
  let [askedAt, readAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const keep = (schedules: readonly Schedule[]) => {
    const before = known;
    known = new Map(schedules.map((schedule) => [schedule.id, stateOf(schedule)]));
    readAt = clock.now();
    const gone = [...before.keys()].filter((id) => !known.has(id));
    return [...gone, ...[...known.keys()].filter((id) => known.get(id) !== before.get(id))];
  };
  return {
    note(schedules) {
      askedAt = clock.now();
      keep(schedules);
    },
    async look() {
      const now = clock.now();
      if (now - readAt < leastMs || now - askedAt > lookedAtMs) return [];
      // Not asked again at once after a failure; that it fails is told by whoever asks for the runs.
      readAt = now;
      return list().then(keep, () => []);
    },
  };
}

/** What differs after a fire or a change. */
function stateOf({ updatedAt, version, status, lastFireAt, nextFireAt, lastSuccessAt }: Schedule): string {
  return JSON.stringify([updatedAt, version, status, lastFireAt, nextFireAt, lastSuccessAt]);
}
