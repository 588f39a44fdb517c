import { z } from 'zod';
import { missedPolicies } from '../model/schedule.ts';
import type {
  Backfill,
  LoadPreview,
  ResumePreview,
  Suggestion,
  TimesPreview,
} from '../model/schedule-preview.ts';
import { count, nullableText, queryInteger } from './field.ts';
import { problemFromWire, problemToWire, wireMemberProblem } from './member-problem.ts';

const wireSuggestion = z.object({ schedule: z.string(), timezone: z.string(), text: z.string() });

/** Ours: when a rule fires, as the executor reckons it. */
export const wireTimes = z.object({
  errors: z.array(wireMemberProblem),
  fires: z.array(z.string()),
  fires_in_year: z.number().nullable(),
  shortest_gap_seconds: z.number().nullable(),
  never_fires: z.boolean(),
  clock_changes: z.array(
    z.object({
      kind: z.enum(['skipped', 'repeated']),
      wall_time: z.string(),
      fires: z.array(z.string()),
      text: z.string(),
    }),
  ),
  safer: wireSuggestion.nullable(),
  day_readings: z.object({ day_of_month: z.array(z.string()), weekday: z.array(z.string()) }).nullable(),
  load: z
    .object({
      minutes: z.array(z.object({ at: z.string(), names: z.array(z.string()), starts: count })),
      quieter: wireSuggestion.nullable(),
    })
    .nullable(),
});
type WireTimes = z.infer<typeof wireTimes>;

export const nextQuery = z.object({
  from: z.string().max(64).optional(),
  count: queryInteger(1, 100).optional(),
});

export const resumePreviewQuery = z.object({ missed_policy: z.enum(missedPolicies).optional() });
export const wireResumePreview = z.object({
  missed: count,
  starts_now: z.array(z.string()),
  next: nullableText,
});

export const wireBackfillRequest = z.object({
  from: z.string().max(64),
  to: z.string().max(64),
  dry_run: z.boolean().nullish(),
});
export const wireBackfill = z.object({
  slots: z.array(z.string()),
  already_fired: count,
  run_ids: z.array(z.string()),
  batch_id: nullableText,
});

export function timesToWire(times: TimesPreview): WireTimes {
  return {
    errors: times.problems.map(problemToWire),
    fires: [...times.fires],
    fires_in_year: times.firesInYear,
    shortest_gap_seconds: times.shortestGapSeconds,
    never_fires: times.neverFires,
    clock_changes: times.clockChanges.map(({ kind, wallTime, fires, text }) => ({
      kind,
      wall_time: wallTime,
      fires: [...fires],
      text,
    })),
    safer: suggestionToWire(times.safer),
    day_readings:
      times.dayReadings === null
        ? null
        : { day_of_month: [...times.dayReadings.dayOfMonth], weekday: [...times.dayReadings.weekday] },
    load: loadToWire(times.load),
  };
}

export function timesFromWire(wire: WireTimes): TimesPreview {
  return {
    problems: wire.errors.map(problemFromWire),
    fires: wire.fires,
    firesInYear: wire.fires_in_year,
    shortestGapSeconds: wire.shortest_gap_seconds,
    neverFires: wire.never_fires,
    clockChanges: wire.clock_changes.map(({ wall_time: wallTime, ...rest }) => ({ ...rest, wallTime })),
    safer: suggestionFromWire(wire.safer),
    dayReadings:
      wire.day_readings === null
        ? null
        : { dayOfMonth: wire.day_readings.day_of_month, weekday: wire.day_readings.weekday },
    load:
      wire.load === null
        ? null
        : { minutes: wire.load.minutes, quieter: suggestionFromWire(wire.load.quieter) },
  };
}

export function resumePreviewToWire(preview: ResumePreview): z.infer<typeof wireResumePreview> {
  return { missed: preview.missed, starts_now: [...preview.startsNow], next: preview.next };
}

export function resumePreviewFromWire(wire: z.infer<typeof wireResumePreview>): ResumePreview {
  return { missed: wire.missed, startsNow: wire.starts_now, next: wire.next };
}

export function backfillToWire(backfill: Backfill): z.infer<typeof wireBackfill> {
  return {
    slots: [...backfill.slots],
    already_fired: backfill.alreadyFired,
    run_ids: [...backfill.runIds],
    batch_id: backfill.batchId,
  };
}

export function backfillFromWire(wire: z.infer<typeof wireBackfill>): Backfill {
  return {
    slots: wire.slots,
    alreadyFired: wire.already_fired,
    runIds: wire.run_ids,
    batchId: wire.batch_id,
  };
}

function loadToWire(load: LoadPreview | null): WireTimes['load'] {
  if (load === null) return null;
  const minutes = load.minutes.map(({ at, names, starts }) => ({ at, names: [...names], starts }));
  return { minutes, quieter: suggestionToWire(load.quieter) };
}

function suggestionToWire(suggestion: Suggestion | null): WireTimes['safer'] {
  if (suggestion === null) return null;
  return { schedule: suggestion.when, timezone: suggestion.timezone, text: suggestion.text };
}

function suggestionFromWire(wire: WireTimes['safer']): Suggestion | null {
  return wire === null ? null : { when: wire.schedule, timezone: wire.timezone, text: wire.text };
}
