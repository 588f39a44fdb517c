import type { ConsoleModel } from './console-model.ts';
import type { ContextDraft, TestStep } from './contexts-port.ts';
import { type ContextsState, type ContextTest, contextNameOf } from './contexts-state.ts';
import { failedList, loadingList, moveItemCursor, withItems } from './item-list.ts';
import { problemOf } from './problem.ts';

/** Where the test of what is being typed is kept; no context can have this name. */
export const draftTestName = ' draft';

export function patchContexts({ store }: ConsoleModel, change: Partial<ContextsState>): void {
  store.setState((state) => ({ contexts: { ...state.contexts, ...change } }));
}

/** Reads the contexts from the settings file; a damaged one is told in the list. */
export async function readContexts(model: ConsoleModel): Promise<void> {
  const { contexts: port } = model.options;
  if (port === undefined) return;
  const list = () => model.store.getState().contexts.list;
  patchContexts(model, { list: loadingList(list()) });
  try {
    const items = await port.read();
    const read = withItems(list(), contextNameOf, items, model.clock.now());
    // Until it is moved the cursor is on the one in use: Enter leads nowhere by accident.
    const { contextName } = model.store.getState().connection;
    const row = read.cursorId === null ? items.findIndex(({ name }) => name === contextName) : -1;
    patchContexts(model, { list: row < 0 ? read : { ...read, cursorRow: row, cursorId: contextName } });
  } catch (thrown) {
    patchContexts(model, { list: failedList(list(), thrown) });
  }
}

export function moveContextCursor(model: ConsoleModel, delta: number): void {
  const { list } = model.store.getState().contexts;
  patchContexts(model, { list: moveItemCursor(list, contextNameOf, delta) });
}

/** Tries a context, or one that is being typed; its steps are in the state as they are known. */
export async function testContext(model: ConsoleModel, subject: string | ContextDraft): Promise<void> {
  const { contexts: port } = model.options;
  const name = typeof subject === 'string' ? subject : draftTestName;
  if (port === undefined || model.store.getState().contexts.tests[name]?.isRunning === true) return;
  let steps: readonly TestStep[] = [];
  let shown: ContextTest | undefined = model.store.getState().contexts.tests[name];
  const show = (isRunning: boolean) => {
    const { tests } = model.store.getState().contexts;
    // It was forgotten meanwhile: another form is open, or the context is another one by now.
    if (tests[name] !== shown) return;
    shown = { steps, isRunning };
    patchContexts(model, { tests: { ...tests, [name]: shown } });
  };
  const add = (step: TestStep) => {
    steps = [...steps, step];
    show(true);
  };
  show(true);
  try {
    await port.test(subject, add);
  } catch (thrown) {
    add({ name: 'context', state: 'failed', text: textOf(thrown) });
  }
  show(false);
}

function textOf(thrown: unknown): string {
  const { message, fix } = problemOf(thrown);
  return fix === null ? message : `${message}. ${fix}`;
}
