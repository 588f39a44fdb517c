import type { CreateRun, Run } from '../model/run.ts';
import type { Action } from './acting/action.ts';
import { lookUpByKey, undoNewRun } from './acting/run-items.ts';
import type { ConsoleModel } from './console-model.ts';

/**
 * Starts a run that was asked for in a form. Resolves with it, or with null when it was not started or
 * the answer was lost; then the receipt says what comes of it.
 * @param reason why, in the user's words
 */
export function startRun(
  model: ConsoleModel,
  input: CreateRun,
  reason: string | null = null,
): Promise<Run | null> {
  return new Promise((resolve) => void model.actions.begin(startAction(input, resolve), reason));
}

/** @param tell hears of the run, or null when there is none or it is not known */
export function startAction(input: CreateRun, tell: (run: Run | null) => void = () => {}): Action {
  return {
    verb: 'start',
    question: `Start a run of ${input.target}?`,
    lines: [],
    yes: 'start it',
    onDone: () => tell(null),
    items: [
      {
        id: null,
        label: input.target,
        async send(client, key) {
          try {
            const publicId = input.publicId ?? key;
            const run = await client.runs.create({ triggerKind: 'manual', ...input, publicId });
            tell(run);
            return { runs: [run], note: null };
          } catch (thrown) {
            tell(null);
            throw thrown;
          }
        },
        lookUp: (client, key) => lookUpByKey(client, input.publicId ?? key),
        isSentOnce: true,
        undo: undoNewRun,
      },
    ],
  };
}
