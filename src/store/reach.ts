import type { ConsoleModel } from './console-model.ts';
import { patchSlice } from './console-state.ts';
import { problemOf } from './problem.ts';
import { resync } from './resync.ts';

/**
 * Looks for the server anew: an executor that has ended is started again, or is found where it is now.
 * What is on the screen stays, and a failure is told there.
 */
export async function reach(model: ConsoleModel): Promise<void> {
  const { store, sync, link, options, life } = model;
  patchSlice(store, 'connection', { link: { kind: 'connecting' } });
  try {
    const { client, ownsExecutor } = await options.connect();
    if (life.signal.aborted) return await client.close();
    // Looked at now: another look for the server may have ended in between.
    const old = store.getState().connection.client;
    link.begin(client);
    sync.begin(client);
    patchSlice(store, 'connection', { client, ownsExecutor });
    await old?.close();
    await resync(model);
  } catch (thrown) {
    sync.reconnect();
    store.setState({ notice: { kind: 'error', ...problemOf(thrown) } });
  }
}
