import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TempDir extends Disposable {
  /** Absolute, links resolved. */
  readonly path: string;
  /** Removes the folder with all it holds. */
  remove(): void;
}

/** An empty folder of its own; gone at the end of the block when declared with `using`. */
export function makeTempDir(name = 'test'): TempDir {
  const path = mkdtempSync(join(realpathSync(tmpdir()), `vfjobs-${name}-`));
  // A dying process may still write while its folder goes: try again for a moment.
  const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  return { path, remove, [Symbol.dispose]: remove };
}
