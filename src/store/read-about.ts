import type { ConsoleModel } from './console-model.ts';
import { patchSlice } from './console-state.ts';

/** Reads what the server can do and the name of the project; one that does not tell is used all the same. */
export async function readAbout({ store }: ConsoleModel): Promise<void> {
  const { client } = store.getState().connection;
  if (client === null) return;
  const [capabilities, project] = await Promise.all([
    client.capabilities().catch(() => null),
    client.resolveProject().catch(() => null),
  ]);
  if (store.getState().connection.client !== client) return;
  patchSlice(store, 'connection', { capabilities, project: project?.slug ?? client.project });
}
