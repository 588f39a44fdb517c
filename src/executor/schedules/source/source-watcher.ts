import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename } from 'node:path';
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
   * Watches these folders from now on, and no others.
   * @param folders absolute; those that are not there any more are left out
   * @returns true when there are new ones: what happened in them before may have been missed
   */
  cover(folders: readonly string[]): boolean;
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

  function coverOne(folder: string): boolean {
    const identity = identityOf(folder);
    const before = watched.get(folder);
    if (identity === null || before?.identity === identity) return false;
    before?.watcher.close();
    const watcher = open(folder, () => true);
    if (watcher === null) return false;
    watched.set(folder, { watcher, identity });
    return true;
  }

  return {
    get isWatching() {
      return isWhole;
    },
    cover(folders) {
      const wanted = new Set(folders.slice(0, mostFolders));
      if (wanted.size < folders.length) isWhole = false;
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
