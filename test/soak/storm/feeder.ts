import { createListeners } from '../../../src/lib/listeners.ts';
import type { ExecutorProcess } from './executor-process.ts';
import type { Report } from './messages.ts';
import type { PlannedRun } from './plan.ts';

/** So many runs are on their way at once: creations go on during the whole storm. */
const window = 40;
/** How long to wait before a refused creation is sent again. */
const againMs = 250;

/**
 * Has the runs of a plan created, by one executor after the other. A creation that was not acknowledged is
 * sent again, with the same public id, until one is.
 */
export interface Feeder {
  /** From now on this executor is the one to send to. */
  feed(executor: ExecutorProcess): void;
  /** Run id by place in the plan: what was acknowledged. */
  readonly accepted: ReadonlyMap<number, string>;
  /** Creations that were sent again, because no answer came or it was a refusal. */
  readonly repeated: number;
  /** Why creations were refused, with how often. */
  readonly refusals: ReadonlyMap<string, number>;
  /** Resolves with the next creation that is refused, with the message. */
  nextRefusal(): Promise<string>;
  /** Resolves with the next creation that is acknowledged. */
  nextAcceptance(): Promise<string>;
  /** Sends one more creation, if the plan has one, though many runs are on their way. */
  push(): void;
}

/** @param onDone called once: everything was accepted, and no run is left to do */
export function createFeeder(plan: readonly PlannedRun[], onDone: () => void): Feeder {
  const accepted = new Map<number, string>();
  const refusals = new Map<string, number>();
  const sent = new Set<number>();
  const heard = createListeners<Report>();
  let repeated = 0;
  let executor: ExecutorProcess | null = null;
  let active = 0;

  const send = (planned: PlannedRun) => {
    sent.add(planned.n);
    const dependsOn = planned.needs.map((n) => accepted.get(n)).filter((id) => id !== undefined);
    executor?.order({
      kind: 'create',
      input: dependsOn.length === 0 ? planned.input : { ...planned.input, dependsOn },
    });
  };
  const sendMore = (most: number) => {
    for (const planned of plan) {
      if (sent.size + active >= most) return;
      if (accepted.has(planned.n) || sent.has(planned.n)) continue;
      if (planned.needs.every((n) => accepted.has(n))) send(planned);
    }
  };
  const next = (kind: 'accepted' | 'refused') =>
    new Promise<string>((resolve) => {
      const remove = heard.add((report) => {
        if (report.kind !== kind) return;
        remove();
        resolve(report.kind === 'refused' ? report.message : report.runId);
      });
    });
  const refused = (n: number, message: string) => {
    refusals.set(message, (refusals.get(message) ?? 0) + 1);
    setTimeout(() => {
      if (!sent.delete(n)) return;
      repeated += 1;
      sendMore(window);
    }, againMs).unref();
  };
  const take = (from: ExecutorProcess, report: Report) => {
    if (from !== executor) return;
    heard.notify(report);
    if (report.kind === 'accepted') {
      const n = Number(report.publicId.slice('run-'.length));
      accepted.set(n, report.runId);
      sent.delete(n);
    } else if (report.kind === 'refused') {
      refused(Number(report.publicId.slice('run-'.length)), report.message);
    } else if (report.kind === 'active') {
      active = report.count;
      if (active === 0 && accepted.size === plan.length) onDone();
      else sendMore(window);
    }
  };
  return {
    accepted,
    refusals,
    nextRefusal: () => next('refused'),
    nextAcceptance: () => next('accepted'),
    push: () => sendMore(sent.size + active + 1),
    get repeated() {
      return repeated;
    },
    feed(added) {
      executor = added;
      // What the one before did not answer may or may not have been done.
      repeated += sent.size;
      sent.clear();
      added.reports.add((report) => take(added, report));
    },
  };
}
