import type { Client } from '../client/client.ts';
import type { Schedule } from '../model/schedule.ts';
import type { ConsoleModel } from './console-model.ts';
import { lookedAtRuns } from './read-history.ts';
import { joinRuns, joinSlots } from './schedule-history.ts';
import { keptScheduleRuns } from './schedules-state.ts';

/** Runs and slots of each schedule that the list shows. */
export const stripLength = 20;
/** Schedules whose strips are kept. */
const mostStrips = 300;
/** At the end of a slow link: strips of so many of those in view. */
const mostSlowStrips = 5;

/** Reads what became of the schedules in view, and of no others: there may be thousands. */
export interface StripReader {
  /** These are in view now. Cheap to say again with every paint. */
  want(schedules: readonly Schedule[]): void;
}

export function createStripReader(model: ConsoleModel): StripReader {
  /** What each was like when its strip was read. */
  const fresh = new Map<string, string>();
  let wanted: readonly Schedule[] = [];
  let isReading = false;

  const next = (): Schedule | undefined => {
    const { connection, schedules } = model.store.getState();
    const most = connection.isSlow ? mostSlowStrips : wanted.length;
    return wanted.slice(0, most).find((one) => fresh.get(one.id) !== lookOf(one, schedules.stripsVersion));
  };
  const readOn = async () => {
    isReading = true;
    // One after the other: a list of schedules must not become a burst of requests.
    for (let one = next(); one !== undefined; one = next()) {
      const { connection, schedules } = model.store.getState();
      if (connection.client === null || model.life.signal.aborted) break;
      fresh.set(one.id, lookOf(one, schedules.stripsVersion));
      await readStrip(model, connection.client, one.id);
    }
    isReading = false;
  };
  return {
    want(schedules) {
      wanted = schedules;
      if (!isReading && model.store.getState().connection.client !== null && next() !== undefined) {
        // Past the paint that asks for it.
        isReading = true;
        queueMicrotask(() => void readOn());
      }
    },
  };
}

/** Changes with whatever a strip may show. */
function lookOf(schedule: Schedule, stripsVersion: number): string {
  const { lastFireAt, lastSuccessAt, lastFailure, missedFires, nextFireAt, status } = schedule;
  return [stripsVersion, status, lastFireAt, lastSuccessAt, lastFailure?.at, missedFires, nextFireAt].join(
    ' ',
  );
}

async function readStrip(model: ConsoleModel, client: Client, id: string): Promise<void> {
  const { capabilities } = model.store.getState().connection;
  if (capabilities?.abilities.runFilters !== true) return readStripsAtOnce(model, client);
  const [runs, slots] = await Promise.all([
    client.runs.list({ scheduleId: id }, { limit: stripLength }).catch(() => null),
    capabilities.abilities.scheduleSlots === true
      ? client.schedules.slots(id, { limit: stripLength }).catch(() => null)
      : null,
  ]);
  const { schedules } = model.store.getState();
  const joinedRuns = joinRuns(runs?.items ?? [], schedules.runs.get(id) ?? [], keptScheduleRuns);
  const joinedSlots = joinSlots(slots?.items ?? [], schedules.slots.get(id) ?? [], keptScheduleRuns);
  model.store.setState({
    schedules: {
      ...schedules,
      runs: runs === null ? schedules.runs : kept(schedules.runs, id, joinedRuns),
      slots: slots === null ? schedules.slots : kept(schedules.slots, id, joinedSlots),
    },
  });
}

/** For servers that find no runs by schedule: the newest runs of all, each put where it belongs. */
async function readStripsAtOnce(model: ConsoleModel, client: Client): Promise<void> {
  const page = await client.runs.list({}, { limit: lookedAtRuns }).catch(() => null);
  if (page === null) return;
  const { schedules } = model.store.getState();
  const runs = new Map(schedules.runs);
  for (const { id } of schedules.list.items) {
    const own = page.items.filter((run) => run.scheduleId === id);
    runs.set(id, joinRuns(own, runs.get(id) ?? [], keptScheduleRuns));
  }
  model.store.setState({ schedules: { ...schedules, runs, lookedAt: page.items.length } });
}

/** The map with one more, the one that was read longest ago left out where there are too many. */
function kept<Value>(map: ReadonlyMap<string, Value>, id: string, value: Value): ReadonlyMap<string, Value> {
  const next = new Map(map);
  next.delete(id);
  next.set(id, value);
  const oldest = next.keys().next().value;
  if (next.size > mostStrips && oldest !== undefined) next.delete(oldest);
  return next;
}
