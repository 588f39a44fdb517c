const units = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 } as const;

/**
 * Seconds of a duration as people write it (`26h`, `1h30m`, `90s`, a bare number of seconds) or as ISO 8601 does
 * (`P1DT2H`; no months and years, whose length differs). Null for anything else.
 */
export function secondsOf(text: string): number | null {
  const typed = text.trim();
  if (/^\d{1,9}$/.test(typed)) return Number(typed);
  const iso = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(typed);
  const plain = /^(?:(\d+)w)?\s*(?:(\d+)d)?\s*(?:(\d+)h)?\s*(?:(\d+)m(?:in)?)?\s*(?:(\d+)s)?$/i.exec(typed);
  const found = iso ?? plain;
  if (found === null || typed === '' || found.slice(1).every((part) => part === undefined)) return null;
  const sizes = [units.w, units.d, units.h, units.m, units.s];
  const seconds = sizes.reduce((sum, size, index) => sum + size * Number(found[index + 1] ?? 0), 0);
  return Number.isSafeInteger(seconds) ? seconds : null;
}

/** The duration as `secondsOf` reads it, in as few units as tell it exactly: `26h`, `1h30m`, `5m`. */
export function durationText(seconds: number): string {
  if (seconds === 0) return '0s';
  const hours = Math.floor(seconds / units.h);
  const days = hours >= 48 && seconds % units.d === 0 ? hours / 24 : 0;
  if (days > 0) return `${days}d`;
  const minutes = Math.floor((seconds % units.h) / units.m);
  const rest = seconds % units.m;
  return [[hours, 'h'] as const, [minutes, 'm'] as const, [rest, 's'] as const]
    .map(([count, unit]) => (count === 0 ? '' : `${count}${unit}`))
    .join('');
}

/** The same as ISO 8601: `PT15M`. */
export function isoDuration(seconds: number): string {
  return `PT${durationText(seconds)
    .replace(/(\d+)d/, (_, days: string) => `${Number(days) * 24}h`)
    .toUpperCase()}`;
}
