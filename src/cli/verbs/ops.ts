import { openJournal } from '../../config/journal-file.ts';
import type { JournalEntry } from '../../model/journal.ts';
import { examples } from '../examples.ts';
import type { AddVerb } from '../invocation.ts';
import { wholeNumber } from '../number-option.ts';

interface OpsOptions {
  readonly limit?: number;
}

const defaultLimit = 20;

export const addVerb: AddVerb = (program, start) => {
  program
    .command('ops')
    .description('List what was done from the consoles of this computer')
    .option('--limit <n>', `the newest n actions, ${defaultLimit} by default`, wholeNumber(1, 10_000))
    .addHelpText(
      'after',
      examples(
        ['vfjobs ops', 'the latest actions: when, who, where, what, why, and how it went'],
        ['vfjobs ops --json --limit 200', 'with every run of them, a line of JSON'],
      ),
    )
    .action(async ({ limit = defaultLimit }: OpsOptions) => {
      const { output, env } = start();
      const entries = (await openJournal(env).read()).slice(-limit).reverse();
      if (output.json) return output.value({ data: entries.map(entryToWire) });
      if (entries.length === 0) return output.note('Nothing was done from a console here yet.');
      await output.table(entries.map(entryRow));
    });
};

function entryRow(entry: JournalEntry) {
  const [item] = entry.items;
  return {
    'time (UTC)': entry.at.slice(0, 19).replace('T', ' '),
    who: entry.who ?? '',
    context: entry.project === null ? entry.context : `${entry.context} / ${entry.project}`,
    verb: entry.verb,
    what: total(entry) === 1 && item !== undefined ? item.label : `${total(entry)} ${entry.things}`,
    states: statesOf(entry),
    reason: entry.reason ?? '',
  };
}

function statesOf({ counts }: JournalEntry): string {
  return Object.entries(counts)
    .map(([state, count]) => `${count} ${state === 'dropped' ? 'not sent' : state}`)
    .join(', ');
}

function total({ counts }: JournalEntry): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function entryToWire({ settledAt, items, ...entry }: JournalEntry) {
  return {
    ...entry,
    settled_at: settledAt,
    items: items.map(({ runId, ...item }) => ({ ...item, run_id: runId })),
  };
}
