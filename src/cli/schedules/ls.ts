import { Option } from 'commander';
import { scheduleToWire } from '../../api/schedule.ts';
import type { Client } from '../../client/client.ts';
import { type Schedule, type SchedulePhase, schedulePhases } from '../../model/schedule.ts';
import { placeOfFault } from '../../model/source-fault.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import { reading } from '../connect.ts';
import { examples } from '../examples.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import { fitColumns, lineWidth } from './fit-columns.ts';
import { scheduleRow } from './print-schedule.ts';

interface LsOptions {
  readonly state?: (SchedulePhase | 'paused' | 'stale')[];
  readonly target?: string;
}

const states = [...schedulePhases, 'paused', 'stale'] as const;

export const addLs: AddVerb = (schedules, start) => {
  schedules
    .command('ls')
    .description('List the schedules')
    .addOption(new Option('--state <state...>', 'only those in one of these states').choices(states))
    .option('--target <target>', 'only those of this target')
    .addHelpText(
      'after',
      examples(
        ['vfjobs schedules ls', 'all of them, with their last and next fire'],
        ['vfjobs schedules ls --state stale failed', 'those that need a look'],
        ['vfjobs schedules ls --json | jq -r ".data[].name"', 'their names'],
      ),
    )
    .action((options: LsOptions) => list(start(), options));
};

async function list(invocation: Invocation, options: LsOptions): Promise<void> {
  const { output } = invocation;
  await reading(invocation, async (client) => {
    const all = await client.schedules.list();
    const found = all.filter((schedule) => isAsked(schedule, options));
    if (output.json) return output.value({ data: found.map(scheduleToWire) });
    await noteFaults(invocation, client);
    if (all.length === 0) {
      return output.note(
        'No schedules. Make one with "vfjobs schedules create NAME --target task:x --when WORDS".',
      );
    }
    if (found.length === 0) return output.note(`None of ${all.length} schedules is like that.`);
    const rows = found.map((schedule) => scheduleRow(schedule, Date.now()));
    const spare = ['note', 'last', 'zone', 'target', 'schedule', 'when'];
    await output.table(fitColumns(rows, lineWidth(), spare));
  });
}

/** What is wrong with files that define schedules. */
async function noteFaults({ output }: Invocation, client: Client): Promise<void> {
  for (const fault of await client.schedules.sourceFaults()) {
    const stays = fault.scheduleId === null ? '' : ' (what it said before stays in force)';
    output.note(sanitize(`${placeOfFault(fault)}: ${fault.message}${stays}`));
  }
}

function isAsked(schedule: Schedule, { state, target }: LsOptions): boolean {
  if (target !== undefined && schedule.target !== target && schedule.target !== `task:${target}`)
    return false;
  if (state === undefined) return true;
  return state.some((wanted) => {
    if (wanted === 'paused') return schedule.status === 'paused' && schedule.completedAt === null;
    return wanted === 'stale' ? schedule.staleSince !== null : schedule.phase === wanted;
  });
}
