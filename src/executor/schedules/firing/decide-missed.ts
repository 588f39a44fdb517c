import type { MissedPolicy } from '../../../model/schedule.ts';
import type { SlotCause, SlotOutcome } from '../../../model/slot.ts';

/** A slot that gets no run, and why. */
export interface LeftSlot {
  /** Epoch ms. */
  readonly at: number;
  readonly outcome: Exclude<SlotOutcome, 'fired'>;
  readonly cause: SlotCause;
}

/** What the policy for missed slots is asked about. Times are epoch ms. */
export interface MissedQuestion {
  readonly policy: MissedPolicy;
  /** Ascending. */
  readonly missed: readonly number[];
  /** Slots that are older are never caught up; null: however old. */
  readonly maxAgeMs: number | null;
  /** A later slot is due on time: that one is the latest. */
  readonly hasOnTime: boolean;
  /** Only one run at a time makes sense: each would replace the one before. */
  readonly isReplace: boolean;
  /** The pause in which slots from then on passed; null when there was none. */
  readonly pausedFrom: number | null;
  readonly now: number;
}

/** Which of the missed slots get a run, oldest first, and why the others get none. */
export function decideMissed(question: MissedQuestion): {
  readonly fire: readonly number[];
  readonly left: readonly LeftSlot[];
} {
  const fire = chosen(question);
  const firing = new Set(fire);
  const left = question.missed
    .filter((at) => !firing.has(at))
    .map((at): LeftSlot => ({ at, ...causeOf(question, at) }));
  return { fire, left };
}

function chosen({ policy, missed, maxAgeMs, hasOnTime, isReplace, now }: MissedQuestion): readonly number[] {
  if (policy === 'skip') return [];
  const young = maxAgeMs === null ? missed : missed.filter((at) => now - at <= maxAgeMs);
  if (policy === 'all' && !isReplace) return young;
  return hasOnTime ? [] : young.slice(-1);
}

function causeOf(
  { policy, maxAgeMs, pausedFrom, now }: MissedQuestion,
  at: number,
): Pick<LeftSlot, 'outcome' | 'cause'> {
  if (pausedFrom !== null && at >= pausedFrom) return { outcome: 'missed', cause: 'paused' };
  if (policy === 'skip') return { outcome: 'missed', cause: 'late' };
  if (maxAgeMs !== null && now - at > maxAgeMs) return { outcome: 'missed', cause: 'too-old' };
  if (policy === 'all') return { outcome: 'skipped', cause: 'replaced' };
  return { outcome: 'missed', cause: 'superseded' };
}
