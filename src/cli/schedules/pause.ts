import { Option } from 'commander';
import { scheduleToWire } from '../../api/schedule.ts';
import { resumePreviewToWire } from '../../api/schedule-preview.ts';
import type { Client } from '../../client/client.ts';
import { type MissedPolicy, missedPolicies, type Schedule } from '../../model/schedule.ts';
import type { ResumePreview } from '../../model/schedule-preview.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import { confirm } from '../confirm.ts';
import { acting, reading } from '../connect.ts';
import { eachRef } from '../each-ref.ts';
import { examples } from '../examples.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import type { Output } from '../output.ts';
import { findSchedule } from './find-schedule.ts';
import { zoneTime } from './print-times.ts';
import { requireAbility } from './require-ability.ts';
import { momentFlag } from './time-flags.ts';

interface PauseOptions {
  readonly reason?: string;
  readonly until?: string;
}

export const addPause: AddVerb = (schedules, start) => {
  schedules
    .command('pause')
    .argument('<schedule...>', 'names or ids')
    .description('Pause schedules')
    .option('--reason <text>', 'why: others see it')
    .option('--until <time>', 'resume by itself then: 2h, "tomorrow at 9", 2026-12-24T08:00Z')
    .addHelpText(
      'after',
      examples(
        [
          'vfjobs schedules pause nightly --reason "disk is being moved" --until "tomorrow at 9"',
          'until then',
        ],
        ['vfjobs schedules pause nightly hourly', 'two, until somebody resumes them'],
      ),
    )
    .action((refs: string[], options: PauseOptions) => pause(start(), refs, options));
};

async function pause(invocation: Invocation, refs: string[], { reason, until }: PauseOptions): Promise<void> {
  const { output } = invocation;
  await acting(invocation, (client) =>
    eachRef(refs, async (ref) => {
      const schedule = await findSchedule(client, ref);
      const end = until === undefined ? undefined : await momentFlag(until, schedule.timezone, '--until');
      const paused = await client.schedules.pause(schedule, { reason, until: end });
      if (output.json) return output.value(scheduleToWire(paused));
      const ends =
        paused.pausedUntil === null
          ? ''
          : ` until ${zoneTime(paused.pausedUntil, paused.timezone)} ${paused.timezone}`;
      output.line(sanitize(`${paused.id}  ${paused.name} is paused${ends}`));
    }),
  );
}

interface ResumeOptions {
  readonly missed?: MissedPolicy;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export const addResume: AddVerb = (schedules, start) => {
  schedules
    .command('resume')
    .argument('<schedule...>', 'names or ids')
    .description('Resume paused schedules; tells first what starts at once')
    .addOption(
      new Option(
        '--missed <policy>',
        'what becomes of slots that passed meanwhile, in place of their own policy',
      ).choices(missedPolicies),
    )
    .option('--dry-run', 'only tell what would start')
    .option('--yes', 'do not ask when runs start at once')
    .addHelpText(
      'after',
      examples(
        ['vfjobs schedules resume nightly --dry-run', 'what would start at once, and when it fires next'],
        ['vfjobs schedules resume nightly', 'tells it, and asks when runs start at once'],
        ['vfjobs schedules resume nightly --missed skip', 'lets go of what passed meanwhile'],
      ),
    )
    .action((refs: string[], options: ResumeOptions) => resume(start(), refs, options));
};

async function resume(invocation: Invocation, refs: string[], options: ResumeOptions): Promise<void> {
  const { output } = invocation;
  const isDry = options.dryRun === true;
  await (isDry ? reading : acting)(invocation, (client) =>
    eachRef(refs, async (ref) => {
      const schedule = await findSchedule(client, ref);
      const preview = await previewOf(client, schedule, options.missed, isDry);
      if (isDry && output.json) {
        return output.value({ dry_run: true, ...(preview && resumePreviewToWire(preview)) });
      }
      if (preview !== null) output.note(previewText(schedule, preview));
      if (!isDry) await resumeAsked(output, client, schedule, preview, options);
    }),
  );
}

async function resumeAsked(
  output: Output,
  client: Client,
  schedule: Schedule,
  preview: ResumePreview | null,
  { missed, yes }: ResumeOptions,
): Promise<void> {
  const starts = preview?.startsNow.length ?? 0;
  const question = `Resume "${schedule.name}" and start ${starts === 1 ? '1 run' : `${starts} runs`} at once?`;
  if (starts > 0 && !(await confirm(sanitize(question), yes === true))) {
    return output.note(sanitize(`${schedule.name} stays ${schedule.status}.`));
  }
  const resumed = await client.schedules.resume(schedule, missed);
  if (output.json) return output.value(scheduleToWire(resumed));
  output.line(sanitize(`${resumed.id}  ${resumed.name} is ${resumed.status}`));
}

/** Null where the server cannot tell: it can still resume. With --dry-run there is nothing else to do. */
async function previewOf(
  client: Client,
  schedule: Schedule,
  missed: MissedPolicy | undefined,
  isDry: boolean,
): Promise<ResumePreview | null> {
  const { abilities } = await client.capabilities();
  if (isDry) await requireAbility(client, 'schedulePreview');
  else if (abilities.schedulePreview !== true) return null;
  return client.schedules.previewResume(schedule, missed);
}

const mostNamed = 3;

/** `nightly: 2 runs start now (Mon 02:30, Tue 02:30), 1 missed slot is let go, next Wed 02:30 Europe/Stockholm`. */
function previewText(schedule: Schedule, { missed, startsNow, next }: ResumePreview): string {
  const { name, timezone } = schedule;
  const slots = startsNow.slice(0, mostNamed).map((slot) => zoneTime(slot, timezone));
  const more = startsNow.length > mostNamed ? ', …' : '';
  const runs = startsNow.length === 1 ? '1 run starts' : `${startsNow.length} runs start`;
  const starts =
    startsNow.length === 0 ? 'nothing starts at once' : `${runs} now (${slots.join(', ')}${more})`;
  const left = missed - startsNow.length;
  const lost = left > 0 ? `, ${left} missed ${left === 1 ? 'slot gets' : 'slots get'} no run` : '';
  const then = next === null ? ', no next fire' : `, next ${zoneTime(next, timezone)} ${timezone}`;
  return sanitize(`${name}: ${starts}${lost}${then}`);
}
