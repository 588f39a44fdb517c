import { scheduleToWire } from '../../api/schedule.ts';
import { reading } from '../connect.ts';
import { examples } from '../examples.ts';
import type { AddVerb } from '../invocation.ts';
import { findSchedule } from './find-schedule.ts';
import { printSchedule } from './print-schedule.ts';

export const addShow: AddVerb = (schedules, start) => {
  schedules
    .command('show')
    .argument('<schedule>', 'its name or id, or a part of the id')
    .description('Show a schedule')
    .addHelpText(
      'after',
      examples(
        ['vfjobs schedules show nightly', 'its rule, its settings, and how it went'],
        ['vfjobs schedules show nightly --json', 'as one line of JSON'],
      ),
    )
    .action(async (ref: string) => {
      const invocation = start();
      await reading(invocation, async (client) => {
        const schedule = await findSchedule(client, ref);
        if (invocation.output.json) return invocation.output.value(scheduleToWire(schedule));
        printSchedule(invocation.output, schedule, Date.now());
      });
    });
};
