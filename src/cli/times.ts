const steps = [
  { unit: 'd', ms: 86_400_000 },
  { unit: 'h', ms: 3_600_000 },
  { unit: 'm', ms: 60_000 },
  { unit: 's', ms: 1000 },
] as const;

/** How long ago an instant was, in one unit: `now`, `12s ago`, `3h ago`. @param time ISO 8601 */
export function ago(time: string, nowMs: number): string {
  const passed = nowMs - Date.parse(time);
  const step = steps.find(({ ms }) => passed >= ms);
  return step === undefined ? 'now' : `${Math.floor(passed / step.ms)}${step.unit} ago`;
}

/** A duration in the two largest units that matter: `340ms`, `4.2s`, `3m 05s`, `2h 10m`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)}ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)}s`;
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${two(seconds % 60)}s`;
  return `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
