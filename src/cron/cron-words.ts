import words from 'cronstrue';

const known = new Map<string, string | null>();
/** Words that are remembered: more crons than any project has. */
const mostKnown = 1_000;

/**
 * A cron in words: `Every 15 minutes`. Null for what the words do not know. Loading this takes a while.
 * @param cron five fields; anything else is of no dialect that is documented
 */
export function cronWords(cron: string): string | null {
  const remembered = known.get(cron);
  if (remembered !== undefined) return remembered;
  const read = cron.trim().split(/\s+/).length === 5 ? wordsOf(cron) : null;
  if (known.size >= mostKnown) known.clear();
  known.set(cron, read);
  return read;
}

function wordsOf(cron: string): string | null {
  try {
    return words.toString(cron, { use24HourTimeFormat: true, throwExceptionOnParseError: true });
  } catch {
    return null;
  }
}
