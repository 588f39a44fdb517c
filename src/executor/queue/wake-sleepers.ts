import type { QueueParts } from './queue-parts.ts';

/** Most runs that are put back in one transaction: bounds how long the event loop is held. */
const maxAtOnce = 500;

/**
 * Puts waiting runs back into the queue whose time has come by itself, such as a workflow's delay.
 * @param now epoch ms
 * @throws UserError `storage`
 */
export async function wakeSleepers(
  { storage, ledger }: Pick<QueueParts, 'storage' | 'ledger'>,
  now: number,
): Promise<void> {
  const next = storage.runs.nextWoken();
  if (next === null || next > now) return;
  await ledger.record((pen) => {
    for (const run of storage.runs.woken(now, maxAtOnce)) {
      pen.move(
        run,
        'pending',
        { waitingReason: null, notBefore: null },
        {
          type: 'run.resumed',
          level: 'info',
          message: 'The time it waited for has come',
          payload: { waiting_reason: run.waitingReason },
        },
      );
    }
  });
}
