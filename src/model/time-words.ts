const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * The moment that somebody means: `10m` (so long ago), `12:03` or `12:03:41` (the last time the clock here said so),
 * `12:03Z` (in UTC), or a date with a time as ISO 8601. Null for anything else.
 * @param now epoch ms
 * @returns epoch ms
 */
export function momentOf(text: string, now: number): number | null {
  const ago = /^-?(\d+(?:\.\d+)?)\s*([smhd])$/.exec(text);
  if (ago !== null) return now - Number(ago[1]) * (units[ago[2] ?? ''] ?? 0);
  const clock = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(Z?)$/i.exec(text);
  if (clock !== null) return clockMoment(clock, now);
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

function clockMoment(clock: RegExpExecArray, now: number): number | null {
  const [hours, minutes, seconds] = [clock[1], clock[2], clock[3]].map((part) => Number(part ?? 0));
  const ms = Number((clock[4] ?? '').padEnd(3, '0'));
  if (hours === undefined || minutes === undefined || seconds === undefined) return null;
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const date = new Date(now);
  if (clock[5] === '') date.setHours(hours, minutes, seconds, ms);
  else date.setUTCHours(hours, minutes, seconds, ms);
  // Later than now: it was yesterday.
  if (date.getTime() > now) date.setDate(date.getDate() - 1);
  return date.getTime();
}
