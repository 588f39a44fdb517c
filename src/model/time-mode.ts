/** How a moment is written: how long ago or how far from the start, the clock here, the clock in UTC, or not at all. */
export const timeModes = ['local', 'relative', 'utc', 'none'] as const;
export type TimeMode = (typeof timeModes)[number];

/** Those of lists, where a moment is always written; the settings name one to begin with. */
export const listTimeModes = ['relative', 'local', 'utc'] as const satisfies readonly TimeMode[];
export type ListTimeMode = (typeof listTimeModes)[number];

/** The mode after this one, going round. */
export function nextMode<Mode extends TimeMode>(modes: readonly [Mode, ...Mode[]], mode: Mode): Mode {
  return modes[(modes.indexOf(mode) + 1) % modes.length] ?? modes[0];
}
