import type { Batch } from '../../src/model/batch.ts';
import { isTerminal, runStatuses } from '../../src/model/run-status.ts';
import { cancelBatchItem, repeatInBatchItem, retryBatchItem } from '../../src/store/acting/batch-items.ts';
import { actReason } from '../../src/store/disabled-reason.ts';
import { planBatchRetry, type RetryPlan } from '../../src/store/plan-batch-retry.ts';
import { problemOf } from '../../src/store/problem.ts';
import { readBatch, showBatch } from '../../src/store/read-batch.ts';
import { proposeAction } from '../acting/propose-action.ts';
import { formatCount } from '../format-time.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { rememberPlace } from '../still-here.ts';
import { askPace } from './ask-pace.ts';

/** @param isMeant whether the user is still at that batch when it has been counted */
type Act = (parts: ConsoleParts, batchId: string, isMeant: () => boolean) => Promise<void>;

/**
 * Retry what failed and cancel the rest, for whichever batch a screen is about.
 * @param idOf the id of the batch that is meant now, null when there is none
 */
export function batchActingCommands(idOf: (parts: ConsoleParts) => string | null): ScreenCommands {
  const disabledReason = (parts: ConsoleParts) =>
    idOf(parts) === null ? 'no batch is under the cursor' : actReason(stateOf(parts));
  const withId = (parts: ConsoleParts, act: Act) => {
    const id = idOf(parts);
    if (id === null) return;
    const isHere = rememberPlace(parts);
    const isMeant = () => isHere() && idOf(parts) === id;
    void act(parts, id, isMeant).catch((thrown) => tell(parts, thrown));
  };
  return {
    retry: { disabledReason, run: (parts) => withId(parts, askToRetry) },
    cancel: { disabledReason, run: (parts) => withId(parts, askToCancel) },
  };
}

/** Counted by the server first; what is left out is said with its reason. */
async function askToRetry(parts: ConsoleParts, batchId: string, isMeant: () => boolean): Promise<void> {
  const plan = await countFailed(parts, batchId);
  const batch = stateOf(parts).batch?.batch ?? null;
  if (plan === null || batch === null) return;
  if (!isMeant()) return sayWentOn(parts, 'R');
  const [first] = plan.runs;
  if (first === undefined) {
    const why = plan.leftOut.map(({ count, reason }) => `${formatCount(count)} ${reason}`).join('; ');
    return say(parts, `Nothing of it is to be retried${why === '' ? ': none has failed' : `: ${why}`}.`);
  }
  askPace(parts, plan.runs, (perMinute) => proposeRetry(parts, batch, plan, perMinute));
}

function proposeRetry(parts: ConsoleParts, batch: Batch, plan: RetryPlan, perMinute: number | null): void {
  const { capabilities } = stateOf(parts).connection;
  const isOneCall =
    plan.leftOut.length === 0 && perMinute === null && capabilities?.abilities.batchActions === true;
  const count = formatCount(plan.runs.length);
  const lines = [
    `batch ${batch.id}`,
    `The server counts ${formatCount(batch.counts.failed)} failed; ${count} of them start anew with the same config.`,
    'The new runs belong to the batch; the failed ones stay as they are.',
  ];
  proposeAction(parts, {
    verb: 'retry',
    question: `Retry ${count} failed ${plan.runs.length === 1 ? 'run' : 'runs'} of this batch?`,
    lines,
    yes: 'start them again',
    items: isOneCall ? [retryBatchItem(batch)] : plan.runs.map((run) => repeatInBatchItem(run, batch.id)),
    size: plan.runs.length,
    leftOut: plan.leftOut,
    perMinute: perMinute ?? undefined,
  });
}

/** Reads the batch to its end; null when that failed, and then it is said why. */
async function countFailed(parts: ConsoleParts, batchId: string): Promise<RetryPlan | null> {
  const { model } = parts;
  say(parts, 'counting…');
  if (stateOf(parts).batch?.batchId !== batchId) showBatch(model, batchId);
  await readBatch(model);
  const { batch } = stateOf(parts);
  if (batch?.batchId !== batchId) return null;
  model.store.setState({ notice: null });
  if (batch.problem !== null) {
    model.store.setState({ notice: { kind: 'error', ...batch.problem } });
    return null;
  }
  return planBatchRetry(batch);
}

async function askToCancel(parts: ConsoleParts, batchId: string, isMeant: () => boolean): Promise<void> {
  const { client } = stateOf(parts).connection;
  if (client === null) return;
  say(parts, 'counting…');
  const batch = await client.batches.get(batchId);
  if (!isMeant()) return sayWentOn(parts, 'X');
  const left = runStatuses.filter((status) => !isTerminal(status));
  const count = left.reduce((sum, status) => sum + batch.counts[status], 0);
  if (count === 0) return say(parts, 'Nothing of it is left to cancel: all runs have ended.');
  parts.model.store.setState({ notice: null });
  const counted = left.filter((status) => batch.counts[status] > 0);
  const ended = batch.runCount - count;
  proposeAction(parts, {
    verb: 'cancel',
    question: `Cancel the ${formatCount(count)} ${count === 1 ? 'run' : 'runs'} of this batch that ${count === 1 ? 'has' : 'have'} not ended?`,
    lines: [
      `batch ${batch.id}`,
      counted.map((status) => `${formatCount(batch.counts[status])} ${status}`).join(', '),
    ],
    yes: 'cancel the rest',
    items: [cancelBatchItem(batch)],
    size: count,
    leftOut: ended === 0 ? [] : [{ count: ended, reason: 'have ended' }],
  });
}

/** Counted for one who is elsewhere by now: a question would come up in the middle of something else. */
export function sayWentOn(parts: ConsoleParts, key: string): void {
  say(parts, `Nothing was asked, as you went on while it was counted; ${key} there counts again.`);
}

function say(parts: ConsoleParts, message: string): void {
  parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
}

function tell(parts: ConsoleParts, thrown: unknown): void {
  parts.model.store.setState({ notice: { kind: 'error', ...problemOf(thrown) } });
}
