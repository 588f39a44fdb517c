import { askAboutUnsent } from '../../src/store/acting/leave-unsent.ts';
import { askFirst } from '../../src/store/dialog.ts';
import { problemOf } from '../../src/store/problem.ts';
import { isOpen } from '../../src/store/receipts.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { refreshNow } from '../refresh.ts';

/**
 * Leaves this context for another. Asks first while something that was asked for is not settled: what
 * became of it is told by the connection that is left. What keeps the other from being opened at all, as a damaged
 * settings file, is told, and this one stays; a server that does not answer is told by the other console.
 */
export async function switchContext(parts: ConsoleParts, name: string): Promise<void> {
  const { store } = parts.model;
  const { connection, contexts, receipts } = stateOf(parts);
  if (name === connection.contextName && !contexts.isOutdated) {
    refreshNow(parts);
    store.setState({ notice: { kind: 'info', message: `“${name}” is in use already`, fix: null } });
    return;
  }
  // What is not sent yet never leaves this context: that is asked about first.
  const go = () => void openContext(parts, name);
  if (askAboutUnsent(parts.model, go, `Switch to “${name}”`)) return;
  const lines = [...unsavedLines(parts), ...unsettledLines(receipts.filter(isOpen).length)];
  if (lines.length === 0) return openContext(parts, name);
  const dialog = askFirst(`Switch to “${name}”?`, lines, { yes: 'switch', no: 'stay' }, go);
  store.setState({ dialog });
}

function unsavedLines(parts: ConsoleParts): readonly string[] {
  const names = parts.screens.all().flatMap(({ unsaved }) => unsaved?.(parts) ?? []);
  return names.map((name) => `What you typed for “${name}” is not saved, and is lost.`);
}

function unsettledLines(open: number): readonly string[] {
  if (open === 0) return [];
  return [
    `${open} ${open === 1 ? 'action is' : 'actions are'} not settled yet.`,
    'What became of them is then seen in the lists of this context only.',
  ];
}

async function openContext(parts: ConsoleParts, name: string): Promise<void> {
  const { model } = parts;
  try {
    const options = await model.options.contexts?.open(name);
    if (options !== undefined) parts.switchTo(options);
  } catch (thrown) {
    const { message, fix } = problemOf(thrown);
    const notice = { kind: 'error', message: `Not switched: ${message}`, fix } as const;
    model.store.setState({ notice });
  }
}
