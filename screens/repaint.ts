import type { Schedule } from '../src/model/schedule.ts';
import { activeRuns } from '../src/store/active-runs.ts';
import type { ConsoleState } from '../src/store/console-state.ts';
import { itemRow } from '../src/store/item-list.ts';
import { currentPlace } from '../src/store/places.ts';
import { runAt } from '../src/store/run-list.ts';
import { scheduleIdOf, scheduleOf, shownSchedules } from '../src/store/schedules-state.ts';
import { needsServer } from './failure-shown.ts';
import type { ConsoleParts } from './parts.ts';
import { countsDown } from './receipt-view.ts';

const second = 1_000;
const minute = 60 * second;

/**
 * Has the panes painted again: whenever the state changed, once a second while something on the screen
 * counts in seconds, and else every ten seconds, for clock and ages in minutes. Nothing that changes
 * sends nothing. A screen that is held still is painted by keys only; one that has not the keyboard's focus, or
 * is at the end of a slow link, does not count seconds.
 * @returns stops it
 */
export function startRepainting(parts: ConsoleParts): () => void {
  const { store, clock } = parts.model;
  const { compositor } = parts.terminal;
  let disarm = (): void => {};
  let dueAt = Number.POSITIVE_INFINITY;
  const arm = () => {
    const now = clock.now();
    if (dueAt - now <= second) return;
    const step = countsSeconds(store.getState(), now, parts.model.heights.list) ? second : 10 * second;
    const wanted = now - (now % step) + step;
    // What is armed for an earlier time finds out then how to go on.
    if (wanted >= dueAt) return;
    disarm();
    dueAt = wanted;
    disarm = clock.after(wanted - now, () => {
      dueAt = Number.POSITIVE_INFINITY;
      if (!store.getState().held) compositor.invalidate();
      arm();
    });
  };
  arm();
  parts.model.link.measureTerminal(compositor.drain);
  const stopFocus = parts.terminal.onFocus((isFocused) => {
    if (isFocused === store.getState().isFocused) return;
    store.setState({ isFocused });
    parts.model.link.reconsider();
  });
  const stop = store.subscribe(() => {
    compositor.invalidate();
    arm();
  });
  return () => {
    disarm();
    stop();
    stopFocus();
  };
}

/** Schedules that may be in view: those around the cursor, or the opened one. */
function scheduledNear(state: ConsoleState, rows: number): readonly Schedule[] {
  const place = currentPlace(state.places);
  if (place.screen === 'schedule') {
    const opened = scheduleOf(state, place.scheduleId);
    return opened === null ? [] : [opened];
  }
  if (place.screen !== 'schedules') return [];
  const list = shownSchedules(state);
  const row = itemRow(list, scheduleIdOf);
  return list.items.slice(Math.max(0, row - rows), row + rows);
}

/** True while something may be on the screen that changes with every second. */
function countsSeconds(state: ConsoleState, now: number, rows: number): boolean {
  const { arming, connection, detail, isFocused, places, receipts, runs } = state;
  if (!isFocused) return false;
  const isYoung = (iso: string | undefined) => iso !== undefined && now - Date.parse(iso) < minute;
  const isNear = (iso: string | null) => iso !== null && Math.abs(Date.parse(iso) - now) < minute;
  if (connection.link.kind === 'offline') return true;
  if (countsDown(receipts, now - second)) return true;
  if (connection.isSlow) return false;
  if (arming.armed !== null && arming.armed.until - now <= minute + second) return true;
  // Nothing of a server is on the screen.
  if (!needsServer(places)) return false;
  return (
    activeRuns(state) > 0 ||
    scheduledNear(state, rows).some(({ nextFireAt }) => isNear(nextFireAt)) ||
    isYoung(runAt(runs.list, 0)?.createdAt) ||
    isYoung(detail?.run?.updatedAt)
  );
}
