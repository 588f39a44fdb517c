import type { ConsoleState } from '../src/store/console-state.ts';
import { type ItemList, itemRow } from '../src/store/item-list.ts';
import type { PaneSource } from '../src/terminal/compositor.ts';
import { type Row, textRow } from '../src/terminal/row.ts';
import { sanitize } from '../src/terminal/sanitize.ts';
import { keyOf } from './key-of.ts';
import { movement } from './movement.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from './parts.ts';
import { windowTop } from './window-top.ts';

/** How a list that is read whole is shown. */
export interface ItemListView<Item> {
  readonly listOf: (state: ConsoleState) => ItemList<Item>;
  readonly idOf: (item: Item) => string;
  readonly heading: (width: number, state: ConsoleState) => Row;
  readonly row: (item: Item, look: ItemLook) => Row;
  /** What stands where nothing is listed: why, and what to do next. */
  readonly empty: (state: ConsoleState, width: number) => readonly Row[];
  /** What the list is of, as in “The batches could not be read”. */
  readonly name: string;
  /** Hears of the items in view with every paint. */
  readonly inView?: ((items: readonly Item[]) => void) | undefined;
}

export interface ItemLook {
  readonly width: number;
  readonly selected: boolean;
  /** Epoch ms. */
  readonly now: number;
  readonly state: ConsoleState;
}

/** The pane of such a list: a heading, and the rows in view around the cursor. */
export function itemListSource<Item>(parts: ConsoleParts, view: ItemListView<Item>): PaneSource {
  let top = 0;
  return {
    rows(width, height) {
      const state = stateOf(parts);
      const list = view.listOf(state);
      const body = Math.max(1, height - 1);
      parts.model.heights.list = body;
      if (list.items.length === 0) return emptyRows(view, list, state, width, keyOf(parts, 'refresh'));
      const cursor = itemRow(list, view.idOf);
      top = windowTop(top, cursor, list.items.length, body);
      const now = parts.model.clock.now();
      const items = list.items.slice(top, top + body);
      view.inView?.(items);
      return [
        view.heading(width, state),
        ...items.map((item, index) =>
          view.row(item, { width, selected: top + index === cursor, now, state }),
        ),
      ];
    },
  };
}

/** The commands that move in such a list. */
export function itemListMovement(move: (parts: ConsoleParts, delta: number) => void): ScreenCommands {
  return movement((parts) => parts.model.heights.list, move);
}

function emptyRows<Item>(
  view: ItemListView<Item>,
  list: ItemList<Item>,
  state: ConsoleState,
  width: number,
  refreshKey: string,
): readonly Row[] {
  if (list.phase === 'failed') {
    const { message = '', fix = null } = list.problem ?? {};
    return [
      textRow(''),
      textRow(`  The ${view.name} could not be read: ${sanitize(message)}`, 'bad'),
      ...(fix === null ? [] : [textRow(`  ${sanitize(fix)}`)]),
      textRow(`  ${refreshKey} asks again.`, 'dim'),
    ];
  }
  if (list.phase !== 'ready') return [textRow(''), textRow(`  reading the ${view.name}…`, 'dim')];
  return [textRow(''), ...view.empty(state, width)];
}
