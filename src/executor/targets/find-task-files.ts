import { type Dirent, type Stats, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that may define a target. */
export interface TaskFile {
  /** Where it lies. */
  readonly folder: SourceFolder;
  /** Path below its folder without its extension, such as `reports/weekly`. */
  readonly id: string;
  /** Absolute. */
  readonly path: string;
  /** Path below the project folder. */
  readonly relativePath: string;
  /** Changes when the file does. */
  readonly stamp: string;
}

/** The folders of a project that define targets. */
export type SourceFolder = 'tasks' | 'workflows';

export const taskExtensions = ['.ts', '.tsx', '.js', '.jsx'] as const;

const ignoredFolders = new Set(['node_modules', '.git', '__tests__']);

/**
 * The files of a project's folder that may define targets, sorted by path (contract, section 13.3). Empty
 * when the folder is not there.
 */
export async function findTaskFiles(projectDir: string, folder: SourceFolder): Promise<readonly TaskFile[]> {
  const paths = await pathsBelow(join(projectDir, folder), '');
  return paths
    .map((path) => taskFileAt(projectDir, folder, path))
    .filter((file) => file !== null)
    .sort((a, b) => (a.relativePath < b.relativePath ? -1 : 1));
}

/**
 * Looks at one file, at once: handing so short a look to a thread takes longer, and runs wait for it.
 * @param path below the folder
 * @returns null when it is no file, or one that cannot define a target
 */
export function taskFileAt(projectDir: string, folder: SourceFolder, path: string): TaskFile | null {
  const extension = taskExtensions.find((known) => path.endsWith(known));
  if (extension === undefined || /\.(?:test|spec|d)\.[jt]sx?$/.test(path)) return null;
  const absolute = join(projectDir, folder, path);
  const state = stateOf(absolute);
  if (!state?.isFile()) return null;
  return {
    folder,
    id: path.slice(0, -extension.length),
    path: absolute,
    relativePath: `${folder}/${path}`,
    stamp: `${state.mtimeMs}:${state.size}:${state.ino}`,
  };
}

function stateOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined; // Not to be looked at: no target of ours.
  }
}

async function pathsBelow(dir: string, prefix: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((): Dirent[] => []);
  const nested = await Promise.all(
    entries.map((entry) => {
      const path = `${prefix}${entry.name}`;
      // Links to folders are not followed: they could lead in circles.
      if (!entry.isDirectory()) return [path];
      return ignoredFolders.has(entry.name) ? [] : pathsBelow(join(dir, entry.name), `${path}/`);
    }),
  );
  return nested.flat();
}
