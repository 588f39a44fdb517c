import type { Client, LinkState, WatchHandlers } from '../../src/client/client.ts';
import type { Traffic } from '../../src/client/traffic.ts';
import type { Attempt } from '../../src/model/attempt.ts';
import { abilities, type Capabilities } from '../../src/model/capabilities.ts';
import { UserError } from '../../src/model/errors.ts';
import type { RunEvent } from '../../src/model/event.ts';
import type { ExecutorStatus } from '../../src/model/executor-status.ts';
import type { Run, RunFilter } from '../../src/model/run.ts';
import { matchesFilter } from '../../src/model/run-filter.ts';
import { noCounts } from '../../src/model/run-status.ts';
import type { Schedule } from '../../src/model/schedule.ts';
import type { Slot } from '../../src/model/slot.ts';
import type { Target } from '../../src/model/target.ts';
import { batchesOf } from './seeded-batches.ts';
import { type ScheduleSeed, schedulesOf } from './seeded-schedules.ts';

/** What a seeded client answers. Everything but the runs may be left out. */
export interface Seed {
  /** Newest first. */
  readonly runs: readonly Run[];
  readonly targets?: readonly Target[] | undefined;
  readonly events?: Readonly<Record<string, readonly RunEvent[]>> | undefined;
  readonly attempts?: Readonly<Record<string, readonly Attempt[]>> | undefined;
  /** Logs by run id, in the form of `src/model/log.ts`. */
  readonly logs?: Readonly<Record<string, string>> | undefined;
  readonly schedules?: readonly Schedule[] | undefined;
  /** What is known of the schedules beyond their records. */
  readonly ofSchedules?: Partial<Omit<ScheduleSeed, 'schedules'>> | undefined;
  readonly executor?: ExecutorStatus | undefined;
  readonly capabilities?: Partial<Capabilities> | undefined;
}

/** The port of the client over data in memory, so that golden frames show the same at every time. */
export interface SeededClient extends Client {
  /** Everything that was asked for and changes something, in order: `cancel <id>`, `create <target>`. */
  readonly acts: string[];
  /** Tells the watcher of changed runs, as the stream does; they are in the lists from now on. */
  tellRuns(runs: readonly Run[]): void;
  /** Tells of them as `tellRuns` does, and keeps the records that are there. */
  tellListed(runs: readonly Run[]): void;
  tellEvents(runId: string, events: readonly RunEvent[]): void;
  /** Lets a log grow and tells of it. */
  print(runId: string, text: string): void;
  link(state: LinkState): void;
  /** Keeps schedules as somebody else has changed them, and tells of them as the stream does. */
  tellSchedules(schedules: readonly Schedule[], slots?: readonly Slot[]): void;
  /** The next act is refused with this. */
  refuse(error: UserError): void;
}

const noTraffic: Traffic = {
  endpoints: new Map(),
  channel: {
    bytesIn: 0,
    bytesOut: 0,
    messages: 0,
    opened: 0,
    isCompressed: false,
    wasAskedToCompress: false,
  },
  bytesIn: 0,
  bytesOut: 0,
  roundTripMs: [],
  skewMs: null,
  heardAt: null,
  links: [],
  listen: () => () => {},
};

export function seededClient(seed: Seed): SeededClient {
  const runs = new Map(seed.runs.map((run) => [run.id, run]));
  const logs = new Map(Object.entries(seed.logs ?? {}));
  const acts: string[] = [];
  let handlers: WatchHandlers | null = null;
  let refusal: UserError | null = null;

  const act = (what: string) => {
    acts.push(what);
    const error = refusal;
    refusal = null;
    if (error !== null) throw error;
  };
  const schedules = schedulesOf(
    {
      slots: {},
      events: {},
      resume: {},
      now: Date.parse('2026-11-22T12:03:41.000Z'),
      ...seed.ofSchedules,
      schedules: seed.schedules ?? [],
    },
    act,
  );
  const found = (id: string): Run => {
    const run = runs.get(id);
    if (run === undefined) throw new UserError('not-found', `There is no run ${id}.`);
    return run;
  };
  const foundBatch = (id: string) => {
    const batch = batchesOf(runs.values()).find((known) => known.id === id);
    if (batch === undefined) throw new UserError('not-found', `There is no batch ${id}.`);
    return batch;
  };
  const matching = (filter: RunFilter) =>
    [...runs.values()]
      .filter((run) => matchesFilter(run, filter))
      .sort((left, right) => (left.createdAt < right.createdAt ? 1 : -1));

  return {
    apiUrl: 'http://127.0.0.1:1/',
    project: 'acme-web',
    acts,
    capabilities: async () => ({
      server: 'seeded',
      version: '1',
      access: 'full',
      generations: ['runs'],
      ...seed.capabilities,
      abilities: {
        ...Object.fromEntries(abilities.map((name) => [name, true])),
        ...seed.capabilities?.abilities,
      } as Capabilities['abilities'],
    }),
    me: async () => ({ id: 'u1', email: 'ops@example.com', name: null }),
    resolveProject: async () => ({ id: 'p1', slug: 'acme-web', name: 'Acme Web' }),
    runs: {
      async list(filter, { cursor, limit = 20 }) {
        const start = Number(cursor ?? 0);
        const all = matching(filter);
        const end = start + limit;
        return { items: all.slice(start, end), nextCursor: end < all.length ? String(end) : null };
      },
      async counts(filter) {
        const counts = noCounts();
        for (const run of matching(filter)) counts[run.status]++;
        return counts;
      },
      get: async (id) => found(id),
      async create(input) {
        act(`create ${input.target} ${JSON.stringify(input.config ?? {})}`);
        const run = { ...seed.runs[0], id: 'new-run-00000001', target: input.target } as Run;
        runs.set(run.id, run);
        return run;
      },
      async cancel(id) {
        act(`cancel ${id}`);
        return { cancelled: true, run: found(id) };
      },
      async retry(id) {
        act(`retry ${id}`);
        return found(id);
      },
      async resume(id, answer) {
        act(`resume ${id} ${answer.id}`);
        return { duplicate: false };
      },
      async complete(id, { status }) {
        act(`complete ${id} ${status}`);
        return { completed: true, run: found(id) };
      },
      attempts: async (id) => seed.attempts?.[id] ?? [],
      events: async (id, afterId, limit) =>
        (seed.events?.[id] ?? []).filter((event) => event.id > afterId).slice(0, limit),
      async log(id, afterByte, limitBytes) {
        const bytes = Buffer.from(logs.get(id) ?? '');
        const from = afterByte < 0 ? lineStart(bytes, bytes.length + afterByte) : afterByte;
        const whole = bytes.subarray(from, from + limitBytes);
        const piece = whole.subarray(0, whole.lastIndexOf('\n') + 1);
        return { text: piece.toString(), nextByte: from + piece.length, totalBytes: bytes.length };
      },
    },
    batches: {
      list: async () => ({ items: batchesOf(runs.values()), nextCursor: null }),
      get: async (id) => foundBatch(id),
      async cancel(id) {
        act(`cancel batch ${id}`);
        return { changed: 1, batch: foundBatch(id) };
      },
      async retry(id) {
        act(`retry batch ${id}`);
        return { changed: 1, batch: foundBatch(id) };
      },
    },
    traffic: noTraffic,
    setPace: () => {},
    log: async () => ({ items: [], nextCursor: null }),
    schedules: schedules.calls,
    async executorStatus() {
      if (seed.executor === undefined) throw new UserError('unsupported', 'It is not told.');
      return seed.executor;
    },
    targets: {
      list: async () => seed.targets ?? [],
      async get(name) {
        const target = seed.targets?.find((known) => known.target === name);
        if (target === undefined) throw new UserError('not-found', `There is no target ${name}.`);
        return target;
      },
    },
    watch(given) {
      handlers = given;
      given.onLink({ kind: 'live' });
      return { follow: () => {}, reconnect: () => {}, close: () => {} };
    },
    close: async () => {},
    tellRuns(changed) {
      for (const run of changed) runs.set(run.id, run);
      handlers?.onRuns(changed);
    },
    tellListed: (changed) => handlers?.onRuns(changed),
    tellEvents: (runId, events) => handlers?.onEvents(runId, events),
    print(runId, text) {
      logs.set(runId, (logs.get(runId) ?? '') + text);
      handlers?.onLog(runId, Buffer.byteLength(logs.get(runId) ?? ''));
    },
    link: (state) => handlers?.onLink(state),
    tellSchedules(changed, slots) {
      for (const schedule of changed) schedules.put(schedule, slots);
      handlers?.onSchedules?.(changed.map(({ id }) => id));
    },
    refuse(error) {
      refusal = error;
    },
  };
}

/** The start of the first line at or after a byte, as the server finds it for what is counted from the end. */
function lineStart(bytes: Buffer, at: number): number {
  return at <= 0 ? 0 : bytes.indexOf('\n', at - 1) + 1;
}
