import { movement } from '../movement.ts';
import { goBackOrLeave } from '../navigate.ts';
import { type ScreenCommands, stateOf } from '../parts.ts';
import { always } from '../screen-command.ts';

export const helpCommands: ScreenCommands = {
  ...movement(
    (parts) => parts.model.heights.text,
    (parts, delta) => {
      const { text, textLines } = parts.model.heights;
      const last = Math.max(0, textLines - text);
      const helpTop = Math.max(0, Math.min(stateOf(parts).helpTop + delta, last));
      parts.model.store.setState({ helpTop });
    },
  ),
  help: always((parts) => goBackOrLeave(parts, 'back')),
};
