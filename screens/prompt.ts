import { textFieldReducer, textFieldState } from '../components/text-field-state.ts';
import { filterRuns } from '../src/store/read-runs.ts';
import { completeFilter } from '../src/store/run-filter.ts';
import type { KeyPress } from '../src/terminal/key-press.ts';
import { completePalette, runPalette } from './palette.ts';
import { type ConsoleParts, stateOf } from './parts.ts';
import { searchLog } from './run-detail/search.ts';
import type { PromptKind, PromptState } from './ui-state.ts';

interface PromptRules {
  readonly complete: (parts: ConsoleParts, text: string) => readonly string[];
  /** Takes what was typed; answers what is wrong with it, and then it stays open. */
  readonly accept: (parts: ConsoleParts, text: string) => string | null;
}

const rules: Readonly<Record<PromptKind, PromptRules>> = {
  filter: {
    complete: (parts, text) =>
      completeFilter(
        text,
        stateOf(parts).targets.targets.map((target) => target.target),
      ),
    accept: (parts, text) => filterRuns(parts.model, text),
  },
  search: { complete: () => [], accept: searchLog },
  palette: { complete: completePalette, accept: runPalette },
};

/** Opens the line at the bottom with a text in it. */
export function openPrompt(parts: ConsoleParts, kind: PromptKind, text: string): void {
  show(parts, {
    kind,
    field: textFieldState(text),
    completions: rules[kind].complete(parts, text),
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
    completions: rules[prompt.kind].complete(parts, field.value),
    problem: null,
  });
}

function accept(parts: ConsoleParts, prompt: PromptState): void {
  // Closed first: what is typed may open the next prompt.
  show(parts, null);
  const problem = rules[prompt.kind].accept(parts, prompt.field.value);
  if (problem !== null) show(parts, { ...prompt, problem });
}

function completed(prompt: PromptState) {
  const first = prompt.completions[0];
  return first === undefined ? prompt.field : textFieldState(first);
}

function show(parts: ConsoleParts, prompt: PromptState | null): void {
  parts.ui.setState({ prompt });
}
