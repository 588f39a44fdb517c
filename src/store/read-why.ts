import type { Client } from '../client/client.ts';
import type { Run } from '../model/run.ts';
import { isTerminal } from '../model/run-status.ts';
import { failureHistory } from '../model/why/failure-history.ts';
import { type Baselines, baselineOf, learnDurations, learnSilence, silencesKnown } from './baselines.ts';
import type { ConsoleModel } from './console-model.ts';
import type { ConsoleState } from './console-state.ts';
import { runAt } from './run-list.ts';
import { relatedIds } from './why-input.ts';

/** Completed runs of a target whose events are read to know its silences: a sample. */
const sampledRuns = 5;
/** Completed runs that are read of a target of which fewer were seen. */
const sampledPage = 50;
const eventPage = 500;
/** Slots of its schedule that may say what the run keeps from firing. */
const newestSlots = 50;
/** Runs of the list that are looked at for the same error, newest first. */
const lookedAtRuns = 5_000;

/**
 * Reads what the rules of why need of the run on the detail screen and the console has not got: runs that it waits
 * for, its schedule, what the executor is doing, how silent its target usually is. What cannot be read stays unknown.
 */
export async function readWhy(model: ConsoleModel, run: Run): Promise<void> {
  const { store } = model;
  const { connection } = store.getState();
  const { client } = connection;
  if (client === null) return;
  const looks = store.getState().why.looks + 1;
  store.setState(({ why }) => ({ why: { ...why, looks } }));
  const isActive = !isTerminal(run.status);
  const [executor, schedule, slots, others] = await Promise.all([
    isActive && connection.capabilities?.abilities.executorStatus === true
      ? client.executorStatus().catch(() => null)
      : null,
    run.scheduleId !== null && isActive && connection.capabilities?.abilities.schedules === true
      ? client.schedules.get(run.scheduleId).catch(() => null)
      : null,
    run.scheduleId !== null && isActive && connection.capabilities?.abilities.scheduleSlots === true
      ? client.schedules.slots(run.scheduleId, { limit: newestSlots }).catch(() => null)
      : null,
    readOthers(client, run),
    sampleTarget(model, client, run),
  ]);
  const state = store.getState();
  if (state.detail?.runId !== run.id || state.why.looks !== looks) return;
  const failures = failureHistory(run, newestRuns(state));
  store.setState({
    why: { runId: run.id, executor, schedule, slots: slots?.items ?? [], others, failures, looks },
    detail: { ...state.detail, version: state.detail.version + 1 },
  });
}

async function readOthers(client: Client, run: Run): Promise<ReadonlyMap<string, Run>> {
  const read = await Promise.all(relatedIds(run).map((id) => client.runs.get(id).catch(() => null)));
  return new Map(read.flatMap((other) => (other === null ? [] : [[other.id, other]])));
}

/** Reads what tells how the target usually goes, where the loaded runs are too few to know. */
async function sampleTarget(model: ConsoleModel, client: Client, { status, target }: Run): Promise<void> {
  const state = model.store.getState();
  let completed: Iterable<Run> = newestCompleted(state, target);
  if (baselineOf(state, target) === null) {
    const filter = { target, statuses: ['completed'] as const };
    const page = await client.runs.list(filter, { limit: sampledPage }).catch(() => null);
    learnDurations(state.baselines, page?.items ?? []);
    completed = page?.items ?? completed;
  }
  if (status === 'running') await sampleSilences(state.baselines, client, target, completed);
}

/** Reads the events of some completed runs of the target, once for each of them. */
async function sampleSilences(
  baselines: Baselines,
  client: Client,
  target: string,
  completed: Iterable<Run>,
): Promise<void> {
  const known = silencesKnown(baselines, target);
  const wanted: Run[] = [];
  for (const run of completed) {
    if (!known.has(run.id)) wanted.push(run);
    if (wanted.length + known.size >= sampledRuns) break;
  }
  for (const run of wanted) {
    const events = await client.runs.events(run.id, 0, eventPage).catch(() => []);
    // Of a longer history the end is not known, nor how long it was silent there.
    if (events.length < eventPage) learnSilence(baselines, run, events);
  }
}

function* newestCompleted(state: ConsoleState, target: string): Generator<Run> {
  for (const run of newestRuns(state)) if (run.target === target && run.status === 'completed') yield run;
}

/** The newest runs of the list. */
function* newestRuns({ runs }: ConsoleState): Generator<Run> {
  for (let row = 0; row < Math.min(runs.list.order.length, lookedAtRuns); row++) {
    const run = runAt(runs.list, row);
    if (run !== undefined) yield run;
  }
}
