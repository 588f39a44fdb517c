type ToText = (expression: string) => string;

let toText: ToText | null = null;
const known = new Map<string, string | null>();
/** Words that are remembered: more crons than any project has. */
const mostKnown = 1_000;

/** Loads what puts a cron into words; until then, and when it cannot be loaded, there are none. */
export async function loadTimeWords(): Promise<void> {
  if (toText !== null) return;
  const { default: words } = await import('cronstrue');
  toText = (expression) =>
    words.toString(expression, { use24HourTimeFormat: true, throwExceptionOnParseError: true });
  known.clear();
}

/**
 * A cron in words: `Every 15 minutes`. Null for what the words do not know, or while they are not loaded.
 * @param cron five fields; anything else is of no dialect that is documented
 */
export function timeWords(cron: string): string | null {
  if (toText === null) return null;
  const remembered = known.get(cron);
  if (remembered !== undefined) return remembered;
  const words = cron.trim().split(/\s+/).length === 5 ? wordsOf(toText, cron) : null;
  if (known.size >= mostKnown) known.clear();
  known.set(cron, words);
  return words;
}

function wordsOf(convert: ToText, cron: string): string | null {
  try {
    return convert(cron);
  } catch {
    return null;
  }
}
