import { scheduleToWire } from '../../api/schedule.ts';
import { changeToWire } from '../../api/schedule-draft.ts';
import type { Client } from '../../client/client.ts';
import { frequencyChange } from '../../cron/frequency-change.ts';
import { UserError } from '../../model/errors.ts';
import type { Schedule, ScheduleChange } from '../../model/schedule.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import { confirm } from '../confirm.ts';
import { acting, reading } from '../connect.ts';
import { examples } from '../examples.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import { wholeNumber } from '../number-option.ts';
import { changeLines, frequencyText, realChange } from './change-lines.ts';
import { idsOf, noteRule } from './create.ts';
import { findSchedule, requireEditable } from './find-schedule.ts';
import { refuseProblems } from './print-times.ts';
import { type Reckoned, reckon, timeMembers } from './reckon.ts';
import { addScheduleFlags, type ScheduleFlags, settingsOf } from './schedule-flags.ts';
import { addTimeFlags, refuseZone, type SpokenRule, spokenRule } from './time-flags.ts';

interface EditOptions extends ScheduleFlags {
  readonly ifVersion?: number;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export const addEdit: AddVerb = (schedules, start) => {
  const edit = schedules
    .command('edit')
    .argument('<schedule>', 'its name or id, or a part of the id')
    .description('Change a schedule; "" clears what may be without a value')
    .option('--name <name>', 'another name');
  addScheduleFlags(addTimeFlags(edit))
    .option('--active', 'not paused; brings back one that was deleted')
    .option('--if-version <number>', 'only while it still has this version', wholeNumber(1, 1_000_000_000))
    .option('--dry-run', 'only tell what would change')
    .option('--yes', 'do not ask when it would fire ten times as often, or as rarely')
    .addHelpText(
      'after',
      examples(
        [
          `vfjobs schedules edit nightly --when 'every night at half past two' --tz Europe/Stockholm`,
          'tells old and new, with how often it fires, and changes it',
        ],
        [
          `vfjobs schedules edit nightly --cron '30 2 * * *' --if-version 12`,
          'unless somebody changed it since',
        ],
        ['vfjobs schedules edit nightly --jitter "" --note ""', 'no jitter and no note any more'],
      ),
    )
    .action((ref: string, options: EditOptions) => editSchedule(start(), ref, options));
};

/** What the verb is called elsewhere. */
export const addSet: AddVerb = (schedules) => {
  schedules
    .command('set', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .action((words: readonly string[]) => {
      throw new UserError('invalid', '"schedules set" is called edit', {
        fix: `Type "vfjobs schedules edit ${words[0] ?? 'NAME'} …" with the same flags.`,
      });
    });
};

async function editSchedule(invocation: Invocation, ref: string, options: EditOptions): Promise<void> {
  const isDry = options.dryRun === true;
  await refuseZone(options.tz);
  await (isDry ? reading : acting)(invocation, async (client) => {
    const schedule = await findSchedule(client, ref);
    if (schedule.status === 'deleting' && options.active === true) {
      return bringBack(invocation, client, schedule, options);
    }
    await requireEditable(client, schedule);
    const { change, rule } = await askedChange(client, schedule, options);
    if (Object.keys(change).length === 0) return unchanged(invocation, schedule);
    const { lines, alarm } = await linesOf(invocation, client, schedule, change, rule);
    if (isDry) return tell(invocation, change, lines);
    for (const line of lines) invocation.output.note(line);
    if (!(await isMeant(schedule, alarm, options))) return invocation.output.note('Nothing was changed.');
    const base = options.ifVersion === undefined ? schedule : { ...schedule, version: options.ifVersion };
    printEdited(invocation, await changed(client, base, change));
  });
}

/** Asks where the change makes it fire so much more often, or more rarely, that it may be a slip. */
async function isMeant(schedule: Schedule, alarm: string | null, { yes }: EditOptions): Promise<boolean> {
  if (alarm === null) return true;
  return confirm(sanitize(`Change how often "${schedule.name}" fires: ${alarm}?`), yes === true);
}

/** A deleted one comes back as it was; changing it is a step of its own. */
async function bringBack(
  invocation: Invocation,
  client: Client,
  schedule: Schedule,
  options: EditOptions,
): Promise<void> {
  const { active: _, ...others } = options;
  const { change } = await askedChange(client, schedule, others);
  if (Object.keys(change).length > 0) {
    throw new UserError('invalid', 'It was deleted: bring it back first, then change it', {
      fix: `Type "vfjobs schedules edit ${schedule.id} --active" alone.`,
    });
  }
  if (options.dryRun === true) return tell(invocation, { status: 'active' }, ['It would be brought back.']);
  printEdited(invocation, await client.schedules.restore(schedule));
}

/** What changes, and why somebody should be asked about it. */
interface Told {
  /** One for each member. */
  readonly lines: readonly string[];
  /** `96 a day -> 1`: more likely a slip than meant; null without one. */
  readonly alarm: string | null;
}

/** What changes, after what is wrong with it was refused and what was understood was told. */
async function linesOf(
  { output }: Invocation,
  client: Client,
  schedule: Schedule,
  change: ScheduleChange,
  rule: SpokenRule | null,
): Promise<Told> {
  const reckoned = await reckonedChange(client, schedule, change);
  if (reckoned === null) return { lines: changeLines(schedule, change, null), alarm: null };
  refuseProblems(output, reckoned.after.times.problems, change.when ?? schedule.when);
  if (rule !== null) noteRule(output, rule, reckoned.after, change.timezone ?? schedule.timezone);
  const [before, after] = [reckoned.before.times.firesInYear, reckoned.after.times.firesInYear];
  return {
    lines: changeLines(schedule, change, frequencyText(before, after)),
    alarm: frequencyChange(before, after)?.text ?? null,
  };
}

function tell({ output }: Invocation, change: ScheduleChange, lines: readonly string[]): void {
  if (output.json) output.value({ dry_run: true, change: changeToWire(change), lines });
  else for (const line of lines) output.line(line);
  output.note('Nothing was changed: that was told only.');
}

async function askedChange(
  client: Client,
  schedule: Schedule,
  options: EditOptions,
): Promise<{ change: ScheduleChange; rule: SpokenRule | null }> {
  const zone = options.tz ?? schedule.timezone;
  const rule = await spokenRule(options, zone);
  const asked: ScheduleChange = {
    ...(await settingsOf(options, zone)),
    ...(options.name === undefined ? {} : { name: options.name }),
    ...(options.after === undefined ? {} : { dependsOn: await idsOf(client, options.after) }),
    ...(rule === null ? {} : { kind: rule.kind, when: rule.when }),
  };
  return { change: realChange(schedule, asked), rule };
}

/** What the change of the times does; null for a change that is about something else. */
async function reckonedChange(
  client: Client,
  schedule: Schedule,
  change: ScheduleChange,
): Promise<{ before: Reckoned; after: Reckoned } | null> {
  const before = timeMembers(schedule);
  const isAboutTimes = Object.keys(change).some((member) => Object.hasOwn(before, member));
  if (!isAboutTimes) return null;
  const after = await reckon(client, { ...before, ...change, when: change.when ?? before.when }, schedule, {
    count: 3,
  });
  const was = await reckon(client, before, schedule, { count: 1 });
  return { before: was, after };
}

/** @throws UserError `conflict` that says what to do next */
async function changed(client: Client, base: Schedule, change: ScheduleChange): Promise<Schedule> {
  try {
    return await client.schedules.update(base, change);
  } catch (thrown) {
    if (!(thrown instanceof UserError) || thrown.kind !== 'conflict') throw thrown;
    const version = thrown.currentVersion === null ? '' : ` with --if-version ${thrown.currentVersion}`;
    throw new UserError('conflict', thrown.message, {
      fix: `Nothing was changed. Look at it with "vfjobs schedules show ${base.id}", then edit it again${version}.`,
      cause: thrown,
    });
  }
}

function unchanged({ output }: Invocation, schedule: Schedule): void {
  if (output.json) output.value(scheduleToWire(schedule));
  else output.note('Nothing to change: it is like that already.');
}

function printEdited({ output }: Invocation, schedule: Schedule): void {
  if (output.json) output.value(scheduleToWire(schedule));
  else output.line(schedule.version === null ? schedule.id : `${schedule.id}  version ${schedule.version}`);
}
