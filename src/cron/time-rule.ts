import type { ScheduleKind } from '../model/schedule.ts';
import type { DraftProblem } from '../model/schedule-preview.ts';
import type { Cron } from './cron.ts';
import { readInstant, readInterval } from './iso-times.ts';
import { isCron, parseCron } from './parse-cron.ts';
import { zoneProblem } from './zone-names.ts';

/** When something fires, as it was read from `Schedule.when`. Times are epoch ms. */
export type TimeRule =
  | { readonly kind: 'scheduled'; readonly cron: Cron; readonly timezone: string }
  | { readonly kind: 'one-off'; readonly at: number }
  | { readonly kind: 'recurring'; readonly intervalMs: number }
  | { readonly kind: 'ongoing'; readonly pauseMs: number };

/** What was read: a rule, or what keeps it from being one. */
export type ReadRule =
  | { readonly rule: TimeRule; readonly problems: readonly [] }
  | { readonly rule: null; readonly problems: readonly DraftProblem[] };

/** Reads a time rule as `Schedule` holds it; all that is wrong with it, never thrown. */
export function parseWhen(kind: ScheduleKind, when: string, timezone: string): ReadRule {
  const zoneWrong = zoneProblem(timezone);
  const wrongZone = zoneWrong === null ? [] : [problemOf('timezone', zoneWrong)];
  const read = readWhen(kind, when, timezone);
  if ('message' in read) return { rule: null, problems: [read, ...wrongZone] };
  return wrongZone.length === 0 ? { rule: read, problems: [] } : { rule: null, problems: wrongZone };
}

/** A problem with a member as a whole. */
export function problemOf(member: DraftProblem['member'], message: string): DraftProblem {
  return { member, field: null, from: null, to: null, message };
}

function readWhen(kind: ScheduleKind, when: string, timezone: string): TimeRule | DraftProblem {
  if (kind === 'scheduled') {
    const read = parseCron(when);
    return isCron(read) ? { kind, cron: read, timezone } : { member: 'when', ...read };
  }
  const read = kind === 'one-off' ? readInstant(when) : readInterval(when);
  if (typeof read === 'string') return { ...problemOf('when', read), from: 0, to: when.length };
  switch (kind) {
    case 'one-off':
      return { kind, at: read };
    case 'recurring':
      return { kind, intervalMs: read };
    case 'ongoing':
      return { kind, pauseMs: read };
  }
}
