import { messageOf } from '../model/errors.ts';
import type { ConsoleModel } from './console-model.ts';
import { patchSlice } from './console-state.ts';
import { filterRuns, lookText } from './filter-runs.ts';

/** Names of saved views, from a to z. */
export function viewNames(model: ConsoleModel): readonly string[] {
  return Object.keys(model.options.settings.read().views).sort();
}

/**
 * Keeps filter, order and grouping of the list in the settings, under a name.
 * @returns what is wrong, null when it is kept
 */
export function saveView(model: ConsoleModel, name: string): string | null {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u.test(name)) {
    return 'save: a name of up to 40 letters, digits, dots, dashes and underscores';
  }
  const { settings } = model.options;
  const text = lookText(model.store.getState().runs);
  const problem = change(model, { ...settings.read().views, [name]: text });
  if (problem === null) {
    patchSlice(model.store, 'runs', { view: name });
    tell(model, `saved as ${name}; :view ${name} brings it back`);
  }
  return problem;
}

/** Shows a saved view; answers what is wrong, null when nothing is. */
export function showView(model: ConsoleModel, name: string): string | null {
  const { views } = model.options.settings.read();
  const text = Object.hasOwn(views, name) ? views[name] : undefined;
  if (text === undefined) {
    const names = viewNames(model);
    return names.length === 0
      ? 'view: none is saved yet; :save NAME keeps what is shown'
      : `view: no “${name}”: ${names.join(', ')}`;
  }
  model.arranger.group(null);
  return filterRuns(model, text, name);
}

/** Forgets a saved view; answers what is wrong, null when nothing is. */
export function forgetView(model: ConsoleModel, name: string): string | null {
  const { [name]: text, ...others } = model.options.settings.read().views;
  if (text === undefined) return `unsave: no view “${name}”`;
  const problem = change(model, others);
  if (problem !== null) return problem;
  if (model.store.getState().runs.view === name) patchSlice(model.store, 'runs', { view: null });
  tell(model, `forgot ${name}, which was: ${text}`);
  return null;
}

function change(model: ConsoleModel, views: Readonly<Record<string, string>>): string | null {
  try {
    model.options.settings.change({ views });
    return null;
  } catch (thrown) {
    return messageOf(thrown);
  }
}

function tell(model: ConsoleModel, message: string): void {
  model.store.setState({ notice: { kind: 'info', message, fix: null } });
}
