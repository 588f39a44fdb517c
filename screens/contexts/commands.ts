import type { ContextInfo } from '../../src/store/contexts-port.ts';
import { contextNameOf } from '../../src/store/contexts-state.ts';
import { askFirst } from '../../src/store/dialog.ts';
import { itemAtCursor } from '../../src/store/item-list.ts';
import { problemOf } from '../../src/store/problem.ts';
import { moveContextCursor, readContexts, testContext } from '../../src/store/read-contexts.ts';
import { copyText } from '../copy-text.ts';
import { backWithFacts, type FactsView, movementWithFacts } from '../facts-pane.ts';
import { open } from '../navigate.ts';
import { type ConsoleParts, type ScreenCommand, type ScreenCommands, stateOf } from '../parts.ts';
import { refreshNow } from '../refresh.ts';
import { always } from '../screen-command.ts';
import { switchContext } from './switch-context.ts';
import { contextRows } from './view.ts';

/** What is known of the context under the cursor. */
export const contextFacts: FactsView = {
  screen: 'contexts',
  idOf: (parts) => contextUnderCursor(parts)?.name ?? null,
  rows(parts, width) {
    const context = contextUnderCursor(parts);
    return context === null ? [] : contextRows(context, stateOf(parts), width);
  },
};

export const contextsCommands: ScreenCommands = {
  ...movementWithFacts(contextFacts, (parts, delta) => moveContextCursor(parts.model, delta)),
  ...backWithFacts(contextFacts),
  open: ofContext(
    () => null,
    (parts, { name }) => void switchContext(parts, name),
  ),
  test: ofContext(
    () => null,
    (parts, { name }) => void testContext(parts.model, name),
  ),
  new: {
    disabledReason: noPort,
    run: (parts) => open(parts, { screen: 'edit-context', name: null }),
  },
  edit: ofContext(notKept, (parts, { name }) => open(parts, { screen: 'edit-context', name })),
  delete: ofContext(notKept, askToForget),
  'make-default': ofContext(
    ({ name, isKept }) => (isKept || name === 'local' ? null : 'it is not in the settings file'),
    (parts, { name }) =>
      void change(
        parts,
        () => parts.model.options.contexts?.makeDefault(name),
        `“${name}” is used where none is named`,
      ),
  ),
  refresh: always((parts) => {
    void readContexts(parts.model);
    refreshNow(parts);
  }),
  copy: ofContext(
    () => null,
    (parts, { name }) => copyText(parts, name, `the name ${name}`),
  ),
};

/** A command about the context under the cursor. */
function ofContext(
  reason: (context: ContextInfo) => string | null,
  run: (parts: ConsoleParts, context: ContextInfo) => void,
): ScreenCommand {
  return {
    disabledReason(parts) {
      const context = contextUnderCursor(parts);
      return noPort(parts) ?? (context === null ? 'no context is under the cursor' : reason(context));
    },
    run(parts) {
      const context = contextUnderCursor(parts);
      if (context !== null) run(parts, context);
    },
  };
}

function noPort(parts: ConsoleParts): string | null {
  return parts.model.options.contexts === undefined
    ? 'this console was opened without the settings file'
    : null;
}

function notKept({ isKept }: ContextInfo): string | null {
  return isKept ? null : 'it is not in the settings file';
}

function contextUnderCursor(parts: ConsoleParts): ContextInfo | null {
  return itemAtCursor(stateOf(parts).contexts.list, contextNameOf);
}

function askToForget(parts: ConsoleParts, { name, apiUrl, token, isDefault }: ContextInfo): void {
  const isHere = name === stateOf(parts).connection.contextName;
  const lines = [
    `${apiUrl ?? ''}`,
    ...(token === 'context' ? ['Its token is forgotten with it; nothing here brings it back.'] : []),
    ...(isDefault ? ['It is used where none is named; then that is local again.'] : []),
    ...(isHere ? ['It is in use: this console keeps its connection until you leave or switch.'] : []),
    'Nothing changes on its server.',
  ];
  const dialog = askFirst(`Forget the context “${name}”?`, lines, { yes: 'forget it', no: 'no' }, () => {
    void change(parts, () => parts.model.options.contexts?.remove(name), `forgot the context “${name}”`);
  });
  parts.model.store.setState({ dialog });
}

/** Changes the settings file and reads it again; what goes wrong is told. */
async function change(
  { model }: ConsoleParts,
  write: () => Promise<void> | undefined,
  message: string,
): Promise<void> {
  try {
    await write();
    model.store.setState({ notice: { kind: 'info', message, fix: null } });
  } catch (thrown) {
    model.store.setState({ notice: { kind: 'error', ...problemOf(thrown) } });
  }
  await readContexts(model);
}
