import { scheduleToWire } from '../../api/schedule.ts';
import { draftToWire } from '../../api/schedule-draft.ts';
import { timesToWire } from '../../api/schedule-preview.ts';
import type { Client } from '../../client/client.ts';
import { type ErrorKind, UserError } from '../../model/errors.ts';
import { type ScheduleDraft, scheduleDefaults } from '../../model/schedule.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import { acting, reading } from '../connect.ts';
import { examples } from '../examples.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import type { Output } from '../output.ts';
import { findSchedule } from './find-schedule.ts';
import { ownZone, printTimes, refuseProblems, yearText, zoneTime } from './print-times.ts';
import { type Reckoned, reckon } from './reckon.ts';
import { addScheduleFlags, type ScheduleFlags, settingsOf } from './schedule-flags.ts';
import { addTimeFlags, refuseZone, type SpokenRule, spokenRule } from './time-flags.ts';

interface CreateOptions extends ScheduleFlags {
  readonly dryRun?: boolean;
}

export const addCreate: AddVerb = (schedules, start) => {
  const create = schedules
    .command('create')
    .argument('<name>', 'what to call it')
    .argument('[target]', 'what to run, in place of --target')
    .description('Make a schedule; tells first what was understood and when it fires');
  addScheduleFlags(addTimeFlags(create))
    .option('--dry-run', 'only tell: nothing is made')
    .addHelpText(
      'after',
      examples(
        [
          'vfjobs schedules create nightly --target task:backup --when "every weekday at 7:30" --tz Europe/Stockholm',
          'tells the cron that it becomes, the next fires, and makes it',
        ],
        [
          "vfjobs schedules create sync --target task:sync --cron '*/15 * * * *' --overlap forbid",
          'by a cron',
        ],
        [
          'vfjobs schedules create launch --target task:launch --at "tomorrow 9:00" --dry-run',
          'once; only told',
        ],
        [
          "vfjobs schedules create drain --target task:drain --ongoing 30s --until 'output.left == 0'",
          'again and again, half a minute after each run, until its output says so',
        ],
      ),
    )
    .action((name: string, target: string | undefined, options: CreateOptions) =>
      createSchedule(start(), name, target === undefined ? options : { target, ...options }),
    );
};

async function createSchedule(invocation: Invocation, name: string, options: CreateOptions): Promise<void> {
  const { output } = invocation;
  const zone = options.tz ?? scheduleDefaults.timezone;
  await refuseZone(zone);
  const rule = await spokenRule(options, zone);
  if (rule === null) {
    throw new UserError('invalid', 'It does not say when to run', {
      fix: 'Say when with --when WORDS, --cron, --at, --every or --ongoing.',
    });
  }
  refuseIdleFlags(options);
  const settings = await settingsOf(options, zone);
  const { target } = settings;
  if (target === undefined) {
    throw new UserError('invalid', 'It does not say what to run', {
      fix: 'Name it with --target task:x; "vfjobs targets" lists what there is.',
    });
  }
  const connected = options.dryRun === true ? reading : acting;
  await connected(invocation, async (client) => {
    const dependsOn = options.after && (await idsOf(client, options.after));
    const draft: ScheduleDraft = { ...settings, name, target, kind: rule.kind, when: rule.when, dependsOn };
    const reckoned = await reckon(client, draft, null, { count: 3 });
    refuseProblems(output, reckoned.times.problems, rule.when);
    if (options.dryRun === true) return tell(output, draft, rule, reckoned);
    noteRule(output, rule, reckoned, zone);
    const schedule = await client.schedules.create(draft).catch(adviseLook);
    if (output.json) return output.value(scheduleToWire(schedule));
    output.line(schedule.id);
    if (options.tz === undefined && rule.kind === 'scheduled' && ownZone() !== zone) {
      output.note(`Its times are UTC; for those of this machine: --tz ${ownZone()}`);
    }
  });
}

/** Why and until when it is paused, of one that is not. */
function refuseIdleFlags(options: CreateOptions): void {
  if (options.paused !== true && (options.reason ?? options.pausedUntil) !== undefined) {
    throw new UserError('invalid', '--reason and --paused-until are for a schedule that is made paused', {
      fix: 'Add --paused.',
    });
  }
}

/** Errors after which nobody knows whether it was made. */
const unclear: readonly ErrorKind[] = ['network', 'timeout', 'unavailable'];

/** Made again it would be there twice: the next start of this program has no memory of this one. */
function adviseLook(thrown: unknown): never {
  if (!(thrown instanceof UserError) || !unclear.includes(thrown.kind)) throw thrown;
  throw new UserError(thrown.kind, thrown.message, {
    fix: 'It may have been made all the same: look with "vfjobs schedules ls" before you create it again.',
    cause: thrown,
  });
}

/** Whole ids for whatever part of them was typed. */
export async function idsOf(client: Client, refs: readonly string[]): Promise<string[]> {
  return Promise.all(
    refs.filter((ref) => ref !== '').map(async (ref) => (await findSchedule(client, ref)).id),
  );
}

async function tell(
  output: Output,
  draft: ScheduleDraft,
  rule: SpokenRule,
  { times }: Reckoned,
): Promise<void> {
  if (output.json) {
    return output.value({
      dry_run: true,
      schedule: draftToWire(draft),
      understood: rule.echo,
      times: timesToWire(times),
    });
  }
  output.line(ruleLine(rule));
  await printTimes(output, times, draft.timezone ?? scheduleDefaults.timezone);
  output.note('Nothing was made: that was told only.');
}

/** What was understood and when it fires, on stderr, before anything is sent. */
export function noteRule(output: Output, rule: SpokenRule, { times, isHere }: Reckoned, zone: string): void {
  output.note(ruleLine(rule));
  const fires = times.fires.slice(0, 3).map((fire) => zoneTime(fire, zone));
  const year = yearText(times);
  if (fires.length > 0)
    output.note(`next        ${fires.join(', ')} (${zone})${year === null ? '' : `; ${year}`}`);
  if (times.neverFires) output.note('! it never fires');
  for (const { wallTime, text } of times.clockChanges) {
    output.note(`! clock change ${wallTime.replace('T', ' ')}: ${text}`);
  }
  if (times.safer !== null) output.note(`  safer: ${times.safer.when} ${times.safer.timezone}`);
  if (isHere) output.note('(reckoned here: this server does not tell when it fires)');
}

function ruleLine({ kind, when, said, echo }: SpokenRule): string {
  const words = echo === null ? '' : `  (${echo})`;
  const rule = kind === 'scheduled' ? when : `${kind} ${when}`;
  return sanitize(said === null ? `rule        ${rule}${words}` : `understood  ${said}  ->  ${rule}${words}`);
}
