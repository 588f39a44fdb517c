import type { CreateRun, Run } from '../model/run.ts';
import { lookUpByKey, undoNewRun } from './acting/run-items.ts';
import type { ConsoleModel } from './console-model.ts';

/**
 * Starts a run that was asked for in a form. Resolves with it, or with null when it was not started or
 * the answer was lost; then the receipt says what comes of it.
 */
export function startRun(model: ConsoleModel, input: CreateRun): Promise<Run | null> {
  return new Promise((resolve) => {
    model.actions.begin({
      verb: 'start',
      question: `Start ${input.target}?`,
      lines: [],
      yes: 'start',
      onDone: () => resolve(null),
      items: [
        {
          id: null,
          label: input.target,
          async send(client, key) {
            try {
              const run = await client.runs.create({
                triggerKind: 'manual',
                ...input,
                publicId: input.publicId ?? key,
              });
              resolve(run);
              return { runs: [run], note: null };
            } catch (thrown) {
              resolve(null);
              throw thrown;
            }
          },
          lookUp: (client, key) => lookUpByKey(client, input.publicId ?? key),
          isSentOnce: true,
          undo: undoNewRun,
        },
      ],
    });
  });
}
