import { loadTimeWords, timeWords } from '../cron/in-words.ts';
import type { Schedule } from '../model/schedule.ts';

/** Words that are remembered: more rules than any project has. */
const mostKnown = 2_000;
const known = new Map<string, string | null>();

/** Loads what puts time rules into words; until then they are shown as they are. */
export async function loadRuleWords(): Promise<void> {
  await loadTimeWords();
  known.clear();
}

/** When a schedule fires, in words: `Every 15 minutes`. Null for what has no words, or while they are not loaded. */
export function ruleInWords({ kind, when }: Pick<Schedule, 'kind' | 'when'>): string | null {
  const key = `${kind} ${when}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const words = timeWords(kind, when);
  if (known.size >= mostKnown) known.clear();
  known.set(key, words);
  return words;
}
