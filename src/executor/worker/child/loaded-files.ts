import { realpathSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { stampAt } from '../../../lib/file-stamp.ts';
import { type LoadedFile, mostImports } from '../protocol.ts';
import { ownFile } from './own-file.ts';

interface Loading {
  readonly stamp: string;
  /** The described file that had it loaded first. */
  readonly by: string;
}

const loaded = new Map<string, Loading>();
let entries: ReadonlySet<string> = new Set();
let entry: string | null = null;

/**
 * From now on remembers which sources of the project are loaded.
 * @param projectDir absolute, links resolved
 * @param files that are described one by one
 */
export function recordLoading(projectDir: string, files: readonly string[]): void {
  entries = new Set(files.map(realPath));
  registerHooks({
    load(url, context, next) {
      const file = ownFile(url, projectDir);
      if (file !== null) noteLoading(file);
      return next(url, context);
    },
  });
}

/** Whatever is loaded from now on belongs to this file. */
export function beginLoading(file: string): void {
  entry = realPath(file);
}

/** Told by whoever reads a source in place of Node, before it does. Does nothing unless it is recorded. */
export function noteLoading(file: string): void {
  if (entry !== null && !loaded.has(file)) loaded.set(file, { stamp: stampAt(file), by: entry });
}

/**
 * The sources that the file being described may depend on: those loaded for it, and those that were loaded before,
 * which do not come again. Others that are described for themselves are among them when it loaded them.
 */
export function loadedFiles(): LoadedFile[] {
  return [...loaded]
    .filter(([path, { by }]) => path !== entry && (by === entry || !entries.has(path)))
    .slice(0, mostImports)
    .map(([path, { stamp }]) => ({ path, stamp }));
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
