import { examples } from '../examples.ts';
import type { AddVerb } from '../invocation.ts';
import { addBackfill } from './backfill.ts';
import { addCreate } from './create.ts';
import { addEdit, addSet } from './edit.ts';
import { addCancel, addDelete } from './end.ts';
import { addLs } from './ls.ts';
import { addNext } from './next.ts';
import { addPause, addResume } from './pause.ts';
import { addShow } from './show.ts';
import { addSlots } from './slots.ts';
import { addTrigger } from './trigger.ts';

const verbs: readonly AddVerb[] = [
  addLs,
  addShow,
  addCreate,
  addEdit,
  addSet,
  addPause,
  addResume,
  addTrigger,
  addNext,
  addSlots,
  addBackfill,
  addCancel,
  addDelete,
];

export const addVerb: AddVerb = (program, start) => {
  const schedules = program
    .command('schedules')
    .alias('cron')
    .description('Make and look after schedules, which start runs at times')
    .addHelpText(
      'after',
      examples(
        ['vfjobs schedules ls', 'all of them, with their last and next fire'],
        ['vfjobs schedules create nightly --target task:backup --when "every night at 2:30"', 'makes one'],
        [
          `vfjobs schedules next --expr '0 2 * * *' --tz Europe/Stockholm`,
          'when a cron fires, without a server',
        ],
      ),
    );
  for (const add of verbs) add(schedules, start);
};
