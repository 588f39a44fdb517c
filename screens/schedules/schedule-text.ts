import { type Schedule, type ScheduleStatus, stalenessLeftMs } from '../../src/model/schedule.ts';
import type { Span, StyleName } from '../../src/terminal/row.ts';
import { formatAge } from '../format-time.ts';

const badges: Readonly<Record<ScheduleStatus, { readonly text: string; readonly style: StyleName }>> = {
  active: { text: '+ active', style: 'ok' },
  paused: { text: '- paused', style: 'warn' },
  deleting: { text: 'x deleting', style: 'bad' },
};

export function scheduleBadge({ status, completedAt }: Schedule): Span {
  return completedAt === null ? badges[status] : { text: '. finished', style: 'dim' };
}

/** When it fires next, as the server says: `in 4m`; `?` where it does not say. */
export function nextText({ nextFireAt, status, completedAt }: Schedule, now: number): string {
  if (status !== 'active' || completedAt !== null) return '-';
  if (nextFireAt === null) return '?';
  const left = Date.parse(nextFireAt) - now;
  return left <= 0 ? 'due' : `in ${formatAge(left + 999)}`;
}

/** The one thing that is wrong with it, or worth knowing; null when there is nothing. */
export function remarkOf(schedule: Schedule, now: number): Span | null {
  if (schedule.status === 'paused') {
    return { text: `paused: ${schedule.pausedReason ?? 'no reason given'}`, style: 'warn' };
  }
  const left = stalenessLeftMs(schedule, now);
  if (left !== null && left < 0) return { text: `STALE for ${formatAge(-left)}`, style: 'bad' };
  if ((schedule.missedFires ?? 0) > 0) return { text: `${schedule.missedFires} missed`, style: 'bad' };
  if (isFailing(schedule)) {
    return {
      text: `failed: ${schedule.lastFailure?.message ?? schedule.lastFailure?.code ?? '?'}`,
      style: 'bad',
    };
  }
  if (left !== null) return { text: `stale in ${formatAge(left)}`, style: 'dim' };
  return schedule.definedIn === 'source' ? { text: schedule.sourcePath ?? 'in a file', style: 'dim' } : null;
}

/** Its newest end that is known was a failure. */
function isFailing({ lastFailure, lastSuccessAt }: Schedule): boolean {
  if (lastFailure === null) return false;
  return lastSuccessAt === null || Date.parse(lastFailure.at) > Date.parse(lastSuccessAt);
}
