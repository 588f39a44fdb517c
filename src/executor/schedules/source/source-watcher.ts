import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Clock } from '../../../lib/clock.ts';

/** Folders that are watched at most; whoever has more is looked at now and then. */
const mostFolders = 500;
/** Milliseconds without another change before one is told: an editor writes a file in several steps. */
const quietMs = 150;
/** Milliseconds after which changes are told even while more of them come. */
const patienceMs = 2_000;

/** Tells when something changes in the folders of the sources. Costs nothing while nothing does. */
export interface SourceWatcher {
  /** False when a folder cannot be watched: then somebody has to look by himself. */
  readonly isWatching: boolean;
  /**
   * Watches these from now on, and no others.
   * @param folders absolute; those that are not there any more are left out
   * @param files absolute: others that the sources depend on
   * @returns true when there are new ones: what happened in them before may have been missed
   */
  cover(folders: readonly string[], files?: readonly string[]): boolean;
  stop(): void;
}

interface Watched {
  readonly watcher: FSWatcher;
  /** See `identityOf`. */
  readonly identity: string;
}

/** @param root absolute path of the folder of the sources; it need not be there, its parent has to */
export function watchSources(root: string, clock: Clock, onChange: () => void): SourceWatcher {
  const watched = new Map<string, Watched>();
  let covered: ReadonlyMap<string, ReadonlySet<string> | null> = new Map();
  const changes = collectChanges(clock, onChange);
  let isWhole = true;

  function open(folder: string, isOurs: (name: string | null) => boolean): FSWatcher | null {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (isOurs(name)) changes.happened();
      });
      watcher.on('error', () => {
        isWhole = false;
        watcher.close();
      });
      return watcher;
    } catch {
      // No more watches are to be had, or this kind of disk has none.
      isWhole = false;
      return null;
    }
  }

  // The folder itself may come and go.
  const parent = open(
    root.slice(0, -basename(root).length) || '/',
    (name) => (name ?? basename(root)) === basename(root),
  );

  function isCovered(folder: string, name: string | null): boolean {
    const names = covered.get(folder) ?? null;
    return names === null || name === null || names.has(name);
  }

  function coverOne(folder: string): boolean {
    const identity = identityOf(folder);
    const before = watched.get(folder);
    if (identity === null || before?.identity === identity) return false;
    before?.watcher.close();
    const watcher = open(folder, (name) => isCovered(folder, name));
    if (watcher === null) return false;
    watched.set(folder, { watcher, identity });
    return true;
  }

  return {
    get isWatching() {
      return isWhole;
    },
    cover(folders, files = []) {
      covered = namesByFolder(folders, files);
      const wanted = new Set([...covered.keys()].slice(0, mostFolders));
      if (wanted.size < covered.size) isWhole = false;
      for (const [folder, { watcher }] of watched) {
        if (wanted.has(folder)) continue;
        watcher.close();
        watched.delete(folder);
      }
      return [...wanted].map(coverOne).includes(true);
    },
    stop() {
      changes.stop();
      parent?.close();
      for (const { watcher } of watched.values()) watcher.close();
      watched.clear();
    },
  };
}

/** Which names count in each folder; null: all of them. */
function namesByFolder(
  folders: readonly string[],
  files: readonly string[],
): ReadonlyMap<string, ReadonlySet<string> | null> {
  const byFolder = Map.groupBy(files, (file) => dirname(file));
  const ofFiles = [...byFolder].map(
    ([folder, some]) => [folder, new Set(some.map((file) => basename(file)))] as const,
  );
  return new Map([
    ...folders.map((folder) => [folder, null] as const),
    ...ofFiles.filter(([folder]) => !folders.includes(folder)),
  ]);
}

function collectChanges(clock: Clock, onChange: () => void) {
  let since: number | null = null;
  let callOff = () => {};
  let isStopped = false;
  function tell(): void {
    since = null;
    onChange();
  }
  return {
    happened(): void {
      if (isStopped) return;
      callOff();
      since ??= clock.now();
      callOff = clock.after(Math.max(0, Math.min(quietMs, since + patienceMs - clock.now())), tell);
    },
    stop(): void {
      isStopped = true;
      callOff();
    },
  };
}

/** Tells a folder from another one that took its place, which may even have its number. Null when it is not there. */
function identityOf(folder: string): string | null {
  const state = statSync(folder, { throwIfNoEntry: false });
  return state === undefined ? null : `${state.ino}:${state.birthtimeMs}`;
}
