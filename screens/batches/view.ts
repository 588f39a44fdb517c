import { formatDuration } from '../../src/lib/format-duration.ts';
import type { Batch } from '../../src/model/batch.ts';
import { batchProgress } from '../../src/model/batch-progress.ts';
import { batchIdOf } from '../../src/store/batches-state.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd, padStart } from '../../src/terminal/width.ts';
import { batchName } from '../batch/batch-name.ts';
import { progressBar } from '../batch/progress-bar.ts';
import { formatAge, formatCount } from '../format-time.ts';
import type { ItemListView, ItemLook } from '../item-list-view.ts';
import { wrapWords } from '../wrap-text.ts';

/** How the list of batches looks. */
export const batchesView: ItemListView<Batch> = {
  listOf: (state) => state.batches.list,
  idOf: batchIdOf,
  name: 'batches',
  heading: batchesHeading,
  row: batchRow,
  empty: emptyBatches,
};

interface Columns {
  readonly id: number;
  readonly target: number;
  readonly runs: number;
  readonly bar: number;
  readonly done: number;
  readonly failed: number;
  readonly active: number;
  readonly rate: number;
  readonly left: number;
  readonly age: number;
}

/** When narrow what goes first is: rate, active runs, target, time left. */
function columnsFor(width: number): Columns {
  const fixed = {
    runs: width >= 60 ? 7 : 0,
    done: 4,
    failed: width >= 60 ? 7 : 5,
    active: width >= 100 ? 6 : 0,
    rate: width >= 100 ? 7 : 0,
    left: width >= 72 ? 7 : 0,
    age: 4,
  };
  const taken = Object.values(fixed).reduce((sum, cells) => sum + (cells === 0 ? 0 : cells + 1), 2);
  const rest = Math.max(12, width - taken);
  const bar = Math.max(6, Math.floor(rest * 0.3));
  const target = width >= 72 ? Math.floor(rest * 0.38) : 0;
  return { ...fixed, bar, target, id: Math.max(5, rest - bar - target - (target === 0 ? 2 : 3)) };
}

function batchesHeading(width: number): Row {
  const columns = columnsFor(width);
  const cells = [
    padEnd('BATCH', columns.id),
    ...cell(columns.target, padEnd('TARGET', columns.target)),
    ...cell(columns.runs, padStart('RUNS', columns.runs)),
    padEnd('PROGRESS', columns.bar),
    padStart('DONE', columns.done),
    padStart(columns.failed < 6 ? 'FAIL' : 'FAILED', columns.failed),
    ...cell(columns.active, padStart('ACTIVE', columns.active)),
    ...cell(columns.rate, padStart('/MIN', columns.rate)),
    ...cell(columns.left, padStart('LEFT', columns.left)),
    padStart('AGE', columns.age),
  ];
  return textRow(`  ${cells.join(' ')}`, 'dim');
}

function cell<Part>(width: number, part: Part): readonly Part[] {
  return width === 0 ? [] : [part];
}

/** One batch as a line of the list. */
function batchRow(batch: Batch, { width, selected, now }: ItemLook): Row {
  const columns = columnsFor(width);
  const { counts } = batch;
  const { ended, total, perMinute } = batchProgress(batch);
  const share = total === 0 ? 0 : Math.floor((100 * ended) / total);
  const target = batch.target ?? 'several targets';
  const number = (count: number, cells: number) => padStart(formatCount(count), cells);
  const spans: Span[] = [
    { text: selected ? '> ' : '  ', style: 'accent' },
    { text: padEnd(sanitize(batchName(batch.id, columns.id)), columns.id), style: 'strong' },
    ...cell(columns.target, { text: ` ${padEnd(sanitize(target), columns.target)}` }),
    ...cell(columns.runs, { text: ` ${number(total, columns.runs)}` }),
    { text: ' ' },
    ...progressBar(counts, columns.bar),
    { text: ` ${padStart(`${share}%`, columns.done)}` },
    { text: ` ${number(counts.failed, columns.failed)}`, style: counts.failed === 0 ? 'dim' : 'bad' },
    ...cell(columns.active, { text: ` ${number(counts.running, columns.active)}`, style: 'active' as const }),
    ...cell(columns.rate, {
      text: ` ${padStart(perMinute === null ? '-' : String(perMinute), columns.rate)}`,
    }),
    ...cell(columns.left, { text: ` ${padStart(leftText(batch), columns.left)}` }),
    { text: ` ${padStart(formatAge(now - Date.parse(batch.createdAt)), columns.age)}`, style: 'dim' },
  ];
  return { spans, selected };
}

/** How long it may still take, at the rate of the last minute. */
function leftText(batch: Batch): string {
  const { ended, total, remainingMs } = batchProgress(batch);
  if (ended >= total) return 'ended';
  return remainingMs === null ? '?' : `~${formatDuration(remainingMs)}`;
}

function emptyBatches(state: ConsoleState, width: number): readonly Row[] {
  const reason = state.connection.capabilities?.abilities.batchList;
  const sentences =
    typeof reason === 'string'
      ? [`This server lists no batches: ${sanitize(reason)}`, ':batch ID shows one whose id you know.']
      : [
          'No batches yet.',
          'A batch is made by runs that name the same one: "vfjobs run TARGET --batch ID".',
        ];
  return sentences
    .flatMap((sentence) => wrapWords(sentence, Math.max(10, width - 4)))
    .map((line) => textRow(`  ${line}`, 'dim'));
}

/** The line above the list: how many there are, and whether more can be read. */
export function batchesHeadRow({ batches }: ConsoleState): Row {
  const { list, nextCursor, loadingMore } = batches;
  if (list.phase === 'unasked' || list.phase === 'loading') return textRow('');
  const count = list.items.length;
  const active = list.items.filter(
    ({ counts }) => counts.pending + counts.running + counts.waiting > 0,
  ).length;
  const more = nextCursor === null ? '' : loadingMore ? ', reading more…' : ', more below';
  const text = ` ${formatCount(count)} ${count === 1 ? 'batch' : 'batches'}${more}`;
  return {
    spans: [
      { text },
      { text: active === 0 ? '' : `   ${active} not ended`, style: 'active' },
      { text: list.problem === null ? '' : `   ${sanitize(list.problem.message)}`, style: 'bad' },
    ],
  };
}
