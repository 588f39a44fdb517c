import type { ProjectLogQuery } from '../../client/client.ts';
import { UserError } from '../../model/errors.ts';
import { eventLevels } from '../../model/event.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import { reading } from '../connect.ts';
import { examples } from '../examples.ts';
import { followRun } from '../follow-run.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import { createEventPrinter } from '../print-events.ts';

interface EventsOptions {
  readonly follow?: boolean;
  readonly since?: string;
  readonly level?: string;
  readonly text?: string;
}

const pageSize = 1000;

export const addVerb: AddVerb = (program, start) => {
  program
    .command('events')
    .argument('[run]', 'id of the run, or the beginning of it; without it: all runs of the last hour')
    .description('Print the events of a run, or of all, oldest first')
    .option('-f, --follow', 'go on until the run has ended')
    .option('--since <time>', 'of all runs: from this time on (ISO 8601)')
    .option('--level <level>', `of all runs: ${eventLevels.join(', ')}`)
    .option('--text <text>', 'of all runs: whose message has this text')
    .addHelpText(
      'after',
      examples(
        ['vfjobs events 0199a3c2-8f1e', 'what happened to the run so far'],
        ['vfjobs events 0199a3c2-8f1e --follow --json', 'each event as a line of JSON, as it comes'],
        ['vfjobs events --level error', 'what went wrong in the last hour, in any run'],
      ),
    )
    .action((ref: string | undefined, options: EventsOptions) =>
      ref === undefined ? eventsOfAll(start(), options) : eventsOfRun(start(), ref, options),
    );
};

async function eventsOfRun(invocation: Invocation, ref: string, options: EventsOptions): Promise<void> {
  if ([options.since, options.level, options.text].some((option) => option !== undefined)) {
    throw new UserError('invalid', '--since, --level and --text go with the events of all runs', {
      fix: 'Leave them out, or leave out the run.',
    });
  }
  await reading(invocation, async (client) => {
    const { id } = await client.runs.get(ref);
    const printer = createEventPrinter(client, id, invocation.output);
    if (options.follow === true) await followRun(client, id, () => printer.catchUp());
    else await printer.catchUp();
  });
}

async function eventsOfAll(invocation: Invocation, options: EventsOptions): Promise<void> {
  const { output } = invocation;
  const query = queryOf(options);
  await reading(invocation, async (client) => {
    let cursor: string | undefined;
    do {
      const page = await client.log({ ...query, cursor, limit: pageSize });
      for (const entry of page.items) {
        if (output.json) output.value(entry);
        else
          output.line(
            `${entry.at}  ${entry.runId ?? ''}  ${entry.level.padEnd(5)}  ${sanitize(entry.message)}`,
          );
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  });
}

/** @throws UserError `invalid` for options that go with a run only, or an unknown level */
function queryOf({ follow, since, level, text }: EventsOptions): ProjectLogQuery {
  if (follow === true)
    throw new UserError('invalid', '--follow needs a run', { fix: 'Name the run to follow.' });
  const known = eventLevels.find((candidate) => candidate === level);
  if (level !== undefined && known === undefined) {
    throw new UserError('invalid', `There is no level "${level}"`, { fix: `Use ${eventLevels.join(', ')}.` });
  }
  return { from: since, level: known, text, order: 'oldest-first' };
}
