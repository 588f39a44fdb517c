import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TextFieldState } from '../components/text-field-state.ts';
import type { FormState } from './new-run/form-state.ts';

export type PromptKind = 'filter' | 'search' | 'palette';

/** The line at the bottom while something is typed into it. */
export interface PromptState {
  readonly kind: PromptKind;
  readonly field: TextFieldState;
  /** What Tab would make of it. */
  readonly completions: readonly string[];
  /** What is wrong with it, after Enter. */
  readonly problem: string | null;
}

/** What the user is typing; typed text is never lost by an error. */
export interface UiState {
  readonly prompt: PromptState | null;
  readonly form: FormState | null;
}

export function createUiStore(): StoreApi<UiState> {
  return createStore<UiState>(() => ({ prompt: null, form: null }));
}
