import { type MissedPolicy, missedPolicies, type Schedule } from '../../src/model/schedule.ts';
import type { ResumePreview } from '../../src/model/schedule-preview.ts';
import { resumeItem } from '../../src/store/acting/schedule-items.ts';
import { previewResumes, type ResumePreviews } from '../../src/store/preview-resume.ts';
import { putSchedule } from '../../src/store/read-schedules.ts';
import { proposeAction } from '../acting/propose-action.ts';
import { choose } from '../choose.ts';
import { formatDateTime, formatMinutes } from '../format-time.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { rememberPlace } from '../still-here.ts';
import { aboutLine } from './schedule-text.ts';

/** Asks whether a schedule is to be resumed, once it is known what that would start. */
export function askToResume(parts: ConsoleParts, schedule: Schedule): void {
  const { client, capabilities } = stateOf(parts).connection;
  if (client === null) return;
  if (capabilities?.abilities.schedulePolicies !== true) {
    propose(parts, schedule, ['It fires again from its next time on.']);
    return;
  }
  const isHere = rememberPlace(parts);
  void previewResumes(client, schedule)
    .then((previews) => {
      if (isHere()) askWithPreview(parts, schedule, previews);
    })
    .catch(() => {
      if (isHere()) propose(parts, schedule, ['What it would start at once could not be asked.']);
    });
}

function askWithPreview(parts: ConsoleParts, schedule: Schedule, previews: ResumePreviews): void {
  const now = parts.model.clock.now();
  const { missed } = previews.latest;
  if (missed === 0) {
    propose(parts, schedule, [`Nothing was missed${nextPart(previews.skip, now)}.`]);
    return;
  }
  const own = schedule.missedPolicy ?? 'skip';
  choose(
    parts,
    `Resume “${schedule.name}”: what of the ${missed} ${missed === 1 ? 'slot' : 'slots'} that passed?`,
    missedPolicies.map((policy) => ({
      key: policy.slice(0, 1),
      label: `${policy}: ${startsText(previews[policy], now)}${policy === own ? '  (its own setting)' : ''}`,
      take: () =>
        propose(parts, schedule, [`${capital(startsText(previews[policy], now))}.`], {
          policy,
          isAll: previews[policy].startsNow.length > 1,
        }),
    })),
    missedPolicies.indexOf(own),
  );
}

interface Chosen {
  readonly policy: MissedPolicy;
  /** More than one run starts. */
  readonly isAll: boolean;
}

function propose(
  parts: ConsoleParts,
  schedule: Schedule,
  lines: readonly string[],
  chosen: Chosen | null = null,
): void {
  const starts = chosen?.isAll === true ? ['Undo pauses it again; runs that started then go on.'] : [];
  proposeAction(parts, {
    verb: 'resume',
    question: `Resume the schedule “${schedule.name}”?`,
    lines: [aboutLine(schedule), ...lines, ...starts],
    yes: 'resume it',
    items: [resumeItem(schedule, (changed) => putSchedule(parts.model, changed), chosen?.policy)],
    things: 'schedules',
  });
}

const namedSlots = 3;

/** `2 runs start now (02:30, 03:30), next 12:15`. */
function startsText(preview: ResumePreview, now: number): string {
  const { startsNow } = preview;
  const named = startsNow.slice(0, namedSlots).map((at) => timeText(at, now));
  const more = startsNow.length > namedSlots ? ', …' : '';
  const count = startsNow.length;
  const runs =
    count === 0
      ? 'no run starts now'
      : `${count} ${count === 1 ? 'run starts' : 'runs start'} now (${named.join(', ')}${more})`;
  return `${runs}${nextPart(preview, now)}`;
}

function nextPart({ next }: ResumePreview, now: number): string {
  return next === null ? '' : `, next ${timeText(next, now)}`;
}

/** The clock of today, with the date of another day. */
function timeText(iso: string, now: number): string {
  const at = Date.parse(iso);
  const whole = formatDateTime(at);
  return whole.slice(0, 10) === formatDateTime(now).slice(0, 10) ? formatMinutes(at) : whole.slice(5, 16);
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
