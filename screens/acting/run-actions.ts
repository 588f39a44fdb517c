import type { Run } from '../../src/model/run.ts';
import { cancelRun, retryRun } from '../../src/store/act.ts';
import { askFirst } from '../../src/store/dialog.ts';
import { actReason, cancelReason, retryReason } from '../../src/store/disabled-reason.ts';
import { openFormLike } from '../new-run/open-form.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { shortId } from '../run-text.ts';

/**
 * Cancel, retry and new run, for whichever run a screen is about.
 * @param runOf the run that is meant now, null when there is none
 */
export function actingCommands(runOf: (parts: ConsoleParts) => Run | null): ScreenCommands {
  return {
    cancel: {
      disabledReason: (parts) => cancelReason(stateOf(parts), runOf(parts)),
      run: (parts) => withRun(runOf(parts), (run) => askToCancel(parts, run)),
    },
    retry: {
      disabledReason: (parts) => retryReason(stateOf(parts), runOf(parts)),
      run: (parts) => withRun(runOf(parts), (run) => askToRetry(parts, run)),
    },
    trigger: {
      disabledReason: (parts) =>
        runOf(parts) === null ? 'no run is under the cursor' : actReason(stateOf(parts)),
      run: (parts) => withRun(runOf(parts), (run) => void openFormLike(parts, run)),
    },
  };
}

function withRun(run: Run | null, action: (run: Run) => void): void {
  if (run !== null) action(run);
}

function askToCancel(parts: ConsoleParts, run: Run): void {
  const lines = [`${shortId(run.id)}  ${run.target}  ${run.status}`, whereText(parts)];
  const labels = { yes: 'cancel it', no: 'no' };
  const dialog = askFirst('Cancel this run?', lines, labels, () => void cancelRun(parts.model, run));
  parts.model.store.setState({ dialog });
}

function askToRetry(parts: ConsoleParts, run: Run): void {
  const lines = [
    `${shortId(run.id)}  ${run.target}  ${run.status}`,
    'A new run with the same config starts; this one stays as it is.',
    whereText(parts),
  ];
  const labels = { yes: 'start again', no: 'no' };
  const dialog = askFirst('Retry this run?', lines, labels, () => void retryRun(parts.model, run));
  parts.model.store.setState({ dialog });
}

function whereText(parts: ConsoleParts): string {
  const { contextName, project } = stateOf(parts).connection;
  return `in ${contextName}${project === null ? '' : ` / ${project}`}`;
}
