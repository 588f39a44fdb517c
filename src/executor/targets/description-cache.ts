import { stampAt } from '../../lib/file-stamp.ts';
import { type LoadedFile, mostImports } from '../worker/protocol.ts';
import { type DescribeOptions, describeTaskFiles, type FileDescription } from './describe-task-files.ts';
import type { TaskFile } from './find-task-files.ts';

/** How long a fault is believed, in multiples of the time that finding it took: what a broken file imports may be repaired. */
const faultFactor = 10;
const minFaultMs = 2_000;

/** What task files define, remembered until they change. */
export interface DescriptionCache {
  /** Loads what is not known yet. Calls wait for each other, so that no file is loaded twice at once. */
  of(files: readonly TaskFile[]): Promise<ReadonlyMap<string, FileDescription>>;
  /** What is known without loading anything; null when the file has to be loaded. */
  peek(file: TaskFile): FileDescription | null;
}

interface Entry {
  readonly stamp: string;
  readonly description: FileDescription;
  /** Epoch milliseconds. */
  readonly believedUntil: number;
}

export function createDescriptionCache(options: DescribeOptions): DescriptionCache {
  const { clock } = options;
  const entries = new Map<string, Entry>();
  let last: Promise<unknown> = Promise.resolve();

  function peek(file: TaskFile, stampNow = stampAt): FileDescription | null {
    const entry = entries.get(file.path);
    if (entry?.stamp !== file.stamp || clock.now() >= entry.believedUntil) return null;
    const { description } = entry;
    const isAsImported = importsOf(description).every(({ path, stamp }) => stampNow(path) === stamp);
    return isAsImported ? description : null;
  }

  async function load(files: readonly TaskFile[]): Promise<void> {
    const stampNow = rememberedStamps();
    const unknown = files.filter((file) => peek(file, stampNow) === null);
    if (unknown.length === 0) return;
    const startedAt = clock.now();
    const described = await describeTaskFiles(
      unknown.map(({ path }) => path),
      options,
    );
    const now = clock.now();
    const faultUntil = now + Math.max(minFaultMs, faultFactor * (now - startedAt));
    for (const { path, stamp } of unknown) {
      const fresh = described.get(path);
      if (fresh === undefined) continue;
      const description = withEarlierImports(fresh, entries.get(path)?.description);
      const believedUntil = description.kind === 'broken' ? faultUntil : Number.POSITIVE_INFINITY;
      entries.set(path, { stamp, description, believedUntil });
    }
  }

  return {
    peek: (file) => peek(file),
    async of(files) {
      const turn = last.then(() => load(files));
      last = turn.catch(() => undefined);
      await turn;
      return new Map(
        files.flatMap((file) => {
          const entry = entries.get(file.path);
          return entry === undefined ? [] : [[file.path, entry.description] as const];
        }),
      );
    },
  };
}

/** The sources that a description depends on, other than its file. */
export function importsOf(description: FileDescription): readonly LoadedFile[] {
  return 'imports' in description ? description.imports : [];
}

/** What is broken may lack a source that was there before: once it is there again, the file is looked at. */
function withEarlierImports(fresh: FileDescription, earlier: FileDescription | undefined): FileDescription {
  if (fresh.kind !== 'broken' || earlier === undefined) return fresh;
  const known = new Set(fresh.imports.map(({ path }) => path));
  const lost = importsOf(earlier).filter(({ path }) => !known.has(path));
  const imports = [...fresh.imports, ...lost.map(({ path }) => ({ path, stamp: stampAt(path) }))];
  return { ...fresh, imports: imports.slice(0, mostImports) };
}

/** Many files may import the same ones: each is looked at once. */
function rememberedStamps(): (path: string) => string {
  const stamps = new Map<string, string>();
  return (path) => {
    const stamp = stamps.get(path) ?? stampAt(path);
    stamps.set(path, stamp);
    return stamp;
  };
}
