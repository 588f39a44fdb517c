import type { Client } from '../client/client.ts';
import type { RunEvent } from '../model/event.ts';
import type { Run } from '../model/run.ts';
import { isTerminal } from '../model/run-status.ts';
import { failureHistory } from '../model/why/failure-history.ts';
import type { WhyInput } from '../model/why/input.ts';
import { baselineOf, learnDurations, learnSilence, noBaselines } from '../store/baselines.ts';
import { relatedIds } from '../store/why-input.ts';

const pageSize = 500;
/** Pages of events that are read: what happens to a run now is in the last ones, and there may be thousands. */
const mostPages = 40;
/** Slots of its schedule. */
const newestSlots = 50;
/** Runs of the same target that say what is usual. */
const siblings = 100;
/** Those of them whose events are read to know their silences. */
const sampledRuns = 5;

/**
 * Everything the rules of why look at, asked of the server. What it does not tell stays unknown.
 * @param now epoch ms
 * @throws UserError when the run itself cannot be read
 */
export async function gatherWhy(client: Client, ref: string, now: number): Promise<WhyInput> {
  const run = await client.runs.get(ref);
  const isActive = !isTerminal(run.status);
  const others = relatedIds(run);
  const [events, attempts, executor, schedule, slots, target, known, ...related] = await Promise.all([
    eventsOf(client, run.id),
    client.runs.attempts(run.id).catch(() => null),
    isActive ? client.executorStatus().catch(() => null) : null,
    run.scheduleId === null ? null : client.schedules.get(run.scheduleId).catch(() => null),
    run.scheduleId === null
      ? null
      : client.schedules.slots(run.scheduleId, { limit: newestSlots }).catch(() => null),
    client.targets.get(run.target).catch(() => null),
    client.runs.list({ target: run.target }, { limit: siblings }).catch(() => ({ items: [] })),
    ...others.map((id) => client.runs.get(id).catch(() => null)),
  ]);
  const found = related.flatMap((other) => (other === null ? [] : [[other.id, other] as const]));
  return {
    run,
    now,
    link: { kind: 'live', reason: null, dataAt: now },
    events,
    attempts,
    lastLineAt: null,
    baseline: await usual(client, run, known.items),
    target,
    executor,
    schedule,
    slots: slots?.items ?? [],
    others: new Map(found),
    failures: failureHistory(run, known.items),
  };
}

async function eventsOf(client: Client, runId: string): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  for (let page = 0; page < mostPages; page++) {
    const more = await client.runs.events(runId, events.at(-1)?.id ?? 0, pageSize);
    events.push(...more);
    if (more.length < pageSize) break;
  }
  return events;
}

/** What the newest runs of the same target say of durations and silences. */
async function usual(client: Client, run: Run, known: readonly Run[]) {
  const baselines = noBaselines();
  learnDurations(baselines, known);
  const completed = known.filter(({ status }) => status === 'completed').slice(0, sampledRuns);
  for (const other of run.status === 'running' ? completed : []) {
    const events = await client.runs.events(other.id, 0, pageSize).catch(() => []);
    if (events.length < pageSize) learnSilence(baselines, other, events);
  }
  return baselineOf({ baselines }, run.target);
}
