import type { ConsoleModel } from '../console-model.ts';
import type { DialogState } from '../dialog.ts';
import { isUnderWay, type Receipt } from '../receipts.ts';

/**
 * Asks what is to become of actions that are not sent yet, when there are any. Staying is the harmless
 * answer; Ctrl-C again leaves them unsent.
 * @param go leaves
 * @param what that is, as the question says it; other than for leaving the console, Ctrl-C asks about that
 * @returns whether there was something to ask; then `go` is called when that is settled
 */
export function askAboutUnsent(model: ConsoleModel, go: () => void, what = 'Leave'): boolean {
  const open = underWay(model);
  if (open.length === 0) return false;
  const one = open.length === 1;
  const dialog: DialogState = {
    title: `${open.map(aboutReceipt).join(', ')} ${one ? 'is' : 'are'} not done yet. ${what}?`,
    lines: [
      'What was sent stays done, whatever you choose.',
      'send: the rest is sent before that',
      'drop: the rest is never sent',
    ],
    choices: [
      { key: 'b', label: 'stay', harmless: true },
      { key: 's', label: 'send' },
      { key: 'd', label: 'drop' },
    ],
    focused: 0,
    ...(what === 'Leave' ? { quit: 'd' } : {}),
    answer(choice) {
      if (choice === 's') sendThenGo(model, go);
      if (choice !== 'd') return;
      model.actions.abort();
      go();
    },
  };
  model.store.setState({ dialog });
  return true;
}

function sendThenGo(model: ConsoleModel, go: () => void): void {
  const { store, actions } = model;
  for (const { number } of underWay(model)) actions.sendNow(number);
  const dialog: DialogState = {
    title: 'Sending what is not sent yet',
    lines: ['Then it goes on. An answer that was lost is looked up first.'],
    choices: [{ key: 'b', label: 'stay', harmless: true }],
    focused: 0,
    answer: () => stop(),
  };
  const stop = store.subscribe(() => look());
  const look = () => {
    // Another question took its place: that answer counts.
    if (store.getState().dialog?.answer !== dialog.answer) return stop();
    if (underWay(model).length > 0) return;
    stop();
    store.setState({ dialog: null });
    go();
  };
  store.setState({ dialog });
}

function underWay({ store }: ConsoleModel): readonly Receipt[] {
  return store.getState().receipts.filter(isUnderWay);
}

function aboutReceipt({ verb, items, things }: Receipt): string {
  return items.length === 1 ? `1 ${verb}` : `${verb} of ${items.length} ${things}`;
}
