import { type FailureGroup, groupGuess } from '../../src/model/failure-groups.ts';
import { guessText } from '../../src/model/retry-guess.ts';
import type { SlimRun } from '../../src/model/slim-run.ts';
import { retrySlimItem } from '../../src/store/acting/batch-items.ts';
import { actReason } from '../../src/store/disabled-reason.ts';
import { planGroupRetry } from '../../src/store/plan-group-retry.ts';
import { problemOf } from '../../src/store/problem.ts';
import { proposeAction } from '../acting/propose-action.ts';
import { sayWentOn } from '../batch/acting.ts';
import { askPace } from '../batch/ask-pace.ts';
import { formatCount } from '../format-time.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { rememberPlace } from '../still-here.ts';

/** A group, with those of its runs that are meant. */
export interface MeantFailures {
  readonly group: FailureGroup;
  /** Newest failure first. */
  readonly runs: readonly SlimRun[];
}

/**
 * Retry of the failures that a screen is about.
 * @param meantOf what is meant now, null when nothing is
 */
export function failureActingCommands(
  meantOf: (parts: ConsoleParts) => MeantFailures | null,
): ScreenCommands {
  return {
    retry: {
      disabledReason: (parts) =>
        meantOf(parts) === null ? 'no failure is under the cursor' : actReason(stateOf(parts)),
      run(parts) {
        const meant = meantOf(parts);
        if (meant === null) return;
        const isHere = rememberPlace(parts);
        const isMeant = () => isHere() && meantOf(parts)?.group === meant.group;
        void askToRetry(parts, meant, isMeant).catch((thrown) =>
          parts.model.store.setState({ notice: { kind: 'error', ...problemOf(thrown) } }),
        );
      },
    },
  };
}

/** Counted first: what ended well since is left out. */
async function askToRetry(
  parts: ConsoleParts,
  { group, runs }: MeantFailures,
  isMeant: () => boolean,
): Promise<void> {
  const { client } = stateOf(parts).connection;
  if (client === null) return;
  say(parts, 'counting…');
  const plan = await planGroupRetry(client, runs);
  if (!isMeant()) return sayWentOn(parts, 'R');
  const why = plan.leftOut.map(({ count, reason }) => `${formatCount(count)} ${reason}`).join('; ');
  if (plan.runs.length === 0) return say(parts, `Nothing of it is to be retried: ${why}.`);
  parts.model.store.setState({ notice: null });
  const count = formatCount(plan.runs.length);
  askPace(parts, plan.runs, (perMinute) =>
    proposeAction(parts, {
      verb: 'retry',
      question: `Retry ${count} ${plan.runs.length === 1 ? 'run' : 'runs'} that failed this way?`,
      lines: [
        group.fingerprint,
        `Would it help? As a guess: ${guessText(groupGuess(group))}.`,
        `${count} of ${formatCount(runs.length)} start anew with the same config; the failed ones stay as they are.`,
        ...(plan.isSample
          ? ['Only a part of the later runs was looked at: some may have ended well since.']
          : []),
      ],
      yes: 'start them again',
      items: plan.runs.map(retrySlimItem),
      leftOut: plan.leftOut,
      perMinute: perMinute ?? undefined,
    }),
  );
}

function say(parts: ConsoleParts, message: string): void {
  parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
}
