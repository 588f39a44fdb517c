import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Service } from '../../lib/service.ts';
import { isTerminal } from '../../model/run-status.ts';
import type { ExecutorChange } from '../executor.ts';
import type { QueueParts } from './queue-parts.ts';
import { writeOutcome } from './write-outcome.ts';

/**
 * Tells the dependents that did not fit into the transaction in which a run ended, one group after the
 * other with the event loop free in between; at its start also those that a crash left untold. Wakes
 * the queue when a run goes on.
 */
export function createDependents(
  { storage, ledger, clock }: Pick<QueueParts, 'storage' | 'ledger' | 'clock'>,
  wake: () => void,
): Service {
  const { runs, dependencies } = storage;
  const untold = new Set<string>();
  let working: Promise<void> | null = null;
  let unsubscribe: (() => void) | null = null;
  let stopped = false;

  const onChange = (change: ExecutorChange) => {
    if (change.kind === 'event' && change.event.type === 'run.resumed') wake();
    if (change.kind !== 'run' || !isTerminal(change.run.status)) return;
    if (dependencies.open(change.run.id, 1).length > 0) add([change.run.id]);
  };

  const add = (ids: readonly string[]) => {
    for (const id of ids) untold.add(id);
    if (untold.size > 0 && !stopped) working ??= work();
  };

  const work = async () => {
    for (const id of untold) {
      untold.delete(id);
      await settle(id);
    }
    working = null;
  };

  /** Tells one group. @returns true when there are more */
  const settleGroup = (id: string) =>
    ledger.record((pen) => {
      const ended = runs.get(id);
      if (ended === null) return false;
      pen.settle(ended);
      return dependencies.open(id, 1).length > 0;
    });

  const settle = async (id: string) => {
    let isMore = true;
    const write = async () => {
      isMore = await settleGroup(id);
    };
    while (isMore && !stopped) {
      const written = await writeOutcome(write, clock, () => stopped);
      if (!written) return;
      await nextTurn();
    }
  };

  return {
    start() {
      unsubscribe = ledger.subscribe(onChange);
      add(dependencies.unsettled());
    },
    async stop() {
      stopped = true;
      unsubscribe?.();
      await working;
    },
  };
}
