import type { Clock } from '../lib/clock.ts';

/**
 * Keeps the terminal from being sent more than it can draw: after a bulk frame it is asked for its status, and
 * while its answer is late no further bulk frame is sent. Buffers of ssh and of the terminal hide how far
 * behind the screen is; only the answer tells.
 */
export interface FlowControl {
  /** Whether a frame of data may be sent now. Frames that answer a key are never held back. */
  isOpen(): boolean;
  /** A frame was sent; answers true when a status request has to follow it. */
  sent(byteCount: number): boolean;
  /** The terminal answered. */
  acknowledge(): void;
  /** Whether the terminal owes an answer. */
  readonly isWaiting: boolean;
  /** How long the latest answers took, milliseconds, oldest first. */
  readonly replyMs: readonly number[];
  stop(): void;
}

const bulkBytes = 200;
/** An answer that takes longer means that the terminal, or the line to it, is slow. */
const slowMs = 60;
/** After a slow answer the line is left to keys for as long as the answer took, and no longer than this. */
const maxRestMs = 100;
/** An answer that takes this long is not waited for. */
const lostMs = 2000;
/** So many answers are remembered. */
const keptReplies = 32;

/** @param onOpen called when frames may be sent again after they were held back */
export function createFlowControl(clock: Clock, onOpen: () => void): FlowControl {
  let askedAt: number | null = null;
  let isSlow = false;
  // A terminal that never answered doesn't know the request: it must not be waited for.
  let hasAnswered = false;
  let isHolding = false;
  let unanswered = 0;
  const replyMs: number[] = [];
  let stopWaiting = () => {};
  let stopResting: (() => void) | null = null;

  const open = () => {
    stopResting = null;
    if (isHolding) onOpen();
    isHolding = false;
  };
  const settle = (restMs = 0) => {
    stopWaiting();
    askedAt = null;
    stopResting?.();
    if (restMs > 0) stopResting = clock.after(restMs, open);
    else open();
  };
  const giveUp = () => {
    unanswered++;
    settle();
  };
  return {
    isOpen() {
      if (askedAt !== null && hasAnswered) isSlow ||= clock.now() - askedAt > slowMs;
      isHolding = stopResting !== null || (askedAt !== null && hasAnswered && isSlow);
      return !isHolding;
    },
    sent(byteCount) {
      if (byteCount < bulkBytes || askedAt !== null || unanswered >= 3) return false;
      askedAt = clock.now();
      stopWaiting = clock.after(lostMs, giveUp);
      return true;
    },
    acknowledge() {
      const tookMs = askedAt === null ? 0 : clock.now() - askedAt;
      if (askedAt !== null) {
        isSlow = tookMs > slowMs;
        if (replyMs.push(tookMs) > keptReplies) replyMs.shift();
      }
      hasAnswered = true;
      unanswered = 0;
      settle(isSlow ? Math.min(tookMs, maxRestMs) : 0);
    },
    replyMs,
    get isWaiting() {
      return askedAt !== null;
    },
    stop() {
      stopWaiting();
      stopResting?.();
    },
  };
}
