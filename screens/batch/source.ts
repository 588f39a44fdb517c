import { inStartOrder } from '../../src/store/batch-runs.ts';
import { type BatchState, batchGroups } from '../../src/store/batch-state.ts';
import type { ConsoleModel } from '../../src/store/console-model.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { failureCodes } from '../failures/codes.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { groupRows } from './groups-view.ts';
import { batchHeadRows, batchShortHead } from './head-view.ts';
import { type HeatLayout, heatRows, layHeat } from './heat-view.ts';
import { batchRunRows } from './runs-view.ts';

/** From this height on everything is shown at once; below it only the part that has the keys. */
const wholeHeight = 16;
/** From this height on there is room for lines between the parts. */
const roomyHeight = 26;

const painted = new WeakMap<ConsoleModel, HeatLayout>();

/** The heat strip as it was painted last: its cells depend on the width of the screen. Null before that. */
export function paintedHeat(model: ConsoleModel): HeatLayout | null {
  return painted.get(model) ?? null;
}

/** The whole screen of a batch: only the rows in view are made. */
export function batchSource(parts: ConsoleParts): PaneSource {
  let top = 0;
  return {
    rows(width, height) {
      const { batch } = stateOf(parts);
      if (batch === null) return [];
      if (batch.batch === null && batch.runs.byId.size === 0) return waitingRows(batch);
      const now = parts.model.clock.now();
      const view = { parts, batch, width, now, top };
      const made = height < wholeHeight ? shortRows(view, height) : wholeRows(view, height);
      top = made.top;
      return made.rows;
    },
  };
}

interface View {
  readonly parts: ConsoleParts;
  readonly batch: BatchState;
  readonly width: number;
  readonly now: number;
  readonly top: number;
}

interface Made {
  readonly rows: readonly Row[];
  /** First row of the list in view. */
  readonly top: number;
}

function wholeRows({ parts, batch, width, now, top }: View, height: number): Made {
  const order = inStartOrder(batch.runs);
  const codes = failureCodes(parts.model);
  const rule = height < roomyHeight ? [] : [textRow('─'.repeat(width), 'dim')];
  const heat = heatPart(parts, batch, width, height < 40 ? 2 : 4);
  const shownGroups = Math.min(
    Math.max(1, batchGroups(batch).length),
    height < roomyHeight ? 3 : Math.floor(height / 5),
  );
  const groups = groupRows(batch, stateOf(parts).failures, codes, width, shownGroups + 1);
  const above = [...batchHeadRows(batch, order, width, now), ...rule, ...heat, ...rule, ...groups, ...rule];
  const left = Math.max(2, height - above.length);
  parts.model.heights.list = left - 1;
  const list = batchRunRows(batch, order, codes, { width, height: left, top, now });
  return { rows: [...above, ...list.rows], top: list.top };
}

function heatPart(
  { model }: ConsoleParts,
  batch: BatchState,
  width: number,
  maxRows: number,
): readonly Row[] {
  const order = inStartOrder(batch.runs);
  const layout = layHeat(batch, order, width, maxRows);
  painted.set(model, layout);
  return heatRows(batch, order, layout, width);
}

function shortRows({ parts, batch, width, now, top }: View, height: number): Made {
  const order = inStartOrder(batch.runs);
  const codes = failureCodes(parts.model);
  const head = batchShortHead(batch, width);
  const left = Math.max(2, height - head.length);
  parts.model.heights.list = left - 1;
  // Laid out unseen as well: keys that come in one piece may move in it before it is painted.
  const heat = heatPart(parts, batch, width, Math.max(1, left - 2));
  if (batch.focus === 'heat') {
    return { rows: [...head, ...heat], top };
  }
  if (batch.focus === 'groups') {
    return { rows: [...head, ...groupRows(batch, stateOf(parts).failures, codes, width, left)], top };
  }
  const list = batchRunRows(batch, order, codes, { width, height: left, top, now });
  return { rows: [...head, ...list.rows], top: list.top };
}

function waitingRows({ batchId, problem, isReading }: BatchState): readonly Row[] {
  const name = sanitize(batchId);
  if (problem === null) return [textRow(''), textRow(isReading ? `  reading the batch ${name}…` : '', 'dim')];
  return [
    textRow(''),
    textRow(`  The batch ${name} could not be read: ${sanitize(problem.message)}`, 'bad'),
    ...(problem.fix === null ? [] : [textRow(`  ${sanitize(problem.fix)}`)]),
    textRow('  r asks again.', 'dim'),
  ];
}
