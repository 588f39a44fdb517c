import type { ListTimeMode } from '../src/model/time-mode.ts';

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

/** UTC time of day: `12:03:41Z`. */
export function formatUtcClock(epochMs: number): string {
  return `${isoOf(epochMs).slice(11, 19)}Z`;
}

/** UTC time of day to the millisecond: `12:03:41.311Z`. */
export function formatUtcClockMs(epochMs: number): string {
  return isoOf(epochMs).slice(11);
}

/** Cells that a moment takes in a list at most, by mode. */
export const timeWidth: Readonly<Record<ListTimeMode, number>> = { relative: 4, local: 11, utc: 12 };

/**
 * A moment in a list, as the user chose to see moments: `2m` ago, `12:03:41`, `11:03:41Z`. What is a day and more
 * ago has its date in place of its seconds: `11-21 12:03`, `11-21 11:03Z`.
 * @param now epoch ms
 */
export function formatTime(epochMs: number, mode: ListTimeMode, now: number): string {
  if (mode === 'relative') return formatAge(now - epochMs);
  const isOld = Math.abs(now - epochMs) >= day;
  if (mode === 'utc') {
    return isOld ? `${isoOf(epochMs).slice(5, 16).replace('T', ' ')}Z` : formatUtcClock(epochMs);
  }
  return isOld ? formatDateTime(epochMs).slice(5, 16) : formatClock(epochMs);
}

/** 18402 as `18,402`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** ISO 8601 UTC; the start of time for what no date can be. */
function isoOf(epochMs: number): string {
  return new Date(Math.abs(epochMs) <= 8.64e15 ? epochMs : 0).toISOString();
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
