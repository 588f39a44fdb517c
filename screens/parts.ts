import type { StoreApi } from 'zustand/vanilla';
import type { CommandId } from '../src/keys/command-table.ts';
import type { ConsoleModel } from '../src/store/console-model.ts';
import type { ConsoleState } from '../src/store/console-state.ts';
import type { TerminalSession } from '../src/terminal/terminal-session.ts';
import type { UiState } from './ui-state.ts';

/** What the screens need of the terminal. */
export type ConsoleTerminal = Pick<TerminalSession, 'compositor' | 'copy' | 'suspend'>;

/** Everything a screen or a command works with. */
export interface ConsoleParts {
  readonly model: ConsoleModel;
  readonly terminal: ConsoleTerminal;
  /** What is being typed: prompts and the form. */
  readonly ui: StoreApi<UiState>;
  /** Does a command of the table on the screen shown now. */
  readonly doCommand: (id: CommandId) => void;
  /** Asks what has to be asked, then ends the console. */
  readonly leave: () => void;
}

export function stateOf(parts: ConsoleParts): ConsoleState {
  return parts.model.store.getState();
}
