import { readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const markFolders = ['tasks', 'workflows', 'schedules'];
const configFile = /^veryfront\.(json|config\.\w+)$/;

/** The nearest folder from `start` upwards that holds a project; null when there is none. */
export function findLocalProject(start: string): string | null {
  let folder = resolve(start);
  while (!holdsProject(folder)) {
    const parent = dirname(folder);
    if (parent === folder) return null;
    folder = parent;
  }
  return folder;
}

/** True when a folder itself has a project's folders or its config file. */
export function holdsProject(folder: string): boolean {
  try {
    return readdirSync(folder, { withFileTypes: true }).some((entry) =>
      markFolders.includes(entry.name)
        ? statSync(join(folder, entry.name)).isDirectory()
        : configFile.test(entry.name),
    );
  } catch {
    // A folder that is missing or may not be read is no project of this user.
    return false;
  }
}
