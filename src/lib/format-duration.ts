const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long something took: `812ms`, `41.2s`, `14m02s`, `3h07m`. */
export function formatDuration(ms: number): string {
  if (ms < second) return `${Math.max(0, Math.round(ms))}ms`;
  if (ms < minute) return `${(Math.floor(ms / 100) / 10).toFixed(1)}s`;
  if (ms < hour) return `${Math.floor(ms / minute)}m${two(Math.floor((ms % minute) / second))}s`;
  return `${Math.floor(ms / hour)}h${two(Math.floor((ms % hour) / minute))}m`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
