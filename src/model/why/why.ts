import { executorGone, linkLost, parentCancelled } from './connection-rules.ts';
import { cancelled, failed, failedBefore } from './ended-rules.ts';
import type { Finding, Rule } from './finding.ts';
import type { WhyInput } from './input.ts';
import { backOff, limitReached, noPlaces, noWorker, targetLimitReached } from './pending-rules.ts';
import { cancelRequested, silent, slow, timeoutNear } from './running-rules.ts';
import { scheduleForbids, scheduleLate, schedulePaused, scheduleStale } from './schedule-rules.ts';
import { approval, dependency, dependencyFailed, wait } from './waiting-rules.ts';

/** Every rule, the weightiest first: what makes all else doubtful, then what stops it, then what it may come to. */
const rules: readonly Rule[] = [
  linkLost,
  executorGone,
  cancelRequested,
  parentCancelled,
  dependencyFailed,
  failed,
  cancelled,
  dependency,
  approval,
  wait,
  backOff,
  noPlaces,
  limitReached,
  targetLimitReached,
  noWorker,
  timeoutNear,
  silent,
  slow,
  failedBefore,
  schedulePaused,
  scheduleForbids,
  scheduleStale,
  scheduleLate,
];

/** Why a run is where it is, the weightiest answer first; empty where no rule knows anything. Pure. */
export function whyOf(input: WhyInput): readonly Finding[] {
  return rules.flatMap((rule) => rule(input) ?? []);
}
