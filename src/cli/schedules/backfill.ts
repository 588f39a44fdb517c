import { backfillToWire } from '../../api/schedule-preview.ts';
import type { Backfill } from '../../model/schedule-preview.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import { confirm } from '../confirm.ts';
import { acting, reading } from '../connect.ts';
import { examples } from '../examples.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import type { Output } from '../output.ts';
import { findSchedule } from './find-schedule.ts';
import { zoneTime } from './print-times.ts';
import { requireAbility } from './require-ability.ts';
import { momentFlag } from './time-flags.ts';

interface BackfillOptions {
  readonly from: string;
  readonly to: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export const addBackfill: AddVerb = (schedules, start) => {
  schedules
    .command('backfill')
    .argument('<schedule>', 'its name or id, or a part of the id')
    .description('Make a run for each slot of a range that has none, one after the other')
    .requiredOption('--from <time>', 'the first slot may be at this time: 2026-11-01, or with a time')
    .requiredOption('--to <time>', 'the last one before this time')
    .option('--dry-run', 'only tell which slots those are')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      examples(
        [
          'vfjobs schedules backfill nightly --from 2026-11-01 --to 2026-11-08 --dry-run',
          'which slots have no run',
        ],
        [
          'vfjobs schedules backfill nightly --from 2026-11-01 --to 2026-11-08',
          'says how many, asks, and makes them',
        ],
      ),
    )
    .action((ref: string, options: BackfillOptions) => backfill(start(), ref, options));
};

async function backfill(invocation: Invocation, ref: string, options: BackfillOptions): Promise<void> {
  const { output } = invocation;
  const isDry = options.dryRun === true;
  await (isDry ? reading : acting)(invocation, async (client) => {
    const schedule = await findSchedule(client, ref);
    const { name, timezone } = schedule;
    await requireAbility(client, 'scheduleBackfill');
    const from = await momentFlag(options.from, timezone, '--from', true);
    const to = await momentFlag(options.to, timezone, '--to', true);
    const asked = await client.schedules.backfill(schedule, { from, to, dryRun: true });
    if (isDry || asked.slots.length === 0) return tell(output, asked, timezone);
    const question = questionOf(name, asked.slots, timezone);
    if (!(await confirm(question, options.yes === true))) return output.note('Nothing was made.');
    const made = await client.schedules.backfill(schedule, { from, to, dryRun: false });
    if (output.json) return output.value(backfillToWire(made));
    for (const id of made.runIds) output.line(id);
    if (made.batchId !== null) output.note(`Follow them with "vfjobs batch ${made.batchId}".`);
  });
}

function questionOf(name: string, slots: readonly string[], zone: string): string {
  const [first = '', last = ''] = [slots[0], slots.at(-1)].map((slot) => zoneTime(slot ?? '', zone));
  const what =
    slots.length === 1
      ? `1 run of "${name}" for ${first}`
      : `${slots.length} runs of "${name}" for ${first} to ${last}`;
  return sanitize(`Make ${what} ${zone}?`);
}

function tell(output: Output, asked: Backfill, zone: string): void {
  const { slots, alreadyFired } = asked;
  if (output.json) output.value({ dry_run: true, ...backfillToWire(asked) });
  else for (const slot of slots) output.line(`${slot}  ${zoneTime(slot, zone)} ${zone}`);
  output.note(`${slots.length} without a run, ${alreadyFired} with one.`);
}
