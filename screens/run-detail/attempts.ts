import { patchDetail } from '../../src/store/console-state.ts';
import { type ConsoleParts, type ScreenCommand, stateOf } from '../parts.ts';
import type { Stop } from '../stop-row.ts';

/** Shows the log of an attempt. */
export function attemptStop(number: number): Stop {
  return {
    key: `attempt:${number}`,
    open(parts) {
      const { detail } = stateOf(parts);
      if (detail === null) return;
      showAttempt(parts, number);
      patchDetail(parts.model.store, detail.runId, { tab: 'live', pane: 'log' });
    },
  };
}

/** Goes to the attempt that many before or after the one whose log is shown; behind the newest comes the whole log. */
export function attemptBeside(step: number): ScreenCommand {
  return {
    disabledReason(parts) {
      const { detail } = stateOf(parts);
      if (detail?.attemptsProblem) return detail.attemptsProblem.message;
      return (detail?.attempts?.length ?? 0) === 0 ? 'no attempt is known' : null;
    },
    run(parts) {
      const { detail } = stateOf(parts);
      const numbers = detail?.attempts?.map(({ number }) => number) ?? [];
      const shown = detail?.attemptShown ?? null;
      const at = shown === null ? numbers.length : numbers.indexOf(shown);
      const next = Math.max(0, Math.min(at + step, numbers.length));
      showAttempt(parts, numbers[next] ?? null);
    },
  };
}

function showAttempt(parts: ConsoleParts, number: number | null): void {
  const { detail } = stateOf(parts);
  if (detail === null) return;
  const stop = number === null ? detail.stop : `attempt:${number}`;
  patchDetail(parts.model.store, detail.runId, { attemptShown: number, stop });
  if (detail.tab === 'attempts') return;
  const count = detail.attempts?.length ?? 0;
  const message = number === null ? 'The log of all attempts.' : `The log of attempt ${number} of ${count}.`;
  parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
}
