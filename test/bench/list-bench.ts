import type { ConsoleParts } from '../../screens/parts.ts';
import { createUiStore } from '../../screens/ui-state.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { settingsInMemory } from '../../src/model/console-settings.ts';
import type { Run } from '../../src/model/run.ts';
import { applyRuns } from '../../src/store/apply-runs.ts';
import { connect } from '../../src/store/connect.ts';
import { patchSlice } from '../../src/store/console-state.ts';
import { createConsoleModel } from '../../src/store/create-console-model.ts';
import { seededClient } from '../helpers/seeded-client.ts';

/** The runs screen without a terminal: its store, its commands and its rows, with all runs loaded. */
export async function openListBench(runs: readonly Run[]): Promise<{ readonly parts: ConsoleParts }> {
  const client = seededClient({ runs: [] });
  const model = createConsoleModel(
    {
      contextName: 'local',
      readOnly: false,
      ascii: false,
      color: false,
      settings: settingsInMemory(),
      connect: async () => ({ client, ownsExecutor: false }),
    },
    systemClock,
  );
  await connect(model);
  applyRuns(model.store.getState().runs.list, runs, { filter: {}, morePages: false });
  patchSlice(model.store, 'runs', { version: 1 });
  const parts = {
    model,
    ui: createUiStore(),
    terminal: { compositor: { invalidate() {}, paintNow() {} } },
  };
  // Neither a terminal nor other screens are touched by what is measured.
  return { parts: parts as unknown as ConsoleParts };
}
