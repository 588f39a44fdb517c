import { opendir, rm } from 'node:fs/promises';
import { isUuid } from '../../lib/id.ts';
import { runDir } from '../worker/log-paths.ts';

/**
 * Ids of the log folders whose run is not there any more: left by a crash between the deletion of a
 * run and that of its log. A missing folder has none.
 * @param isKnown asked for each folder with the name of a run
 */
export async function* strayFolders(
  logsDir: string,
  isKnown: (runId: string) => boolean,
): AsyncGenerator<string> {
  try {
    for await (const entry of await opendir(logsDir)) {
      if (entry.isDirectory() && isUuid(entry.name) && !isKnown(entry.name)) yield entry.name;
    }
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT')) throw thrown;
  }
}

/** Deletes the log folder of a run; one that is not there is no fault. @throws what the file system throws */
export async function removeFolder(logsDir: string, runId: string): Promise<void> {
  await rm(runDir(logsDir, runId), { recursive: true, force: true });
}
