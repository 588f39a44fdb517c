import { ask, clientFor, newIdempotencyKey } from '../act.ts';
import type { ConsoleModel } from '../console-model.ts';
import type { Action, ActionItem } from './action.ts';

/** Does an action, one item after the other; what fails stays in the receipts. */
export async function performAction(model: ConsoleModel, action: Action): Promise<void> {
  for (const item of action.items) await performItem(model, action, item);
}

async function performItem(model: ConsoleModel, { verb }: Action, item: ActionItem): Promise<void> {
  const about = { verb, runId: item.id, target: item.label };
  await ask(model, about, async () => {
    const { runs } = await item.send(clientFor(model), newIdempotencyKey());
    model.sync.offer(runs);
    return runs[0] ?? null;
  });
}
