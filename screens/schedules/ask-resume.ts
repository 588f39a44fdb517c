import { type MissedPolicy, missedPolicies, type Schedule } from '../../src/model/schedule.ts';
import type { ResumePreview } from '../../src/model/schedule-preview.ts';
import { resumeItem } from '../../src/store/acting/schedule-items.ts';
import {
  mostPreviewed,
  previewResumes,
  previewStarts,
  type ResumePreviews,
} from '../../src/store/preview-resume.ts';
import { putSchedule } from '../../src/store/read-schedules.ts';
import { proposeAction } from '../acting/propose-action.ts';
import { choose } from '../choose.ts';
import { formatDateTime, formatMinutes } from '../format-time.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { rememberPlace } from '../still-here.ts';
import type { BulkParts } from './ask-pause.ts';
import { aboutLine } from './schedule-text.ts';

/** Asks whether a schedule is to be resumed, once it is known what that would start. */
export function askToResume(parts: ConsoleParts, schedule: Schedule): void {
  const { client, capabilities } = stateOf(parts).connection;
  if (client === null) return;
  if (capabilities?.abilities.schedulePolicies !== true) {
    propose(parts, schedule, ['It fires again from its next time on.']);
    return;
  }
  void askFirst(
    parts,
    () => previewResumes(client, schedule),
    (previews) => {
      if (previews === null) propose(parts, schedule, ['What it would start at once could not be asked.']);
      else askWithPreview(parts, schedule, previews);
    },
  );
}

/** The same of some that are paused, each by what it says itself of the slots that passed. */
export function askToResumeAll(parts: ConsoleParts, schedules: readonly Schedule[], bulk: BulkParts): void {
  const { client, capabilities } = stateOf(parts).connection;
  if (client === null) return;
  if (capabilities?.abilities.schedulePolicies !== true) {
    proposeAll(parts, schedules, ['They fire again from their next times on.'], bulk);
  } else if (schedules.length > mostPreviewed) {
    const line = `What they start at once is asked of ${mostPreviewed} at most: each does as it says itself.`;
    proposeAll(parts, schedules, [line], bulk);
  } else {
    void askFirst(
      parts,
      () => previewStarts(client, schedules),
      (starts) => proposeAll(parts, schedules, startsLines(starts), bulk),
    );
  }
}

/** Asks the server before the user, who may be elsewhere by then; `ask` hears null where it could not be asked. */
async function askFirst<Answer>(
  parts: ConsoleParts,
  read: () => Promise<Answer>,
  ask: (answer: Answer | null) => void,
): Promise<void> {
  const { store } = parts.model;
  const isHere = rememberPlace(parts);
  const notice = { kind: 'info', message: 'asking what would start at once…', fix: null } as const;
  store.setState({ notice });
  const answer = await read().catch(() => null);
  if (store.getState().notice === notice) store.setState({ notice: null });
  if (isHere()) ask(answer);
}

/** `7 runs start now: 4 of nightly, 3 of hourly`. */
function startsLines(starts: Awaited<ReturnType<typeof previewStarts>> | null): readonly string[] {
  if (starts === null) return ['What they would start at once could not be asked.'];
  const count = starts.reduce((sum, { runs }) => sum + runs, 0);
  if (count === 0) return ['No run starts now.'];
  const named = starts.slice(0, namedSlots).map(({ name, runs }) => `${runs} of ${name}`);
  const more = starts.length > namedSlots ? ', …' : '';
  return [`${count} ${count === 1 ? 'run starts' : 'runs start'} now: ${named.join(', ')}${more}.`];
}

function proposeAll(
  parts: ConsoleParts,
  schedules: readonly Schedule[],
  lines: readonly string[],
  bulk: BulkParts,
): void {
  const size = schedules.length;
  proposeAction(parts, {
    verb: 'resume',
    question: `Resume ${size} ${size === 1 ? 'schedule' : 'schedules'}?`,
    lines: [...lines, 'Slots that passed meanwhile are handled as each schedule says.'],
    yes: `resume ${size}`,
    items: schedules.map((one) => resumeItem(one, (changed) => putSchedule(parts.model, changed))),
    things: 'schedules',
    ...bulk,
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
