import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TextFieldState } from '../components/text-field-state.ts';
import type { Place } from '../src/store/places.ts';
import type { EntryForm } from './form/entry-form.ts';
import type { FormState } from './new-run/form-state.ts';

/** What a line at the bottom is for. */
export interface PromptRules {
  /** Before the text, as `/` and `:`; a question such as `Save as`. */
  readonly sign: string;
  /** Shown while nothing is typed. */
  readonly placeholder: string;
  /** What Tab would make of the text: whole texts, best first. */
  readonly complete?: ((text: string) => readonly string[]) | undefined;
  /** Prompts of one kind share what was typed into them before, which Up brings back; absent: nothing is kept. */
  readonly history?: string | undefined;
  /** Takes what was typed; answers what is wrong with it, and then the line stays open. */
  readonly accept: (text: string) => string | null;
}

/** The line at the bottom while something is typed into it. */
export interface PromptState {
  readonly rules: PromptRules;
  readonly field: TextFieldState;
  /** What Tab would make of it. */
  readonly completions: readonly string[];
  /** What is wrong with it, after Enter. */
  readonly problem: string | null;
  /** How many texts back in the history it stands; 0 on what was typed. */
  readonly recalled: number;
  /** What was typed before the first text was brought back. */
  readonly typed: string;
}

/** How far the facts are scrolled, and whether the movement keys do that. */
export interface FactsScroll {
  readonly screen: Place['screen'];
  readonly isFocused: boolean;
  readonly top: number;
  /** What `top` was scrolled to for. */
  readonly id: string | null;
}

/** What the user is typing; typed text is never lost by an error. */
export interface UiState {
  readonly prompt: PromptState | null;
  readonly form: FormState | null;
  /** A form that is kept once it is filled in. */
  readonly entry: EntryForm | null;
  /** Of the screen whose facts were scrolled last. */
  readonly facts: FactsScroll | null;
  /** What was taken by prompts, by their kind, the newest first. */
  readonly history: Readonly<Record<string, readonly string[]>>;
  /** All screens are loaded; keys pressed before wait for that. */
  readonly isLoaded: boolean;
  /** Grows with every change of the user's settings: keys shown in Ink's part of the screen may be others then. */
  readonly settingsVersion: number;
}

export function createUiStore(): StoreApi<UiState> {
  return createStore<UiState>(() => ({
    prompt: null,
    form: null,
    entry: null,
    facts: null,
    history: {},
    isLoaded: false,
    settingsVersion: 0,
  }));
}
