import { textFieldReducer, textFieldState } from '../components/text-field-state.ts';
import type { KeyPress } from '../src/terminal/key-press.ts';
import type { ConsoleParts } from './parts.ts';
import type { PromptRules, PromptState } from './ui-state.ts';

/** Texts that are kept of each kind of prompt. */
const longestHistory = 100;

/** Opens the line at the bottom with a text in it. */
export function openPrompt(parts: ConsoleParts, rules: PromptRules, text = ''): void {
  show(parts, {
    rules,
    field: textFieldState(text),
    completions: rules.complete?.(text) ?? [],
    problem: null,
    recalled: 0,
    typed: text,
  });
}

/** A key while the prompt is open: Enter takes, Esc leaves, Tab completes, Up and Down recall, everything else edits. */
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
  if (press.paste !== true && (press.name === 'up' || press.name === 'down')) {
    recall(parts, prompt, press.name === 'up' ? 1 : -1);
    return;
  }
  const field = press.name === 'tab' ? completed(prompt) : textFieldReducer(prompt.field, press);
  if (field === prompt.field) return;
  show(parts, { ...withField(prompt, field), recalled: 0, typed: field.value });
}

/** Goes on to an older (1) or newer (-1) text of the history; the newest of all is what was being typed. */
function recall(parts: ConsoleParts, prompt: PromptState, step: 1 | -1): void {
  const older = historyOf(parts, prompt.rules);
  const recalled = Math.max(0, Math.min(prompt.recalled + step, older.length));
  if (recalled === prompt.recalled) return;
  const text = recalled === 0 ? prompt.typed : (older[recalled - 1] ?? '');
  show(parts, { ...withField(prompt, textFieldState(text)), recalled });
}

function withField(prompt: PromptState, field: PromptState['field']): PromptState {
  return { ...prompt, field, completions: prompt.rules.complete?.(field.value) ?? [], problem: null };
}

/** What was typed into prompts of this kind before, the newest first. */
function historyOf(parts: ConsoleParts, { history }: PromptRules): readonly string[] {
  return history === undefined ? [] : (parts.ui.getState().history[history] ?? []);
}

function remember(parts: ConsoleParts, rules: PromptRules, text: string): void {
  if (rules.history === undefined || text === '') return;
  const others = historyOf(parts, rules).filter((one) => one !== text);
  const kept = [text, ...others].slice(0, longestHistory);
  parts.ui.setState(({ history }) => ({ history: { ...history, [rules.history ?? '']: kept } }));
}

function accept(parts: ConsoleParts, prompt: PromptState): void {
  // Closed first: what is typed may open the next prompt.
  show(parts, null);
  const problem = prompt.rules.accept(prompt.field.value);
  if (problem !== null) show(parts, { ...prompt, problem });
  else remember(parts, prompt.rules, prompt.field.value);
}

function completed(prompt: PromptState) {
  const first = prompt.completions[0];
  return first === undefined ? prompt.field : textFieldState(first);
}

function show(parts: ConsoleParts, prompt: PromptState | null): void {
  parts.ui.setState({ prompt });
}
