import type { ScheduleKind } from '../model/schedule.ts';

type ToWords = (kind: ScheduleKind, when: string) => string | null;

let ruleWords: ToWords | null = null;

/** Loads what puts time rules into words; until then, and when it cannot be loaded, there are none. */
export async function loadTimeWords(): Promise<void> {
  ruleWords ??= (await import('./rule-words.ts')).ruleWords;
}

/** As `ruleWords`, which takes a while to load; null as long as `loadTimeWords` has not ended. */
export function timeWords(kind: ScheduleKind, when: string): string | null {
  return ruleWords === null ? null : ruleWords(kind, when);
}
