import { readFileSync } from 'node:fs';
import { isTerminal, runStatuses } from '../../../src/model/run-status.ts';
import { type LedgerLine, overlaps, readLedger } from './ledger.ts';
import type { Storm } from './open-storm.ts';
import type { PlannedRun } from './plan.ts';
import { readStore, type StoredRun, type StoreFacts } from './store-facts.ts';

/** One thing that must hold after a storm, with what was found against it: empty when it holds. */
export interface Check {
  readonly claim: string;
  readonly against: readonly string[];
}

export interface Verdict {
  readonly checks: readonly Check[];
  readonly figures: Readonly<Record<string, number>>;
}

/** Looks at what a stopped executor left, and at what its tasks wrote down themselves. */
export function verify(storm: Pick<Storm, 'projectDir' | 'stateDir' | 'plan' | 'feeder'>): Verdict {
  const facts = readStore(storm.stateDir);
  const ledger = readLedger(storm.projectDir);
  const { accepted } = storm.feeder;
  const said = saidNumbers(storm.stateDir, facts);
  return {
    checks: [
      { claim: 'every acknowledged creation is there, once', against: missing(storm.plan, accepted, facts) },
      { claim: 'every run has ended', against: facts.runs.filter(isUnderWay).map(nameOf) },
      { claim: 'every run has exactly one terminal event, its own', against: wrongEnds(facts) },
      { claim: 'no two attempts of a run overlap', against: overlaps(ledger).map(String) },
      { claim: 'no attempt is open, none is missing', against: wrongAttempts(facts) },
      { claim: 'no more attempts ran than are recorded', against: unrecorded(facts, ledger) },
      { claim: 'a run fails only because its worker was lost', against: badFailures(facts) },
      { claim: 'a run starts after those it depends on', against: tooEarly(storm.plan, ledger) },
      { claim: 'no event of a task is there twice', against: doubled(facts) },
      {
        claim: 'no event that a log line vouches for is lost',
        against: said.filter((name) => !facts.numbered.has(name)),
      },
      { claim: 'kept counts are what counting gives', against: facts.wrongCounts },
      { claim: 'quick_check and foreign keys', against: damage(facts) },
    ],
    figures: {
      runs: facts.runs.length,
      completed: facts.runs.filter(({ status }) => status === 'completed').length,
      'failed (worker lost)': facts.runs.filter(({ status }) => status === 'failed').length,
      attempts: facts.attempts.length,
      'attempts lost': facts.attempts.filter(({ reason }) => reason === 'lost').length,
      'attempts killed': facts.attempts.filter(({ reason }) => reason === 'signal').length,
      'finished twice': finishedTwice(ledger),
      'task events': facts.numbered.size,
      'creations repeated': storm.feeder.repeated,
    },
  };
}

const nameOf = ({ n, status }: StoredRun) => `run ${n} is ${status}`;

function isUnderWay({ status }: StoredRun): boolean {
  const known = runStatuses.find((one) => one === status);
  return known === undefined || !isTerminal(known);
}

function missing(
  plan: readonly PlannedRun[],
  accepted: ReadonlyMap<number, string>,
  { runs }: StoreFacts,
): string[] {
  const byPlace = Map.groupBy(runs, ({ n }) => n);
  return plan.flatMap(({ n }) => {
    const found = byPlace.get(n) ?? [];
    const [only] = found;
    return found.length === 1 && only?.id === accepted.get(n) ? [] : [`run ${n}: ${found.length} rows`];
  });
}

function wrongEnds({ runs, terminalEvents }: StoreFacts): string[] {
  return runs.flatMap(({ n, id, status }) => {
    const types = terminalEvents.get(id) ?? [];
    return types.length === 1 && types[0] === `run.${status}` ? [] : [`run ${n}: ${status}, ${types.join()}`];
  });
}

function wrongAttempts({ runs, attempts }: StoreFacts): string[] {
  const byRun = Map.groupBy(attempts, ({ runId }) => runId);
  return runs.flatMap(({ n, id, attempt }) => {
    const own = byRun.get(id) ?? [];
    const isRow = own.length === attempt && own.every(({ number }, index) => number === index + 1);
    return isRow && own.every(({ isOpen }) => !isOpen) ? [] : [`run ${n}`];
  });
}

function unrecorded({ runs }: StoreFacts, ledger: readonly LedgerLine[]): string[] {
  const starts = Map.groupBy(
    ledger.filter(({ mark }) => mark === 'start'),
    ({ n }) => n,
  );
  return runs.filter(({ n, attempt }) => (starts.get(n)?.length ?? 0) > attempt).map(nameOf);
}

function badFailures({ runs }: StoreFacts): string[] {
  return runs
    .filter(({ status, reason }) => status === 'cancelled' || (status === 'failed' && !isLoss(reason)))
    .map((run) => `${nameOf(run)}: ${run.reason}`);
}

function isLoss(reason: string | null): boolean {
  return reason === 'lost' || reason === 'dependency';
}

/** By the order in which the tasks themselves wrote down what they did: clocks may jump. */
function tooEarly(plan: readonly PlannedRun[], ledger: readonly LedgerLine[]): string[] {
  const started = new Map<number, number>();
  const finished = new Map<number, number>();
  ledger.forEach(({ mark, n }, at) => {
    const places = mark === 'start' ? started : finished;
    if ((mark === 'start' || mark === 'finished') && !places.has(n)) places.set(n, at);
  });
  const place = (places: Map<number, number>, n: number) => places.get(n) ?? Number.POSITIVE_INFINITY;
  return plan.flatMap(({ n, needs }) => {
    const early = needs.filter((need) => place(started, n) < place(finished, need));
    return early.map((need) => `run ${n} before ${need}`);
  });
}

function doubled({ numbered }: StoreFacts): string[] {
  return [...numbered].filter(([, times]) => times > 1).map(([name]) => name);
}

/** `<attempt> <number>` of every event whose log line is in the log of its run. */
function saidNumbers(stateDir: string, { runs }: StoreFacts): string[] {
  return runs.flatMap(({ id }) => {
    const log = readLog(`${stateDir}/logs/${id}/log`);
    return [...log.matchAll(/\bsaid (\S+ \d+)$/gm)].map((match) => match[1] ?? '');
  });
}

/** Empty for a run that never printed anything: it has no file. */
function readLog(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function damage({ check, brokenKeys }: StoreFacts): string[] {
  return [...(check === 'ok' ? [] : [check]), ...(brokenKeys === 0 ? [] : [`${brokenKeys} broken keys`])];
}

/** Runs whose task came to its end more than once: allowed (delivery is at-least-once), and worth knowing. */
function finishedTwice(ledger: readonly LedgerLine[]): number {
  const ends = ledger.filter(({ mark }) => mark === 'finished').map(({ n }) => n);
  return ends.length - new Set(ends).size;
}
