import type { Place } from '../src/store/places.ts';
import { currentPlace } from '../src/store/places.ts';
import type { PaneSource } from '../src/terminal/compositor.ts';
import type { Row } from '../src/terminal/row.ts';
import { movement } from './movement.ts';
import { goBackOrLeave } from './navigate.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from './parts.ts';
import type { FactsScroll } from './ui-state.ts';

/** What a screen says of the one thing under its cursor, in a pane that may be too low for it. */
export interface FactsView {
  readonly screen: Place['screen'];
  /** Id of that thing: another one is shown from its first line on. */
  readonly idOf: (parts: ConsoleParts) => string | null;
  readonly rows: (parts: ConsoleParts, width: number) => readonly Row[];
}

/** The facts below a rule, which says how many of their lines are in view where that is not all. */
export function factsPane(parts: ConsoleParts, view: FactsView): PaneSource {
  return {
    rows(width, height) {
      const rows = view.rows(parts, width);
      const body = Math.max(1, height - 1);
      parts.model.heights.text = body;
      parts.model.heights.textLines = rows.length;
      const top = topOf(parts, view);
      const label =
        rows.length <= body
          ? ''
          : ` lines ${top + 1}-${top + body} of ${rows.length}  ${isFocused(parts, view) ? 'j k scroll' : 'Tab'} `;
      return [ruleRow(label, width, isFocused(parts, view)), ...rows.slice(top, top + body)];
    },
  };
}

/** Movement in the list of a screen; after Tab in its facts, where these do not fit. Esc and Tab lead back. */
export function movementWithFacts(
  view: FactsView,
  moveList: (parts: ConsoleParts, delta: number) => void,
): ScreenCommands {
  const page = ({ model }: ConsoleParts, focused: boolean) =>
    focused ? model.heights.text : model.heights.list;
  return {
    ...movement(
      (parts) => page(parts, isFocused(parts, view)),
      (parts, delta) => (isFocused(parts, view) ? scroll(parts, view, delta) : moveList(parts, delta)),
    ),
    'other-pane': {
      disabledReason: (parts) =>
        isFocused(parts, view) || mostTop(parts) > 0 ? null : 'all of them are in view',
      run: (parts) => put(parts, view, { isFocused: !isFocused(parts, view) }),
    },
  };
}

/** Leaves the facts where the movement keys are theirs; otherwise what the screen does. */
export function backWithFacts(
  view: FactsView,
  otherwise: (parts: ConsoleParts) => void = (parts) => goBackOrLeave(parts, 'back'),
): ScreenCommands {
  return {
    back: {
      run: (parts) => (isFocused(parts, view) ? put(parts, view, { isFocused: false }) : otherwise(parts)),
    },
  };
}

function isFocused(parts: ConsoleParts, { screen }: FactsView): boolean {
  const { facts } = parts.ui.getState();
  const isThere = currentPlace(stateOf(parts).places).screen === screen;
  return isThere && facts?.screen === screen && facts.isFocused && mostTop(parts) > 0;
}

function topOf(parts: ConsoleParts, view: FactsView): number {
  const { facts } = parts.ui.getState();
  const isOf = facts?.screen === view.screen && facts.id === view.idOf(parts);
  return isOf ? Math.min(facts.top, mostTop(parts)) : 0;
}

function mostTop({ model }: ConsoleParts): number {
  return Math.max(0, model.heights.textLines - model.heights.text);
}

function scroll(parts: ConsoleParts, view: FactsView, delta: number): void {
  const top = Math.max(0, Math.min(topOf(parts, view) + delta, mostTop(parts)));
  put(parts, view, { top });
}

function put(parts: ConsoleParts, view: FactsView, change: Partial<FactsScroll>): void {
  const { screen } = view;
  const now = { screen, isFocused: isFocused(parts, view), top: topOf(parts, view), id: view.idOf(parts) };
  parts.ui.setState({ facts: { ...now, ...change } });
  parts.terminal.compositor.invalidate();
}

function ruleRow(label: string, width: number, focused: boolean): Row {
  const left = '─'.repeat(Math.max(0, width - label.length - 2));
  return {
    spans: [
      { text: left, style: 'dim' },
      { text: label, style: focused ? 'accent' : 'dim' },
      { text: '──', style: 'dim' },
    ],
  };
}
