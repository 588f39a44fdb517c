import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JournalEntry } from '../model/journal.ts';
import type { Run } from '../model/run.ts';
import type { ArmingState } from './arming-state.ts';
import { type Baselines, noBaselines } from './baselines.ts';
import type { BatchState } from './batch-state.ts';
import { type BatchesState, noBatches } from './batches-state.ts';
import type { ComparisonState } from './comparing/comparison-state.ts';
import { type ConnectionState, startingConnection } from './connection-state.ts';
import { type ContextsState, noContexts } from './contexts-state.ts';
import type { DetailState } from './detail-state.ts';
import type { DialogState } from './dialog.ts';
import { type FailuresState, noFailures } from './failures-state.ts';
import { emptyList, type ItemList } from './item-list.ts';
import type { LogMarks } from './log-marks.ts';
import type { MergedState } from './merged-state.ts';
import { type NetState, quietNet } from './net-state.ts';
import { firstPlaces, type Places } from './places.ts';
import type { ProgramOutput } from './program-output.ts';
import type { Receipt } from './receipts.ts';
import { emptyRuns, type RunsState } from './runs-state.ts';
import type { ScheduleEditors } from './schedule-editor/editor-state.ts';
import { noSchedules, type SchedulesState } from './schedules-state.ts';
import { noTargets, type TargetsState } from './targets-state.ts';
import { noTrails, type Trails } from './trails-state.ts';
import { nothingWhy, type WhyState } from './why-state.ts';

/** One line that stays until the next key. */
export interface Notice {
  readonly kind: 'error' | 'info';
  readonly message: string;
  readonly fix: string | null;
}

/** Everything the console knows, in one slice per subject. */
export interface ConsoleState {
  readonly connection: ConnectionState;
  readonly places: Places;
  readonly runs: RunsState;
  readonly detail: DetailState | null;
  readonly targets: TargetsState;
  readonly batches: BatchesState;
  readonly schedules: SchedulesState;
  /** Schedules that are being written. */
  readonly scheduleEditors: ScheduleEditors;
  /** The batch that was opened last. */
  readonly batch: BatchState | null;
  readonly failures: FailuresState;
  /** The runs that the last tick brought; who wants to hear of changes compares this array. */
  readonly changedRuns: readonly Run[];
  /** Ids of the schedules that the last tick told of; compared as the one above. */
  readonly changedSchedules: readonly string[];
  /** Two runs compared; null until that is asked for. */
  readonly comparison: ComparisonState | null;
  /** The lists that runs were opened from. */
  readonly trails: Trails;
  /** How long runs usually take; changes in place. */
  readonly baselines: Baselines;
  readonly why: WhyState;
  readonly arming: ArmingState;
  /** The log of what was done, newest first. */
  readonly ops: ItemList<JournalEntry>;
  /** The logs of several runs as one; null while they are not shown. */
  readonly merged: MergedState | null;
  /** Lines of logs that the user marked. */
  readonly logMarks: LogMarks;
  readonly dialog: DialogState | null;
  readonly receipts: readonly Receipt[];
  readonly notice: Notice | null;
  /** The screen is held still; changes are collected and shown when it is let go. */
  readonly held: boolean;
  /** The terminal has the keyboard's focus; true where it does not tell. */
  readonly isFocused: boolean;
  readonly contexts: ContextsState;
  /** What is known of the link beyond `connection`. */
  readonly net: NetState;
  /** What a program of the user printed last. */
  readonly output: ProgramOutput | null;
  /** First line of the page of keys. */
  readonly keysTop: number;
  /** First line of the help screen. */
  readonly helpTop: number;
}

export type ConsoleStore = StoreApi<ConsoleState>;

export function createConsoleStore(
  contextName: string,
  readOnly: boolean,
  isProduction: boolean,
): ConsoleStore {
  return createStore<ConsoleState>(() => ({
    connection: startingConnection(contextName, readOnly, isProduction),
    places: firstPlaces,
    runs: emptyRuns(),
    detail: null,
    targets: noTargets,
    batches: noBatches(),
    schedules: noSchedules(),
    scheduleEditors: new Map(),
    batch: null,
    failures: noFailures(),
    changedRuns: [],
    changedSchedules: [],
    comparison: null,
    trails: noTrails,
    baselines: noBaselines(),
    why: nothingWhy,
    arming: { isLocked: false, armed: null },
    ops: emptyList(),
    merged: null,
    logMarks: {},
    dialog: null,
    receipts: [],
    notice: null,
    held: false,
    isFocused: true,
    contexts: noContexts(),
    net: quietNet(),
    output: null,
    keysTop: 0,
    helpTop: 0,
  }));
}

/** Changes one slice. */
export function patchSlice<Name extends 'connection' | 'runs' | 'targets'>(
  store: ConsoleStore,
  name: Name,
  change: Partial<ConsoleState[Name]>,
): void {
  store.setState((state) => ({ [name]: { ...state[name], ...change } }) as Partial<ConsoleState>);
}

/** Changes the run detail if it still shows this run. */
export function patchDetail(store: ConsoleStore, runId: string, change: Partial<DetailState>): void {
  const detail = store.getState().detail;
  if (detail?.runId === runId) store.setState({ detail: { ...detail, ...change } });
}
