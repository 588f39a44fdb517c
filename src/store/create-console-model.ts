import type { Clock } from '../lib/clock.ts';
import { createActionQueue } from './acting/action-queue.ts';
import { createRunArranger } from './arrange-runs.ts';
import type { ConsoleModel, PaneHeights } from './console-model.ts';
import type { ConsoleOptions } from './console-options.ts';
import { type ConsoleState, createConsoleStore } from './console-state.ts';
import { detailLog, showAttemptLog } from './detail-log.ts';
import type { DetailState } from './detail-state.ts';
import { followWhy } from './follow-why.ts';
import { createLinkWatch } from './link-watch.ts';
import { logReceipt } from './ops.ts';
import { createCountsReader } from './read-counts.ts';
import { catchUpDetail, readAttempts, readRecord } from './read-detail.ts';
import { createLogReader } from './read-log.ts';
import { mergedGrew, readMerged } from './read-merged.ts';
import { createTokenRenewal } from './renew-token.ts';
import { resync } from './resync.ts';
import type { RunLog } from './run-log.ts';
import { continueSearch } from './search-log.ts';
import { createServerClock } from './server-clock.ts';
import { createSync } from './sync.ts';

/** @param machineClock of this machine */
export function createConsoleModel(options: ConsoleOptions, machineClock: Clock): ConsoleModel {
  const clock = createServerClock(machineClock);
  const life = new AbortController();
  life.signal.addEventListener('abort', clock.end);
  const renewToken = createTokenRenewal(machineClock);
  const store = createConsoleStore(options.contextName, options.readOnly, options.isProduction ?? false);
  store.setState({ arming: { isLocked: options.isLocked ?? false, armed: null } });
  const logs = createLogReader(store, clock, logsShown, (log) => logGrew(model, log));
  const counts = createCountsReader(store, clock);
  const arranger = createRunArranger(store, clock);
  const sync = createSync(store, clock, {
    onLog: (runId, totalBytes) => logs.grow(runId, totalBytes),
    onFollowed(runIds) {
      void catchUpDetail(model, runIds);
      readMerged(model, runIds);
    },
    onResync: () => void resync(model),
    onRefused: () => renewToken(model),
    onRunsApplied: counts.runsApplied,
  });
  const link = createLinkWatch({
    store,
    clock: machineClock,
    serverClock: clock,
    settings: options.settings.read,
    onSlow: sync.hurry,
  });
  const actions = createActionQueue(store, clock, {
    onRuns: sync.offer,
    onReceipt: (receipt) => void logReceipt(model, receipt),
  });
  const heights: PaneHeights = { list: 20, events: 10, log: 10, text: 20, textLines: 0 };
  const kept = { sync, link, logs, counts, arranger, actions };
  const model: ConsoleModel = { store, clock, options, life, ...kept, heights };
  followWhy(model);
  store.subscribe((state, before) => {
    if (before.held && !state.held) logs.letGo();
    if (attemptShownChanged(state, before)) showAttemptLog(model);
    if (logCameUp(state, before) && state.detail !== null) void logs.open(state.detail.runId);
    if (lostMembers(state, before)) void readRecord(model, state.detail.runId);
    if (attemptsChanged(state, before) && state.connection.client !== null && state.detail !== null) {
      void readAttempts(model, state.connection.client, state.detail.runId);
    }
  });
  return model;
}

/** The logs on the screen: only these are read on. */
function logsShown({ detail, merged, connection }: ConsoleState): readonly RunLog[] {
  // Over a slow link a log behind another tab is known by its length alone.
  const isOpen = detail !== null && (detail.tab === 'live' || !connection.isSlow);
  return [...(isOpen ? [detail.log] : []), ...(merged === null ? [] : merged.log.logs)];
}

/** The log of the run was left unread while another tab was shown, and is shown now. */
function logCameUp(state: ConsoleState, before: ConsoleState): boolean {
  const { detail, connection } = state;
  return connection.isSlow && detail?.tab === 'live' && before.detail?.tab !== 'live';
}

function logGrew(model: ConsoleModel, log: RunLog): void {
  if (model.store.getState().detail?.log === log) continueSearch(model, detailLog);
  else mergedGrew(model, log);
}

/** The user looks at another attempt, or where its part of the log ends is known now. */
function attemptShownChanged(state: ConsoleState, before: ConsoleState): boolean {
  const { detail } = state;
  const old = before.detail;
  if (detail === null || old === null || detail.runId !== old.runId) return false;
  return detail.attemptShown !== old.attemptShown || detail.attempts !== old.attempts;
}

/** The attempts are read again when the record of the shown run tells that one began or ended. */
function attemptsChanged(state: ConsoleState, before: ConsoleState): boolean {
  const run = state.detail?.run;
  const old = before.detail?.run;
  if (run == null || old == null || run.id !== old.id) return false;
  return run.attempt !== old.attempt || run.status !== old.status;
}

/** The stream has brought a newer record of the shown run, without what is too large for the stream. */
function lostMembers(
  state: ConsoleState,
  before: ConsoleState,
): state is ConsoleState & { readonly detail: DetailState } {
  const { detail } = state;
  if (detail === null || detail.run === before.detail?.run) return false;
  return detail.runId === before.detail?.runId && detail.run?.omitted !== undefined;
}
