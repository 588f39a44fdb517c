import { useEffect } from 'react';
import type { MouseEvent } from '../src/terminal/mouse.ts';
import { doCommand } from './do-command.ts';
import { type ConsoleParts, stateOf } from './parts.ts';

/** Rows that one turn of the wheel moves. */
const wheelRows = 3;

/** The wheel scrolls what the keys would scroll, a click brings the cursor to a row. Nothing else is done by a mouse. */
export function useMouse(parts: ConsoleParts): void {
  useEffect(() => parts.terminal.onMouse((event) => onMouse(parts, event)), [parts]);
}

export function onMouse(parts: ConsoleParts, event: MouseEvent): void {
  // A question or a text is not answered by a hand that brushes the wheel.
  if (stateOf(parts).dialog !== null || parts.ui.getState().prompt !== null) return;
  const rows = rowsOf(parts, event);
  for (let step = 0; step < Math.abs(rows); step++) doCommand(parts, rows > 0 ? 'down' : 'up');
  if (rows !== 0) parts.terminal.compositor.paintNow();
}

function rowsOf(parts: ConsoleParts, { kind, x, y }: MouseEvent): number {
  if (kind === 'wheel-down') return wheelRows;
  if (kind === 'wheel-up') return -wheelRows;
  return -(parts.terminal.compositor.rowsToCursor(x, y) ?? 0);
}
