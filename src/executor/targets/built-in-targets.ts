import { fileURLToPath } from 'node:url';
import type { Target } from '../../model/target.ts';
import { ingestTarget } from '../ingest/ingest-target.ts';

/** A target that comes with the executor. A file of the project with the same id takes its place. */
export interface BuiltInTarget {
  readonly target: Target;
  /** Absolute path of the module that defines the task. */
  readonly sourceFile: string;
}

export const builtInTargets: readonly BuiltInTarget[] = [
  {
    target: {
      target: 'task:knowledge-ingest',
      kind: 'task',
      ...ingestTarget,
      isolation: 'process',
      concurrency: null,
      sourcePath: null,
      fault: null,
    },
    sourceFile: entry('../ingest/knowledge-ingest.ts', './knowledge-ingest.js'),
  },
];

/** From source a module lies in its folder; the bundle has all entries in one. */
function entry(source: string, bundled: string): string {
  return fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? source : bundled, import.meta.url));
}
