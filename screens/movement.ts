import type { ConsoleParts, ScreenCommands } from './parts.ts';
import { always } from './screen-command.ts';

/** Farther than any list is long. */
const allTheWay = 1e9;

/**
 * The commands that move, from one function that moves by rows.
 * @param page how many rows a page has now
 */
export function movement(
  page: (parts: ConsoleParts) => number,
  move: (parts: ConsoleParts, delta: number) => void,
): ScreenCommands {
  const by = (delta: (height: number) => number) => always((parts) => move(parts, delta(page(parts))));
  return {
    down: by(() => 1),
    up: by(() => -1),
    'half-page-down': by((height) => Math.ceil(height / 2)),
    'half-page-up': by((height) => -Math.ceil(height / 2)),
    'page-down': by((height) => Math.max(1, height - 1)),
    'page-up': by((height) => -Math.max(1, height - 1)),
    top: by(() => -allTheWay),
    bottom: by(() => allTheWay),
  };
}
