import { isoTime } from '../../../lib/clock.ts';
import type { Run, RunKind } from '../../../model/run.ts';
import { newRun } from '../../new-run.ts';
import type { ScheduleRecord } from '../schedule-record.ts';

/** The target of a schedule, as it was found just now. */
export interface FoundTarget {
  readonly kind: RunKind;
  /** The canonical name. */
  readonly target: string;
}

/** How a run of a schedule came about. */
export type RunOrigin =
  | {
      readonly kind: 'slot';
      /** Epoch ms, without jitter. */
      readonly slot: number;
      /** A run that has to end first, however it ends. */
      readonly after: string | null;
      readonly batchId: string | null;
    }
  | { readonly kind: 'manual'; readonly name: string | null };

/** A new run of a schedule; what it is given is what the schedule says now. @param now epoch ms */
export function runOfSchedule(
  record: ScheduleRecord,
  { kind, target }: FoundTarget,
  origin: RunOrigin,
  { projectId, now }: { readonly projectId: string; readonly now: number },
): Run {
  const isSlot = origin.kind === 'slot';
  const after = isSlot ? origin.after : null;
  const run = newRun(
    {
      target,
      name: isSlot ? record.name : (origin.name ?? `${record.name} (manual)`),
      config: record.config,
      // A workflow is given its input and knows no config (contract section 9).
      input: kind === 'workflow' ? record.config : undefined,
      triggerKind: isSlot ? 'schedule' : 'manual',
      timeoutSeconds: record.timeoutSeconds,
      backoffLimit: record.backoffLimit,
      environmentId: record.environmentId ?? undefined,
      branchId: record.branchId ?? undefined,
      batchId: isSlot ? (origin.batchId ?? undefined) : undefined,
      dependsOn: after === null ? [] : [after],
      onDependencyFailure: after === null ? 'fail' : 'run',
    },
    { projectId, kind, target, parent: null, now },
  );
  return {
    ...run,
    scheduleId: record.id,
    slot: isSlot ? isoTime(origin.slot) : null,
    triggerId: record.id,
  };
}
