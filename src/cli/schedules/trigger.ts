import { newId } from '../../lib/id.ts';
import { acting } from '../connect.ts';
import { eachRef } from '../each-ref.ts';
import { examples } from '../examples.ts';
import type { AddVerb } from '../invocation.ts';
import { findSchedule } from './find-schedule.ts';

export const addTrigger: AddVerb = (schedules, start) => {
  schedules
    .command('trigger')
    .argument('<schedule...>', 'names or ids')
    .description('Start a run of a schedule now, whatever its times say; also of a paused one')
    .option('--key <key>', 'asked again with the same key, it answers the same run')
    .addHelpText(
      'after',
      examples(
        ['vfjobs schedules trigger nightly', 'starts it and prints the id of the run'],
        ['vfjobs logs $(vfjobs schedules trigger nightly) --follow', 'and follows its log'],
      ),
    )
    .action(async (refs: string[], options: { key?: string }) => {
      const invocation = start();
      const { output } = invocation;
      await acting(invocation, (client) =>
        eachRef(refs, async (ref) => {
          const schedule = await findSchedule(client, ref);
          const { runId } = await client.schedules.trigger(schedule, options.key ?? newId());
          if (output.json) output.value({ run_id: runId, schedule_id: schedule.id });
          else output.line(runId);
        }),
      );
    });
};
