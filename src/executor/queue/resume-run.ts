import type { JsonObject } from '../../lib/json.ts';
import { UserError } from '../../model/errors.ts';
import type { Run } from '../../model/run.ts';
import { isTerminal } from '../../model/run-status.ts';
import type { RunSignal } from '../worker/worker-pool.ts';
import type { EventDraft, Pen } from './ledger.ts';
import { type OpenWait, openWaits } from './open-waits.ts';
import type { QueueParts } from './queue-parts.ts';

/**
 * Sends an answer to a run that waits for it (contract section 4.6): kept with the run, which goes back to
 * the queue; its next attempt is given the answer.
 * @returns `duplicate: true`, and nothing is changed, when the run was sent a signal with that id before
 * @throws UserError `conflict` for a run that does not wait for it; names what it waits for
 */
export function resumeRun(
  { storage, ledger, clock }: Pick<QueueParts, 'storage' | 'ledger' | 'clock'>,
  runId: string,
  signal: RunSignal,
): Promise<{ duplicate: boolean; run: Run }> {
  return ledger.record((pen) => {
    const run = storage.runs.get(runId);
    if (run === null) throw new UserError('not-found', `There is no run ${runId}`);
    if (storage.signals.has(runId, signal.id)) return { duplicate: true, run };
    const waits = isTerminal(run.status) ? [] : answerable(storage, run);
    if (!waits.some(({ id }) => id === signal.id)) throw notWaitingForIt(run, signal, waits);
    storage.signals.add(runId, signal, clock.now());
    const { id, type, isError } = signal;
    const event = resumed([id], { id, type, is_error: isError });
    if (run.status === 'waiting') return { duplicate: false, run: pen.move(run, 'pending', goesOn, event) };
    // It waited for several answers, and goes on with another one of them already.
    pen.append(runId, event);
    return { duplicate: false, run };
  });
}

/**
 * For the end of an attempt, inside its transaction: a run that now waits for what it was sent while the
 * attempt was under way goes on at once.
 */
export function goOnIfAnswered(storage: QueueParts['storage'], pen: Pen, run: Run): Run {
  if (run.status !== 'waiting') return run;
  const answered = answerable(storage, run).filter(({ id }) => storage.signals.has(run.id, id));
  if (answered.length === 0) return run;
  const ids = answered.map(({ id }) => id);
  return pen.move(run, 'pending', goesOn, resumed(ids, { ids }));
}

const goesOn = { waitingReason: null, notBefore: null };

function resumed(ids: readonly string[], payload: JsonObject): EventDraft {
  return { type: 'run.resumed', level: 'info', message: `Answered: ${ids.join(', ')}`, payload };
}

function answerable({ events }: QueueParts['storage'], run: Run): readonly OpenWait[] {
  if (run.kind !== 'workflow') return [];
  return openWaits(events, run.id).filter(({ kind }) => kind !== 'delay');
}

function notWaitingForIt(run: Run, { id }: RunSignal, waits: readonly OpenWait[]): UserError {
  const wanted = JSON.stringify(id);
  if (waits.length > 0 && !isTerminal(run.status)) {
    const ids = waits.map((wait) => `${JSON.stringify(wait.id)} (${wait.kind})`).join(', ');
    return new UserError('conflict', `Run ${run.id} does not wait for ${wanted}, but for ${ids}`, {
      fix: 'Send the answer to one of those.',
    });
  }
  return new UserError('conflict', `Run ${run.id} does not wait for ${wanted}: ${stateOf(run)}`, {
    fix: isTerminal(run.status) ? 'Start the workflow again.' : 'Send the answer when the run waits for it.',
  });
}

function stateOf({ status, waitingReason, notBefore }: Run): string {
  if (status !== 'waiting') return `it is ${status}`;
  if (waitingReason === 'dependency') return 'it waits for other runs';
  return notBefore === null ? `it waits (${waitingReason})` : `it waits until ${notBefore}`;
}
