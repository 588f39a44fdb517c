import type { ReactNode } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Scope } from '../src/keys/command.ts';
import type { CommandId } from '../src/keys/command-table.ts';
import type { KeysInUse } from '../src/keys/keys-in-use.ts';
import type { ConsoleModel } from '../src/store/console-model.ts';
import type { ConsoleState } from '../src/store/console-state.ts';
import type { ContextOptions } from '../src/store/contexts-port.ts';
import type { Place } from '../src/store/places.ts';
import type { KeyPress } from '../src/terminal/key-press.ts';
import type { TerminalSession } from '../src/terminal/terminal-session.ts';
import type { UiState } from './ui-state.ts';

/** What the screens need of the terminal. */
export type ConsoleTerminal = Pick<
  TerminalSession,
  'compositor' | 'copy' | 'suspend' | 'lend' | 'onFocus' | 'setMouse' | 'onMouse'
>;

/** Everything a screen or a command works with. */
export interface ConsoleParts {
  readonly model: ConsoleModel;
  readonly terminal: ConsoleTerminal;
  /** What is being typed: prompts and the form. */
  readonly ui: StoreApi<UiState>;
  readonly screens: ScreenSet;
  /** The keys that hold now, as the user's settings have them. */
  readonly keys: () => KeysInUse;
  /** Does a command of the table on the screen shown now. */
  readonly doCommand: (id: CommandId) => void;
  /** Does a line of the palette; answers what is wrong with it, null when nothing is. */
  readonly doLine: (text: string) => string | null;
  /** Leaves this context: a console of another one takes over the terminal. */
  readonly switchTo: (context: ContextOptions) => void;
  /** Asks what has to be asked, then ends the console. */
  readonly leave: () => void;
}

/** What a command does on a screen. */
export interface ScreenCommand {
  readonly run: (parts: ConsoleParts) => void;
  /** One sentence that says why it can't be done now; null when it can. Asked before `run`. */
  readonly disabledReason?: ((parts: ConsoleParts) => string | null) | undefined;
}

export type ScreenCommands = Readonly<Partial<Record<CommandId, ScreenCommand>>>;

/** A word of the palette, with what may follow it. */
export interface PaletteVerb {
  readonly name: string;
  /** What may follow, as help shows it: `ID`, `[filter]`; empty for nothing. */
  readonly argument: string;
  /** One sentence for the help. */
  readonly text: string;
  /** Does it; answers what is wrong with the argument, null when nothing is. */
  readonly run: (parts: ConsoleParts, argument: string) => string | null;
  /** What the argument may become: whole arguments, best first. */
  readonly complete?: ((parts: ConsoleParts, argument: string) => readonly string[]) | undefined;
}

/** The screen of one kind of place. */
export interface ScreenDefinition {
  readonly Screen: () => ReactNode;
  readonly commands: ScreenCommands;
  /** Where a key is looked up, innermost scope first. */
  readonly scopes: (state: ConsoleState) => readonly Scope[];
  /** Scopes of the forms that it leads to, where `?` is text: its help lists them, too. */
  readonly helpScopes?: readonly Scope[] | undefined;
  /** The key and label of its tab when it is a root view: `2`, `Batches`. */
  readonly root?: { readonly key: string; readonly label: (state: ConsoleState) => string } | undefined;
  readonly verbs?: readonly PaletteVerb[] | undefined;
  /** All screens are loaded: what this one keeps in step from then on. Called once. */
  readonly begin?: ((parts: ConsoleParts) => void) | undefined;
  /** The place has come on the screen: reads what it shows. */
  readonly enter?: ((parts: ConsoleParts, place: Place) => void) | undefined;
  /** Another place has taken over. */
  readonly leave?: ((parts: ConsoleParts, place: Place) => void) | undefined;
  /** What is written there and not saved, by the names that people know it by; asked when it would be lost. */
  readonly unsaved?: ((parts: ConsoleParts) => readonly string[]) | undefined;
  /** Takes the keys that are typed text, before the command table; false leaves the key to the table. */
  readonly press?: ((parts: ConsoleParts, press: KeyPress) => boolean) | undefined;
}

/** The screens of the console. The first one is there at once, the others are loaded behind its first frame. */
export interface ScreenSet {
  /** Null while the screen is not loaded yet. */
  of(screen: Place['screen']): ScreenDefinition | null;
  /** Those that are loaded, in the order of the root tabs. */
  all(): readonly ScreenDefinition[];
}

export function stateOf(parts: ConsoleParts): ConsoleState {
  return parts.model.store.getState();
}
