import type { Client } from '../client/client.ts';
import { isoTime } from '../lib/clock.ts';
import { addFailure, dropCreatedBefore, lastAt, trimFailures } from '../model/failure-groups.ts';
import { type LastLook, maxSeen } from '../model/last-look.ts';
import type { Run } from '../model/run.ts';
import { slimRun } from '../model/slim-run.ts';
import type { ConsoleModel } from './console-model.ts';
import type { FailuresState } from './failures-state.ts';
import { problemOf } from './problem.ts';

const pageSize = 100;
/** Failures of a glance: every console takes one when it starts. */
const glanceSize = 30;
/** The newest so many failures are kept, */
export const maxFailures = 5_000;
/** of runs that were created within so many days. */
export const failureDays = 7;
/** Over a slow link no more than this many pages are read. */
const slowPages = 5;
/** Runs that are looked at where the server does not filter: they come with all the others. */
const maxPages = maxFailures / pageSize;

export function patchFailures({ store }: ConsoleModel, change: Partial<FailuresState>): void {
  store.setState((state) => ({ failures: { ...state.failures, ...change } }));
}

/** Reads the newest failures: whether something is new. */
export function glanceAtFailures(model: ConsoleModel): Promise<void> {
  return read(model, { pages: 1, size: glanceSize });
}

/**
 * Reads the failures page by page, the newest first, down to the ones that are known from an earlier look, to
 * `maxFailures` or to `failureDays`.
 */
export function readFailures(model: ConsoleModel): Promise<void> {
  const pages = model.store.getState().connection.isSlow ? slowPages : maxPages;
  return read(model, { pages, size: pageSize });
}

/** How much is read at most. */
interface Reach {
  readonly pages: number;
  readonly size: number;
}

const reading = new WeakMap<ConsoleModel, { readonly pages: number; readonly done: Promise<void> }>();

/** Who asks for no more than what is being read waits for that; who asks for more has it read next. */
function read(model: ConsoleModel, reach: Reach): Promise<void> {
  const under = reading.get(model);
  if (under !== undefined && under.pages >= reach.pages) return under.done;
  const before = under?.done ?? Promise.resolve();
  const done = before
    .then(() => readNow(model, reach))
    .finally(() => {
      if (reading.get(model)?.done === done) reading.delete(model);
    });
  reading.set(model, { pages: reach.pages, done });
  return done;
}

async function readNow(model: ConsoleModel, reach: Reach): Promise<void> {
  const { store, clock } = model;
  const { connection, failures } = store.getState();
  if (connection.client === null) return;
  const wasWhole = failures.readAt !== null && !failures.isGlance;
  const isGlance = reach.pages === 1 && !wasWhole;
  patchFailures(model, { phase: 'loading', problem: null, look: failures.look ?? readLook(model) });
  forgetOld(model);
  try {
    const wanted = wasWhole ? await countFailures(model, connection.client) : null;
    const hasOlder = await readPages(model, connection.client, reach, wanted);
    const before = store.getState().failures.hasOlder;
    patchFailures(model, {
      phase: 'ready',
      isGlance,
      hasOlder: wasWhole ? before : hasOlder,
      readAt: clock.now(),
    });
  } catch (thrown) {
    patchFailures(model, {
      phase: failures.readAt === null ? 'failed' : 'ready',
      problem: problemOf(thrown),
    });
  }
}

/** What a console that stays open for days has from before them would count as one of their failures. */
function forgetOld(model: ConsoleModel): void {
  const { groups, version } = model.store.getState().failures;
  if (dropCreatedBefore(groups, Date.parse(oldestWanted(model)))) {
    patchFailures(model, { version: version + 1 });
  }
}

/** How many failures the server counts, up to those that are kept; 0 where it does not count. */
async function countFailures(model: ConsoleModel, client: Client): Promise<number> {
  // A run that was created long ago may have failed meanwhile: its page is not the first one.
  if ((await client.capabilities()).abilities.runCounts !== true) return 0;
  const counts = await client.runs.counts({ statuses: ['failed'], since: oldestWanted(model) });
  return Math.min(counts.failed, maxFailures);
}

/** ISO 8601. */
function oldestWanted({ clock }: ConsoleModel): string {
  return isoTime(clock.now() - failureDays * 86_400_000);
}

/** @returns whether older failures are left on the server */
async function readPages(
  model: ConsoleModel,
  client: Client,
  { pages, size: limit }: Reach,
  /** Once so many are known, a page without news ends it; null: it goes on. */
  wanted: number | null,
): Promise<boolean> {
  const since = oldestWanted(model);
  let cursor: string | undefined;
  for (let page = 0; page < pages; page++) {
    const { items, nextCursor } = await client.runs.list({ statuses: ['failed'], since }, { cursor, limit });
    const { client: now } = model.store.getState().connection;
    if (now !== client) return true;
    const seenBefore = items.filter(({ id }) => model.store.getState().failures.groups.byId.has(id)).length;
    applyFailures(model, items);
    if (nextCursor === null) return false;
    const known = model.store.getState().failures.groups.byId.size;
    if (wanted !== null && known >= wanted && items.length > 0 && seenBefore === items.length) return true;
    cursor = nextCursor;
  }
  return true;
}

/** Brings runs that changed into the groups; runs that have not failed cost a glance. */
export function applyFailures(model: ConsoleModel, runs: readonly Run[]): void {
  const { groups, version } = model.store.getState().failures;
  let changed = false;
  for (const run of runs) {
    if (run.status !== 'failed' || groups.byId.has(run.id)) continue;
    if (addFailure(groups, slimRun(run))) changed = true;
  }
  if (!changed) return;
  trimFailures(groups, maxFailures);
  patchFailures(model, { version: version + 1 });
}

/** What is listed now is new no longer the next time: also for who quits from here. */
export function keepLook(model: ConsoleModel): LastLook | null {
  const { groups, readAt } = model.store.getState().failures;
  if (readAt === null) return null;
  const newest = [...groups.byPrint.values()].sort((left, right) => lastAt(right) - lastAt(left));
  const before = readLook(model)?.seen ?? [];
  const seen = [...new Set([...newest.map(({ hash }) => hash), ...before])].slice(0, maxSeen);
  const look = { at: isoTime(model.clock.now()), seen };
  model.options.looks?.write(lookPlace(model), look);
  return look;
}

/** The user has looked at the failures and left them: nothing of it is marked as new any more. */
export function rememberLook(model: ConsoleModel): void {
  const look = keepLook(model);
  if (look !== null) patchFailures(model, { look });
}

function readLook(model: ConsoleModel) {
  return model.options.looks?.read(lookPlace(model)) ?? null;
}

/** Failures of one project are not news of another. */
function lookPlace(model: ConsoleModel): string {
  const { contextName, client } = model.store.getState().connection;
  return `${contextName} ${client?.project ?? ''}`;
}
