import type { Cron } from './cron.ts';

const minuteMs = 60_000;
export const dayMs = 86_400_000;

/**
 * Calls `visit` with every wall-clock time the fields allow, ascending, each as if it were UTC: epoch ms from `from`
 * on, before `to`. It takes some 10 ns each, so that a year of minutes is a matter of milliseconds.
 */
export function visitWallTimes(cron: Cron, from: number, to: number, visit: (wall: number) => void): void {
  const times = timesOfDay(cron);
  for (let day = Math.floor(from / dayMs); day * dayMs < to; day += 1) {
    if (!allowsDay(cron, day)) continue;
    for (const time of times) {
      const wall = day * dayMs + time;
      if (wall >= to) return;
      if (wall >= from) visit(wall);
    }
  }
}

/** The first wall-clock time from `from` on, before `to`; null when there is none. */
export function firstWallTime(cron: Cron, from: number, to: number): number | null {
  const times = timesOfDay(cron);
  for (let day = Math.floor(from / dayMs); day * dayMs < to; day += 1) {
    const time = allowsDay(cron, day) ? times.find((at) => day * dayMs + at >= from) : undefined;
    if (time !== undefined) return day * dayMs + time < to ? day * dayMs + time : null;
  }
  return null;
}

/** Milliseconds since midnight, ascending. */
function timesOfDay({ fields }: Cron): readonly number[] {
  return fields.hour.values.flatMap((hour) =>
    fields.minute.values.map((minute) => (hour * 60 + minute) * minuteMs),
  );
}

/**
 * Both day fields set: either of them is enough (POSIX). A field is set unless it is `*` alone.
 * @param day days since 1970-01-01
 */
function allowsDay({ fields }: Cron, day: number): boolean {
  const date = new Date(day * dayMs);
  if (!fields.month.values.includes(date.getUTCMonth() + 1)) return false;
  const byDate = fields['day of month'].values.includes(date.getUTCDate());
  const byWeekday = fields.weekday.values.includes(date.getUTCDay());
  const isEither = fields['day of month'].isRestricted && fields.weekday.isRestricted;
  return isEither ? byDate || byWeekday : byDate && byWeekday;
}
