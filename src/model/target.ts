import type { JsonObject } from '../lib/json.ts';
import type { RunKind } from './run.ts';

/** Why a target cannot be used, with the place in the user's file. */
export interface TargetFault {
  readonly message: string;
  /** Path below the project folder. */
  readonly file: string;
  readonly line: number | null;
}

export const isolations = ['process', 'shared'] as const;
export type Isolation = (typeof isolations)[number];

/** A named thing that can be executed. */
export interface Target {
  /** `kind:id`. */
  readonly target: string;
  readonly kind: RunKind;
  readonly name: string;
  readonly description: string;
  /** JSON Schema. */
  readonly inputSchema: JsonObject;
  readonly outputSchema: JsonObject | null;
  readonly schedulable: boolean;
  /** Ours: `shared` runs of one target share a warm child, one after the other; `process` is a child each. */
  readonly isolation: Isolation;
  /** Ours: most runs of it at the same time; null for no limit of its own. */
  readonly concurrency: number | null;
  /** Path below the project folder; null for a built-in target or where the server does not tell. */
  readonly sourcePath: string | null;
  /** Not null: the target is listed as broken and cannot run. */
  readonly fault: TargetFault | null;
}

/** The kind and the id of `kind:id`; null when the text has no kind. */
export function splitTarget(target: string): { kind: string; id: string } | null {
  const colon = target.indexOf(':');
  if (colon < 1 || colon === target.length - 1) return null;
  return { kind: target.slice(0, colon), id: target.slice(colon + 1) };
}
