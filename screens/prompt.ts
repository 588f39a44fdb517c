import { textFieldReducer, textFieldState } from '../components/text-field-state.ts';
import type { KeyPress } from '../src/terminal/key-press.ts';
import type { ConsoleParts } from './parts.ts';
import type { PromptRules, PromptState } from './ui-state.ts';

/** Opens the line at the bottom with a text in it. */
export function openPrompt(parts: ConsoleParts, rules: PromptRules, text = ''): void {
  show(parts, {
    rules,
    field: textFieldState(text),
    completions: rules.complete?.(text) ?? [],
    problem: null,
  });
}

/** A key while the prompt is open: Enter takes, Esc leaves, Tab completes, everything else edits. */
export function pressInPrompt(parts: ConsoleParts, press: KeyPress): void {
  const { prompt } = parts.ui.getState();
  if (prompt === null) return;
  if (press.paste !== true && press.name === 'escape') {
    show(parts, null);
    return;
  }
  if (press.paste !== true && press.name === 'enter') {
    accept(parts, prompt);
    return;
  }
  const field = press.name === 'tab' ? completed(prompt) : textFieldReducer(prompt.field, press);
  if (field === prompt.field) return;
  show(parts, {
    ...prompt,
    field,
    completions: prompt.rules.complete?.(field.value) ?? [],
    problem: null,
  });
}

function accept(parts: ConsoleParts, prompt: PromptState): void {
  // Closed first: what is typed may open the next prompt.
  show(parts, null);
  const problem = prompt.rules.accept(prompt.field.value);
  if (problem !== null) show(parts, { ...prompt, problem });
}

function completed(prompt: PromptState) {
  const first = prompt.completions[0];
  return first === undefined ? prompt.field : textFieldState(first);
}

function show(parts: ConsoleParts, prompt: PromptState | null): void {
  parts.ui.setState({ prompt });
}
