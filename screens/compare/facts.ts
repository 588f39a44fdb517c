import { formatBytes } from '../../src/lib/format-bytes.ts';
import { formatDuration } from '../../src/lib/format-duration.ts';
import type { Run } from '../../src/model/run.ts';
import type { ComparedRun } from '../../src/store/comparing/comparison-state.ts';
import { formatDateTime } from '../format-time.ts';
import { reasonText, shortId, tryText } from '../run-text.ts';

/** One thing about two runs. */
export interface ComparedFact {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** It is never the same, so that it differs says nothing. */
  readonly always?: true;
}

/** What is told of each of two runs, those facts first that say how it went. Facts that neither has are left out. */
export function comparedFacts(before: ComparedRun, after: ComparedRun): readonly ComparedFact[] {
  const left = factsOf(before);
  const right = factsOf(after);
  return Object.keys(left)
    .map((name): ComparedFact => {
      const fact = { name, before: left[name] ?? '', after: right[name] ?? '' };
      return always.has(name) ? { ...fact, always: true } : fact;
    })
    .filter((fact) => fact.before !== '' || fact.after !== '');
}

const always: ReadonlySet<string> = new Set(['created', 'duration', 'in queue', 'memory', 'log']);

function factsOf({ run, attempts }: ComparedRun): Readonly<Record<string, string>> {
  const memory = Math.max(0, ...(attempts ?? []).map(({ peakMemoryBytes }) => peakMemoryBytes ?? 0));
  return {
    status: run.status,
    reason: reasonText(run),
    error: run.error?.message ?? '',
    duration: told(run.durationMs, formatDuration),
    'in queue': told(run.startedAt, (at) =>
      formatDuration(Math.max(0, Date.parse(at) - Date.parse(run.createdAt))),
    ),
    attempts: tryText(run),
    'exit code': told(run.exitCode, String),
    memory: memory === 0 ? '' : formatBytes(memory),
    log: told(attempts?.at(-1)?.logTo, formatBytes),
    ...settingsOf(run),
  };
}

/** What was set when the run was created. */
function settingsOf(run: Run): Readonly<Record<string, string>> {
  return {
    target: run.target,
    created: formatDateTime(Date.parse(run.createdAt)),
    trigger: run.triggerKind ?? '',
    by: run.createdBy ?? '',
    'runs on': run.runtimeTargetKind ?? '',
    environment: run.environmentId ?? '',
    branch: run.branchId ?? '',
    timeout: told(run.timeoutSeconds, (seconds) => formatDuration(seconds * 1_000)),
    retries: told(run.backoffLimit, String),
    batch: told(run.batchId, shortId),
    schedule: told(run.scheduleId, shortId),
  };
}

function told<Value>(value: Value | null | undefined, text: (value: Value) => string): string {
  return value === null || value === undefined ? '' : text(value);
}
