import type { ConsoleModel } from './console-model.ts';
import { patchSlice } from './console-state.ts';
import { problemOf } from './problem.ts';
import { readAbout } from './read-about.ts';
import { readRuns } from './read-runs.ts';
import { readTargets } from './read-targets.ts';

/** Waits for a server and then reads what the first screen shows. Failures end in the state, unless it was left meanwhile. */
export async function connect(model: ConsoleModel): Promise<void> {
  patchSlice(model.store, 'connection', { phase: 'starting', problem: null });
  try {
    const { client, ownsExecutor, renewsToken = false } = await model.options.connect();
    if (model.life.signal.aborted) return await client.close();
    patchSlice(model.store, 'connection', {
      phase: 'ready',
      client,
      ownsExecutor,
      renewsToken,
      project: client.project,
    });
    model.link.begin(client);
    model.sync.begin(client);
    await Promise.all([readRuns(model), model.counts.read(), readTargets(model), readAbout(model)]);
  } catch (thrown) {
    patchSlice(model.store, 'connection', { phase: 'failed', problem: problemOf(thrown) });
  }
}

/** Ends what keeps the state in step, then the client. */
export async function disconnect(model: ConsoleModel): Promise<void> {
  model.life.abort();
  model.sync.stop();
  model.link.stop();
  model.counts.stop();
  model.arranger.stop();
  model.logs.stop();
  model.actions.stop();
  await model.store.getState().connection.client?.close();
}
