import { InvalidArgumentError } from 'commander';
import type { Client } from '../../client/client.ts';
import { isoTime } from '../../lib/clock.ts';
import {
  addFailure,
  type FailureGroup,
  type FailureGroups,
  firstAt,
  groupGuess,
  largestFirst,
  lastAt,
  noGroups,
} from '../../model/failure-groups.ts';
import { guessText } from '../../model/retry-guess.ts';
import { slimRun } from '../../model/slim-run.ts';
import { parseSpan } from '../../store/failure-filter.ts';
import { reading } from '../connect.ts';
import { examples } from '../examples.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import { ago } from '../times.ts';
import type { TableRow } from '../wiring.ts';

const pageSize = 100;
/** The newest so many failures are looked at. */
const maxFailures = 5_000;
const pagesRead = maxFailures / pageSize;

interface FailuresOptions {
  /** ms */
  readonly since: number;
  readonly target?: string;
}

export const addVerb: AddVerb = (program, start) => {
  program
    .command('failures')
    .description('List what went wrong lately, grouped by fingerprint, the most frequent first')
    .option('--since <span>', 'only runs created within it: 90s, 30m, 24h, 7d', span, 86_400_000)
    .option('--target <target>', 'only runs of this target')
    .addHelpText(
      'after',
      examples(
        ['vfjobs failures', 'what failed within the last day'],
        ['vfjobs failures --since 7d --json | jq -r ".data[0].run_ids[]"', 'the runs of the largest group'],
      ),
    )
    .action((options: FailuresOptions) => printFailures(start(), options));
};

async function printFailures(invocation: Invocation, { since, target }: FailuresOptions): Promise<void> {
  const { output } = invocation;
  await reading(invocation, async (client) => {
    const now = Date.now();
    const { groups, isPart } = await readGroups(client, { since: isoTime(now - since), target });
    const sorted = largestFirst(groups);
    if (output.json) return output.value({ data: sorted.map(groupToJson), is_part: isPart });
    if (sorted.length === 0) return output.note('No failures in that time.');
    await output.table(sorted.map((group) => groupRow(group, groups.byId.size, now)));
    if (isPart)
      output.note(`Over the newest ${groups.byId.size} failures; there are more, ask for less time.`);
  });
}

async function readGroups(
  client: Client,
  filter: { readonly since: string; readonly target?: string | undefined },
): Promise<{ readonly groups: FailureGroups; readonly isPart: boolean }> {
  const groups = noGroups();
  let cursor: string | undefined;
  for (let page = 0; page < pagesRead; page++) {
    const { items, nextCursor } = await client.runs.list(
      { statuses: ['failed'], ...filter },
      { cursor, limit: pageSize },
    );
    for (const run of items) addFailure(groups, slimRun(run));
    if (nextCursor === null) return { groups, isPart: false };
    cursor = nextCursor;
  }
  return { groups, isPart: true };
}

function groupRow(group: FailureGroup, all: number, nowMs: number): TableRow {
  return {
    id: group.hash,
    runs: String(group.runs.length),
    share: `${Math.round((100 * group.runs.length) / all)}%`,
    first: ago(isoTime(firstAt(group)), nowMs),
    last: ago(isoTime(lastAt(group)), nowMs),
    targets: targetsOf(group).slice(0, 3).join(', '),
    'retry? (a guess)': guessText(groupGuess(group)),
    fingerprint: group.fingerprint,
  };
}

function groupToJson(group: FailureGroup) {
  const { retry, why } = groupGuess(group);
  return {
    id: group.hash,
    fingerprint: group.fingerprint,
    count: group.runs.length,
    first_at: isoTime(firstAt(group)),
    last_at: isoTime(lastAt(group)),
    targets: Object.fromEntries(group.targets),
    retry_guess: { retry, why },
    newest_message: group.runs[0]?.message ?? null,
    run_ids: group.runs.map(({ id }) => id),
  };
}

/** Those with most failures first. */
function targetsOf({ targets }: FailureGroup): readonly string[] {
  return [...targets].sort((left, right) => right[1] - left[1]).map(([name]) => name);
}

function span(text: string): number {
  const ms = parseSpan(text);
  if (ms === null) throw new InvalidArgumentError('It must be a number with s, m, h or d: 30m, 24h, 7d.');
  return ms;
}
