import { listToWire } from '../../api/page.ts';
import { slotToWire } from '../../api/schedule-slot.ts';
import type { Slot } from '../../model/slot.ts';
import { reading } from '../connect.ts';
import { examples } from '../examples.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import { wholeNumber } from '../number-option.ts';
import type { TableRow } from '../wiring.ts';
import { findSchedule } from './find-schedule.ts';
import { fitColumns, lineWidth } from './fit-columns.ts';
import { idEnding } from './print-schedule.ts';
import { zoneTime } from './print-times.ts';
import { requireAbility } from './require-ability.ts';

interface SlotsOptions {
  readonly limit: number;
  readonly cursor?: string;
}

export const addSlots: AddVerb = (schedules, start) => {
  schedules
    .command('slots')
    .argument('<schedule>', 'its name or id, or a part of the id')
    .description('Tell what became of the slots of a schedule, newest first: its run, or why there is none')
    .option('--limit <number>', 'how many, 1…100', wholeNumber(1, 100), 20)
    .option('--cursor <cursor>', 'go on where the last listing ended')
    .addHelpText(
      'after',
      examples(
        ['vfjobs schedules slots nightly', 'the 20 newest'],
        [
          `vfjobs schedules slots nightly --json | jq '.data[] | select(.outcome == "missed")'`,
          'those that were missed',
        ],
      ),
    )
    .action((ref: string, options: SlotsOptions) => printSlots(start(), ref, options));
};

async function printSlots(invocation: Invocation, ref: string, options: SlotsOptions): Promise<void> {
  const { output } = invocation;
  await reading(invocation, async (client) => {
    const { id, timezone } = await findSchedule(client, ref);
    await requireAbility(client, 'scheduleSlots');
    const page = await client.schedules.slots(id, options);
    if (output.json) return output.value(listToWire(page, slotToWire));
    if (page.items.length === 0) return output.note('None of its slots has passed yet.');
    const rows = page.items.map((slot) => slotRow(slot, timezone));
    await output.table(fitColumns(rows, lineWidth(), ['cause', 'run']));
    if (page.nextCursor !== null) output.note(`There are more: add --cursor ${page.nextCursor}`);
  });
}

function slotRow({ at, outcome, cause, reasonText, runId }: Slot, zone: string): TableRow {
  return {
    [zone]: zoneTime(at, zone),
    outcome,
    cause,
    run: (process.stdout.isTTY ? runId?.slice(-idEnding) : runId) ?? '',
    why: reasonText ?? '',
  };
}
