import type { Client } from '../../client/client.ts';
import type { Schedule, ScheduleChange, ScheduleDraft } from '../../model/schedule.ts';
import { scheduleDefaults } from '../../model/schedule.ts';
import type { TimesPreview } from '../../model/schedule-preview.ts';

/** When a proposed schedule fires, by whoever will fire it; `isHere`: reckoned by this program, the server cannot tell. */
export interface Reckoned {
  readonly times: TimesPreview;
  readonly isHere: boolean;
}

/** Asks the server, or reckons here where it cannot tell. */
export async function reckon(
  client: Client,
  draft: Pick<ScheduleDraft, 'when'> & ScheduleChange,
  schedule: Schedule | null = null,
  more: { readonly from?: string | undefined; readonly count?: number | undefined } = {},
): Promise<Reckoned> {
  const { abilities } = await client.capabilities();
  if (abilities.schedulePreview === true) {
    return {
      times: await client.schedules.preview({ draft, scheduleId: schedule?.id, ...more }),
      isHere: false,
    };
  }
  const maxRuns = runsLeft(draft.maxRuns, schedule);
  return { times: await reckonHere({ ...draft, ...more, maxRuns }), isHere: true };
}

/** Reckons without any server. */
export async function reckonHere(
  rule: Pick<ScheduleDraft, 'when'> &
    ScheduleChange & { readonly from?: string | undefined; readonly count?: number | undefined },
): Promise<TimesPreview> {
  const { previewTimes } = await import('../../cron/preview-times.ts');
  return previewTimes({
    kind: rule.kind ?? 'scheduled',
    when: rule.when,
    timezone: rule.timezone ?? scheduleDefaults.timezone,
    from: rule.from === undefined ? Date.now() : Date.parse(rule.from),
    count: rule.count,
    startAt: rule.startAt,
    endAt: rule.endAt,
    maxRuns: rule.maxRuns,
  });
}

function runsLeft(maxRuns: number | null | undefined, schedule: Schedule | null): number | null {
  return maxRuns == null ? null : Math.max(0, maxRuns - (schedule?.runCount ?? 0));
}

/** What of a stored schedule decides when it fires. */
export function timeMembers(schedule: Schedule): Pick<ScheduleDraft, 'when'> & ScheduleChange {
  const { kind, when, timezone, startAt, endAt, maxRuns, jitterSeconds } = schedule;
  return { kind, when, timezone, startAt, endAt, maxRuns, jitterSeconds };
}
