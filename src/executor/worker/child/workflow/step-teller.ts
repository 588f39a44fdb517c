import { performance } from 'node:perf_hooks';
import { isoTime } from '../../../../lib/clock.ts';
import type { JsonObject } from '../../../../lib/json.ts';
import type { EventLevel } from '../../../../model/event.ts';
import type { TaskContext } from '../task-context.ts';

/** What a node does, as its events say it. */
export type StepKind = 'tool' | 'agent' | 'approval' | 'event' | 'delay';

/** Makes events of what happens to the nodes of a workflow, and progress of how many are over. */
export interface StepTeller {
  /** There is such a node. Nodes are known when they are reached, those that are certain from the start. */
  known(path: string): void;
  /** It ended in an earlier attempt: that was told then. */
  over(path: string): void;
  /** @param id what the package calls the node */
  started(path: string, kind: StepKind, id: string): void;
  /** A wait was answered: it goes on without having been told as started. */
  answered(path: string, kind: StepKind, id: string): void;
  completed(path: string): void;
  skipped(path: string): void;
  waiting(path: string, kind: StepKind, message: string, detail: JsonObject): void;
  /** The package gave up a node. */
  failed(id: string, error: Error): void;
  /** What made a node fail last; null while none has. */
  readonly lastError: Error | null;
}

interface Active {
  readonly id: string;
  readonly kind: StepKind;
  /** ISO 8601. */
  readonly at: string;
  /** Milliseconds of the process's own clock, which nobody sets back. */
  readonly startedAt: number;
}

const maxPath = 500;
const maxMessage = 1_000;

/** @param context what every attempt gives to what it runs */
export function createStepTeller({ event, progress }: Pick<TaskContext, 'event' | 'progress'>): StepTeller {
  const knownPaths = new Set<string>();
  const overPaths = new Set<string>();
  const active = new Map<string, Active>();
  let lastError: Error | null = null;

  function send(what: string, path: string, level: EventLevel, text: string, payload: JsonObject): void {
    const node = path.slice(0, maxPath);
    event(`step.${what}`, { message: `${node} ${text}`.slice(0, maxMessage), node, ...payload }, level);
  }

  function end(path: string): JsonObject {
    const step = active.get(path);
    active.delete(path);
    if (step === undefined) return {};
    const duration = Math.round(performance.now() - step.startedAt);
    return { kind: step.kind, started_at: step.at, duration_ms: duration };
  }

  function over(path: string): void {
    knownPaths.add(path);
    overPaths.add(path);
  }

  function advance(path: string): void {
    over(path);
    progress(overPaths.size, knownPaths.size, path);
  }

  function begin(path: string, kind: StepKind, id: string): void {
    knownPaths.add(path);
    active.set(path, { id, kind, at: isoTime(Date.now()), startedAt: performance.now() });
  }

  return {
    known: (path) => void knownPaths.add(path),
    over,
    started(path, kind, id) {
      begin(path, kind, id);
      send('started', path, 'info', 'started', { kind });
    },
    answered: begin,
    completed(path) {
      send('completed', path, 'info', 'completed', end(path));
      advance(path);
    },
    skipped(path) {
      send('skipped', path, 'info', 'skipped', {});
      advance(path);
    },
    waiting(path, kind, message, detail) {
      knownPaths.add(path);
      send('waiting', path, 'info', `waits: ${message}`, { kind, ...detail });
    },
    failed(id, error) {
      lastError = error;
      const path = [...active].find(([, step]) => step.id === id)?.[0] ?? id;
      send('failed', path, 'error', `failed: ${error.message}`, {
        ...end(path),
        error: error.message.slice(0, 4_000),
      });
    },
    get lastError() {
      return lastError;
    },
  };
}
