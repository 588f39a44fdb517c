import { durationText } from '../../lib/duration-text.ts';
import { type MissedPolicy, type Schedule, scheduleDefaults } from '../../model/schedule.ts';
import { type FieldTexts, wordOfKind } from './field.ts';

/** A schedule as the lines of the editor show it. What it does not have is an empty text. */
export function textsOf(schedule: Schedule): FieldTexts {
  return {
    name: schedule.name,
    target: schedule.target,
    words: '',
    kind: wordOfKind(schedule.kind),
    when: schedule.when,
    until: schedule.until ?? '',
    timezone: schedule.timezone,
    overlap: schedule.concurrencyPolicy ?? '',
    missed: schedule.missedPolicy ?? '',
    maxAge: secondsText(schedule.missedMaxAgeSeconds),
    jitter: secondsText(schedule.jitterSeconds),
    timeout: secondsText(schedule.timeoutSeconds),
    retries: String(schedule.backoffLimit),
    maxRuns: schedule.maxRuns === null ? '' : String(schedule.maxRuns),
    staleness: secondsText(schedule.maxStalenessSeconds),
    config: JSON.stringify(schedule.config),
    start: schedule.startAt ?? '',
    end: schedule.endAt ?? '',
    dependsOn: schedule.dependsOn.join(', '),
    status: schedule.status,
    pausedUntil: schedule.pausedUntil ?? '',
    pausedReason: schedule.pausedReason ?? '',
    note: schedule.note ?? '',
  };
}

/** What a new schedule begins with: Forbid, as a long run must not meet the next one. @param zone of this machine */
export function newTexts(target: string, zone: string): FieldTexts {
  return {
    name: '',
    target,
    words: '',
    kind: wordOfKind('scheduled'),
    when: '',
    until: '',
    timezone: zone,
    overlap: scheduleDefaults.concurrencyPolicy,
    missed: presetMissed({ kind: wordOfKind('scheduled') }),
    maxAge: '',
    jitter: '',
    timeout: durationText(scheduleDefaults.timeoutSeconds),
    retries: String(scheduleDefaults.backoffLimit),
    maxRuns: '',
    staleness: '',
    config: '{}',
    start: '',
    end: '',
    dependsOn: '',
    status: 'active',
    pausedUntil: '',
    pausedReason: '',
    note: '',
  };
}

/** What becomes of missed fires where nobody chose. */
export function presetMissed({ kind }: Pick<FieldTexts, 'kind'>): MissedPolicy {
  return kind === wordOfKind('one-off') ? 'latest' : 'skip';
}

function secondsText(seconds: number | null): string {
  return seconds === null ? '' : durationText(seconds);
}
