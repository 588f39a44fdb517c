import type { Action } from '../../src/store/acting/action.ts';
import { performAction } from '../../src/store/acting/perform-action.ts';
import { askFirst } from '../../src/store/dialog.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';

/** Asks whether the action is wanted, with the harmless answer focused, and has it done when it is. */
export function proposeAction(parts: ConsoleParts, action: Action): void {
  const dialog = askFirst(
    action.question,
    [...action.lines, whereText(parts)],
    { yes: action.yes, no: 'no' },
    () => void performAction(parts.model, action),
  );
  parts.model.store.setState({ dialog });
}

/** Where it will happen: `in production / acme-web`. */
export function whereText(parts: ConsoleParts): string {
  const { contextName, project } = stateOf(parts).connection;
  return `in ${contextName}${project === null ? '' : ` / ${project}`}`;
}
