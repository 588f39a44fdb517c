import { settingsInMemory } from '../../src/model/console-settings.ts';
import type { Journal } from '../../src/model/journal.ts';
import type { Run } from '../../src/model/run.ts';
import { connect } from '../../src/store/connect.ts';
import { createConsoleModel } from '../../src/store/create-console-model.ts';
import { type FakeClock, makeFakeClock } from './fake-clock.ts';
import { type LossyClient, lossyClient } from './lossy-client.ts';
import { seededNow, seededRuns } from './seeded-data.ts';

/** A console without a screen, over a client that loses answers, at a time that a test moves. */
export async function actingConsole(runs: readonly Run[] = seededRuns(), journal?: Journal) {
  const client: LossyClient = lossyClient({ runs });
  const clock: FakeClock = makeFakeClock(seededNow);
  const model = createConsoleModel(
    {
      contextName: 'local',
      readOnly: false,
      ascii: false,
      color: true,
      settings: settingsInMemory(),
      journal,
      connect: async () => ({ client, ownsExecutor: false }),
    },
    clock,
  );
  await connect(model);
  return {
    model,
    client,
    clock,
    state: () => model.store.getState(),
    last: () => model.store.getState().receipts.at(-1),
    /** Lets time pass in steps, and everything that waits for answers go on. */
    async pass(ms: number) {
      for (let left = ms; left > 0; left -= 500) {
        clock.advance(Math.min(500, left));
        await turn();
      }
    },
  };
}

/** Everything that waits for answers in memory goes on. */
export async function turn(): Promise<void> {
  for (let round = 0; round < 3; round++) await new Promise((resolve) => setImmediate(resolve));
}

/** Runs that have failed, as many as one likes. */
export function failedRuns(count: number): readonly Run[] {
  const [, , , like] = seededRuns();
  if (like === undefined) throw new Error('The seed has changed.');
  return Array.from({ length: count }, (_, index): Run => {
    return { ...like, id: `failed-${String(index).padStart(8, '0')}`, status: 'failed' };
  });
}
