import { Option } from 'commander';
import { listToWire } from '../../api/page.ts';
import { runToWire } from '../../api/run.ts';
import { type RunStatus, runStatuses } from '../../model/run-status.ts';
import { reading } from '../connect.ts';
import { examples } from '../examples.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import { wholeNumber } from '../number-option.ts';
import { runRow } from '../print-run.ts';

interface RunsOptions {
  readonly status?: RunStatus[];
  readonly target?: string;
  readonly batch?: string;
  readonly text?: string;
  readonly limit: number;
  readonly cursor?: string;
}

export const addVerb: AddVerb = (program, start) => {
  program
    .command('runs')
    .description('List runs, newest first')
    .addOption(new Option('--status <status...>', 'only runs of these statuses').choices(runStatuses))
    .option('--target <target>', 'only runs of this target')
    .option('--batch <id>', 'only runs of this batch')
    .option('--text <text>', 'only runs with this text in id, name, target or error')
    .option('--limit <number>', 'how many, 1…100', wholeNumber(1, 100), 20)
    .option('--cursor <cursor>', 'go on where the last listing ended')
    .addHelpText(
      'after',
      examples(
        ['vfjobs runs', 'the 20 newest runs'],
        ['vfjobs runs --status failed --limit 5', 'the 5 runs that failed last'],
        ['vfjobs runs --json | jq -r ".data[].run_id"', 'their ids'],
      ),
    )
    .action((options: RunsOptions) => printRuns(start(), options));
};

/** Prints a page of runs; also what `vfjobs` prints where no console can be opened. */
export async function printRuns(invocation: Invocation, options: RunsOptions): Promise<void> {
  const { output } = invocation;
  await reading(invocation, async (client) => {
    const { status: statuses, target, batch: batchId, text, limit, cursor } = options;
    const page = await client.runs.list({ statuses, target, batchId, text }, { limit, cursor });
    if (output.json) return output.value(listToWire(page, (run) => runToWire(run)));
    if (page.items.length === 0) return output.note('No runs. Start one with "vfjobs run <target>".');
    await output.table(page.items.map((run) => runRow(run, Date.now())));
    if (page.nextCursor !== null) output.note(`There are more: add --cursor ${page.nextCursor}`);
  });
}
