import { type Dirent, existsSync, type Stats, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stampOf } from '../../lib/file-stamp.ts';

/** A file that may define a target or a schedule. */
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

/** The folders of a project that define targets and schedules. */
export type SourceFolder = 'tasks' | 'workflows' | 'schedules';

/** What a look below one of them finds. */
export interface SourceTree {
  /** Sorted by path. */
  readonly files: readonly TaskFile[];
  /** Absolute paths of the folder and those in it that are looked into; empty when it is not there. */
  readonly folders: readonly string[];
  /** Absolute paths of those that are there and cannot be read. */
  readonly unreadable: readonly string[];
}

export const taskExtensions = ['.ts', '.tsx', '.js', '.jsx'] as const;

const ignoredFolders = new Set(['node_modules', '.git', '__tests__']);

/**
 * The files of a project's folder that may define targets, sorted by path (contract, section 13.3). Empty
 * when the folder is not there.
 */
export async function findTaskFiles(projectDir: string, folder: SourceFolder): Promise<readonly TaskFile[]> {
  return (await readSourceTree(projectDir, folder)).files;
}

/** As `findTaskFiles`; tells also where it looked, and where it could not. */
export async function readSourceTree(projectDir: string, folder: SourceFolder): Promise<SourceTree> {
  const { paths, folders, unreadable } = await walk(join(projectDir, folder), '');
  const files = paths
    .map((path) => taskFileAt(projectDir, folder, path))
    .filter((file) => file !== null)
    .sort((a, b) => (a.relativePath < b.relativePath ? -1 : 1));
  return { files, folders, unreadable };
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
    stamp: stampOf(state),
  };
}

function stateOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined; // Not to be looked at: no target of ours.
  }
}

interface Walked {
  /** Below the folder where the walk began. */
  readonly paths: readonly string[];
  readonly folders: readonly string[];
  readonly unreadable: readonly string[];
}

async function walk(dir: string, prefix: string): Promise<Walked> {
  const entries = await entriesOf(dir);
  if (entries === null) return { paths: [], folders: [], unreadable: existsSync(dir) ? [dir] : [] };
  // Links to folders are not followed: they could lead in circles.
  const isFolder = (entry: Dirent) => entry.isDirectory();
  const nested = await Promise.all(
    entries
      .filter((entry) => isFolder(entry) && !ignoredFolders.has(entry.name))
      .map(({ name }) => walk(join(dir, name), `${prefix}${name}/`)),
  );
  const own = entries.filter((entry) => !isFolder(entry)).map(({ name }) => `${prefix}${name}`);
  return {
    paths: [...own, ...nested.flatMap(({ paths }) => paths)],
    folders: [dir, ...nested.flatMap(({ folders }) => folders)],
    unreadable: nested.flatMap(({ unreadable }) => unreadable),
  };
}

async function entriesOf(dir: string): Promise<readonly Dirent[] | null> {
  return await readdir(dir, { withFileTypes: true }).catch(() => null);
}
