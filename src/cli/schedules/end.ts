import { scheduleToWire } from '../../api/schedule.ts';
import type { Client } from '../../client/client.ts';
import type { Schedule } from '../../model/schedule.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import { confirm } from '../confirm.ts';
import { acting } from '../connect.ts';
import { eachRef } from '../each-ref.ts';
import { examples } from '../examples.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import { findSchedule, requireEditable } from './find-schedule.ts';

/** One way in which schedules end. */
interface Ending {
  /** `Delete`. */
  readonly verb: string;
  readonly done: string;
  readonly act: (client: Client, schedule: Schedule) => Promise<Schedule>;
  /** What can be done about it, on stderr; null for nothing. */
  readonly undo: (schedule: Schedule) => string | null;
}

const deletion: Ending = {
  verb: 'Delete',
  done: 'is deleted',
  act: (client, schedule) => client.schedules.remove(schedule),
  undo: ({ id, generation, version }) =>
    generation === 'schedules' && version !== null
      ? `Its runs stay. Bring it back with "vfjobs schedules edit ${id} --active".`
      : null,
};

const cancellation: Ending = {
  verb: 'Cancel',
  done: 'is cancelled: it fires no more',
  act: (client, schedule) => client.schedules.cancel(schedule),
  undo: () => null,
};

export const addDelete: AddVerb = (schedules, start) => {
  schedules
    .command('delete')
    .argument('<schedule...>', 'names or ids')
    .description('Delete schedules; their runs stay')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      examples(
        ['vfjobs schedules delete nightly', 'asks, and puts it away'],
        ['vfjobs schedules delete nightly hourly --yes', 'two, without asking'],
      ),
    )
    .action((refs: string[], options: { yes?: boolean }) =>
      end(start(), refs, options.yes === true, deletion),
    );
};

export const addCancel: AddVerb = (schedules, start) => {
  schedules
    .command('cancel')
    .argument('<schedule...>', 'names or ids')
    .description('End schedules for good; they stay in the list, and runs that have begun go on')
    .option('--yes', 'do not ask')
    .addHelpText('after', examples(['vfjobs schedules cancel drain --yes', 'ends it without asking']))
    .action((refs: string[], options: { yes?: boolean }) =>
      end(start(), refs, options.yes === true, cancellation),
    );
};

async function end(invocation: Invocation, refs: string[], yes: boolean, ending: Ending): Promise<void> {
  const { output } = invocation;
  await acting(invocation, async (client) => {
    // What is not there is told at once, and not asked about.
    const found = await Promise.all(refs.map((ref) => findSchedule(client, ref)));
    for (const schedule of found) await requireEditable(client, schedule);
    const byId = new Map(found.map((schedule) => [schedule.id, schedule]));
    const [first] = found;
    const what =
      byId.size === 1 && first !== undefined
        ? `the schedule "${sanitize(first.name)}"`
        : `${byId.size} schedules`;
    if (!(await confirm(`${ending.verb} ${what}?`, yes))) return output.note('Nothing was changed.');
    await eachRef([...byId.keys()], async (id) => {
      const schedule = byId.get(id);
      if (schedule === undefined) return;
      const ended = await ending.act(client, schedule);
      if (output.json) return output.value(scheduleToWire(ended));
      output.line(sanitize(`${ended.id}  ${ended.name} ${ending.done}`));
      const undo = ending.undo(ended);
      if (undo !== null) output.note(undo);
    });
  });
}
