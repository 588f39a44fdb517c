import { parseLogLine } from '../model/log.ts';
import type { Run } from '../model/run.ts';
import type { Finding } from '../model/why/finding.ts';
import type { WhyInput, WhyLink } from '../model/why/input.ts';
import { whyOf } from '../model/why/why.ts';
import { baselineOf } from './baselines.ts';
import { type ConnectionState, heardAt } from './connection-state.ts';
import type { ConsoleState } from './console-state.ts';
import type { RunLog } from './run-log.ts';

/**
 * Why a run is where it is, from what the console knows now: nothing is asked for. `readWhy` brings what more there
 * is for the run on the detail screen.
 * @param now epoch ms, of the console's clock, which is the server's
 */
export function findingsOf(state: ConsoleState, run: Run, now: number): readonly Finding[] {
  return whyOf(whyInputOf(state, run, now));
}

/** What the rules look at. */
export function whyInputOf(state: ConsoleState, run: Run, now: number): WhyInput {
  const { connection, detail, targets, why } = state;
  const shown = detail?.runId === run.id ? detail : null;
  const asked = why.runId === run.id ? why : null;
  return {
    run,
    now,
    link: linkOf(connection),
    events: shown?.events.events ?? [],
    attempts: shown?.attempts ?? null,
    lastLineAt: shown === null ? null : lastLineAt(shown.log),
    baseline: baselineOf(state, run.target),
    target: targets.targets.find(({ target }) => target === run.target) ?? null,
    executor: asked?.executor ?? null,
    schedule: asked?.schedule ?? null,
    slots: asked?.slots ?? [],
    others: othersOf(state, run, asked?.others ?? new Map()),
    failures: asked?.failures ?? null,
  };
}

/** The ids of the runs that say something about this one. */
export function relatedIds({ waitingFor, parentRunId, reason, dependsOn }: Run): readonly string[] {
  const needed = reason === 'dependency' ? dependsOn : waitingFor;
  return [...needed.slice(0, mostRelated), ...(parentRunId === null ? [] : [parentRunId])];
}

/** Runs that one depends on may be a thousand; only the first are named. */
const mostRelated = 8;

function othersOf(
  { runs }: ConsoleState,
  run: Run,
  read: ReadonlyMap<string, Run>,
): ReadonlyMap<string, Run> {
  const others = new Map<string, Run>();
  for (const id of relatedIds(run)) {
    const known = newest(runs.list.byId.get(id), read.get(id));
    if (known !== undefined) others.set(id, known);
  }
  return others;
}

function newest(left: Run | undefined, right: Run | undefined): Run | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return (left.version ?? 0) >= (right.version ?? 0) ? left : right;
}

function linkOf(connection: ConnectionState): WhyLink {
  const { link } = connection;
  return { kind: link.kind, reason: 'reason' in link ? link.reason : null, dataAt: heardAt(connection) };
}

/** Epoch ms of the newest line that is kept; null without one, or where its time is not told. */
function lastLineAt({ lines }: RunLog): number | null {
  if (lines.endLine <= lines.firstLine) return null;
  return parseLogLine(lines.line(lines.endLine - 1)).at || null;
}
