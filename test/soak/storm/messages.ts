import type { CreateRun } from '../../../src/model/run.ts';

/** What the program `executor-program.ts` is started with, as JSON. */
export interface ProgramOptions {
  readonly projectDir: string;
  readonly stateDir: string;
  readonly concurrency: number;
  /** Also serve the API, on a free port. */
  readonly serve: boolean;
  /** Milliseconds that its clock is off from the start. */
  readonly clockOffsetMs: number;
}

/** Test to program. */
export type Order =
  | { readonly kind: 'create'; readonly input: CreateRun }
  | { readonly kind: 'clock'; readonly offsetMs: number }
  | { readonly kind: 'stop'; readonly drainMs: number };

/** Program to test. */
export type Report =
  | {
      readonly kind: 'open';
      readonly port: number | null;
      readonly token: string;
      readonly projectId: string;
    }
  /** The creation is durable. */
  | { readonly kind: 'accepted'; readonly publicId: string; readonly runId: string }
  | { readonly kind: 'refused'; readonly publicId: string; readonly message: string }
  /** So many runs have not ended. */
  | { readonly kind: 'active'; readonly count: number }
  | { readonly kind: 'warning'; readonly message: string };
