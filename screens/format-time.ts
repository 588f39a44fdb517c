const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, in at most four characters where possible: `9s`, `2m`, `1h12`, `3d`. */
export function formatAge(ms: number): string {
  if (ms < 0) return '0s';
  if (ms < minute) return `${Math.floor(ms / second)}s`;
  if (ms < hour) return `${Math.floor(ms / minute)}m`;
  if (ms < 10 * hour) return `${Math.floor(ms / hour)}h${two(Math.floor((ms % hour) / minute))}`;
  return ms < day ? `${Math.floor(ms / hour)}h` : `${Math.floor(ms / day)}d`;
}

/** How long something took: `812ms`, `41.2s`, `14m02s`, `3h07m`. */
export function formatDuration(ms: number): string {
  if (ms < second) return `${Math.max(0, Math.round(ms))}ms`;
  if (ms < minute) return `${(Math.floor(ms / 100) / 10).toFixed(1)}s`;
  if (ms < hour) return `${Math.floor(ms / minute)}m${two(Math.floor((ms % minute) / second))}s`;
  return `${Math.floor(ms / hour)}h${two(Math.floor((ms % hour) / minute))}m`;
}

/** Local time of day: `12:03:41`. */
export function formatClock(epochMs: number): string {
  const date = new Date(epochMs);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Local time of day without its seconds: `12:03`. */
export function formatMinutes(epochMs: number): string {
  return formatClock(epochMs).slice(0, 5);
}

/** Local time of day to the millisecond: `12:03:41.311`. */
export function formatClockMs(epochMs: number): string {
  return `${formatClock(epochMs)}.${String(epochMs % second).padStart(3, '0')}`;
}

/** Local date and time: `2026-11-22 12:03:41`. */
export function formatDateTime(epochMs: number): string {
  const date = new Date(epochMs);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${formatClock(epochMs)}`;
}

/** 18402 as `18,402`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
