import { timesToWire } from '../../api/schedule-preview.ts';
import { ruleWords } from '../../cron/rule-words.ts';
import { commandLine } from '../../model/command-line.ts';
import { UserError } from '../../model/errors.ts';
import { scheduleDefaults } from '../../model/schedule.ts';
import type { TimesPreview } from '../../model/schedule-preview.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import { reading } from '../connect.ts';
import { examples } from '../examples.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import { wholeNumber } from '../number-option.ts';
import { findSchedule } from './find-schedule.ts';
import { printTimes, refuseProblems } from './print-times.ts';
import { reckonHere, timeMembers } from './reckon.ts';
import { requireAbility } from './require-ability.ts';
import { momentFlag, refuseZone, type SpokenRule, spokenRule } from './time-flags.ts';

interface NextOptions {
  readonly expr?: string;
  readonly when?: string;
  readonly tz?: string;
  readonly count: number;
  readonly from?: string;
}

export const addNext: AddVerb = (schedules, start) => {
  schedules
    .command('next')
    .argument('[schedule]', 'its name or id: the server is asked')
    .description('Tell when a schedule, or any cron, fires next')
    .option('--expr <cron>', 'a cron, in place of a schedule; needs no server and no project')
    .option('--when <words>', 'the same in words: "every weekday at 7:30"')
    .option('--tz <zone>', 'with --expr or --when: IANA zone in which the times are meant')
    .option('--count <number>', 'how many, 1…100', wholeNumber(1, 100), 5)
    .option('--from <time>', 'later than this, in place of now')
    .addHelpText(
      'after',
      examples(
        ['vfjobs schedules next nightly', 'the next five, as the server reckons them'],
        [
          `vfjobs schedules next --expr '0 2 * * *' --tz Europe/Stockholm`,
          'with the clock changes of 13 months',
        ],
        [
          'vfjobs schedules next --when "every 15 minutes between 9 and 17" --json',
          'the cron that it becomes',
        ],
      ),
    )
    .action((ref: string | undefined, options: NextOptions) => next(start(), ref, options));
};

async function next(invocation: Invocation, ref: string | undefined, options: NextOptions): Promise<void> {
  const { expr, when } = options;
  if ([ref, expr, when].filter((given) => given !== undefined).length !== 1) {
    throw new UserError('invalid', 'One thing is needed: a schedule, --expr CRON or --when WORDS', {
      fix: 'See "vfjobs schedules next --help".',
    });
  }
  return ref === undefined ? nextOfRule(invocation, options) : nextOfSchedule(invocation, ref, options);
}

async function nextOfRule({ output }: Invocation, options: NextOptions): Promise<void> {
  const zone = options.tz ?? scheduleDefaults.timezone;
  await refuseZone(zone);
  const rule = await spokenRule(
    options.expr === undefined ? { when: options.when ?? '' } : { cron: options.expr },
    zone,
  );
  if (rule === null) return;
  const from = await fromOf(options, zone);
  const { kind, when } = rule;
  const times = await reckonHere({ kind, when, timezone: zone, from, count: options.count });
  refuseProblems(output, times.problems, when);
  await tell(output, rule, zone, times);
}

async function nextOfSchedule(invocation: Invocation, ref: string, options: NextOptions): Promise<void> {
  const { output } = invocation;
  await reading(invocation, async (client) => {
    const schedule = await findSchedule(client, ref);
    const { id, kind, when, timezone } = schedule;
    const from = await fromOf(options, timezone);
    const here = commandLine(['vfjobs', 'schedules', 'next', '--expr', when, '--tz', timezone]);
    const fix = kind === 'scheduled' ? `Reckon it here: ${here}` : undefined;
    await requireAbility(client, 'schedulePreview', fix);
    const times = await client.schedules.preview({
      draft: timeMembers(schedule),
      scheduleId: id,
      from,
      count: options.count,
    });
    refuseProblems(output, times.problems, when);
    await tell(output, { kind, when, said: null, echo: ruleWords(kind, when) }, timezone, times);
    if (schedule.status !== 'active')
      output.note(`It is ${schedule.status}: none of them comes while it is.`);
  });
}

async function tell(
  output: Invocation['output'],
  { when, said, echo }: SpokenRule,
  zone: string,
  times: TimesPreview,
): Promise<void> {
  if (output.json) {
    return output.value({
      schedule: when,
      understood_from: said,
      in_words: echo,
      timezone: zone,
      ...timesToWire(times),
    });
  }
  output.line(
    sanitize(`${said === null ? '' : `${said}  ->  `}${when}${echo === null ? '' : `  (${echo})`}`),
  );
  await printTimes(output, times, zone);
}

async function fromOf({ from }: NextOptions, zone: string): Promise<string | undefined> {
  return from === undefined ? undefined : momentFlag(from, zone, '--from', true);
}
