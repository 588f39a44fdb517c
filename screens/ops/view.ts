import type { JournalEntry, JournalItem } from '../../src/model/journal.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { entryId, entryOf, receiptOfEntry } from '../../src/store/ops.ts';
import { type Row, type StyleName, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd } from '../../src/terminal/width.ts';
import { formatClock } from '../format-time.ts';
import type { ItemListView } from '../item-list-view.ts';
import { shortId } from '../run-text.ts';

const wide = 100;
const middle = 70;

/** The log as a list, the newest first. */
export const opsView: ItemListView<JournalEntry> = {
  name: 'log of actions',
  listOf: ({ ops }) => ops,
  idOf: entryId,
  heading: (width) => textRow(cells(width, headings), 'dim'),
  row(entry, { width, selected, state }) {
    const shown = shownEntry(state, entry);
    return {
      selected,
      spans: [
        { text: selected ? '>' : ' ', style: 'accent' },
        { text: cells(width, entryCells(shown)).slice(1), style: styleOf(shown) },
      ],
    };
  },
  empty: () => [
    textRow('  Nothing was done from here yet.', 'dim'),
    textRow('  R retries, X cancels, T starts: every action and what became of it stands here then.', 'dim'),
  ],
};

/** What is known of one action, and of its items as many as there is room for: those that went wrong first. */
export function opsDetailRows(
  state: ConsoleState,
  entry: JournalEntry | null,
  height: number,
): readonly Row[] {
  if (entry === null) return [];
  const shown = shownEntry(state, entry);
  const total = totalOf(shown);
  const head = [
    textRow(` ${shown.verb} ${whatText(shown)}  ${statesText(shown)}`, 'strong'),
    textRow(` by ${shown.who ?? 'unknown'}  ${dayText(shown.at)}  in ${placeOf(shown)}`),
    textRow(
      ` why: ${shown.reason ?? '-'}${shown.settledAt === null ? '' : `   settled ${dayText(shown.settledAt)}`}`,
    ),
  ];
  const room = Math.max(0, height - head.length);
  const items = shown.items.slice(
    0,
    shown.items.length > room || total > shown.items.length ? room - 1 : room,
  );
  const rest = total - items.length;
  return [
    ...head,
    ...items.map(itemRow),
    ...(rest > 0 && room > 0 ? [textRow(`   and ${rest} more; x saves what is kept of them`, 'dim')] : []),
  ];
}

/** An action under way as it is now, else as the log has it. */
function shownEntry(state: ConsoleState, entry: JournalEntry): JournalEntry {
  const receipt = receiptOfEntry(state, entry.id);
  return receipt === null ? entry : entryOf(receipt, entry.who);
}

interface EntryCells {
  readonly time: string;
  readonly who: string;
  readonly place: string;
  readonly verb: string;
  readonly what: string;
  readonly states: string;
  readonly reason: string;
}

const headings: EntryCells = {
  time: 'TIME',
  who: 'WHO',
  place: 'WHERE',
  verb: 'VERB',
  what: 'WHAT',
  states: 'STATES',
  reason: 'WHY',
};

function entryCells(entry: JournalEntry): EntryCells {
  return {
    time: dayText(entry.at),
    who: sanitize(entry.who ?? '-'),
    place: sanitize(placeOf(entry)),
    verb: sanitize(entry.verb),
    what: whatText(entry),
    states: statesText(entry),
    reason: sanitize(entry.reason ?? ''),
  };
}

function whatText(entry: JournalEntry): string {
  const [item] = entry.items;
  const total = totalOf(entry);
  return total === 1 && item !== undefined ? itemText(item) : sanitize(`${total} ${entry.things}`);
}

/** The line of an entry, with as many columns as the width allows. */
function cells(width: number, { time, who, place, verb, what, states, reason }: EntryCells): string {
  // The day goes first.
  const clock = time.split(' ').at(-1) ?? '';
  if (width < middle) return ` ${padEnd(clock, 9)}${padEnd(verb, 8)}${padEnd(what, 16)} ${states}`;
  const whatWidth = Math.max(20, Math.floor((width - 60) / 2));
  const start = ` ${padEnd(time, 16)}`;
  const end = `${padEnd(verb, 8)}${padEnd(what, whatWidth)}  ${padEnd(states, 24)} ${reason}`;
  return width < wide ? `${start}${end}` : `${start}${padEnd(who, 18)}${padEnd(place, 22)}${end}`;
}

function itemRow(item: JournalItem): Row {
  const note = item.note === null ? '' : `  ${item.note}`;
  const made = item.runId === null ? '' : `  -> ${shortId(item.runId)}`;
  return {
    spans: [
      {
        text: `   ${padEnd(sanitize(stateWord(item.state)), 10)} `,
        style: stateStyles[item.state] ?? 'plain',
      },
      { text: `${sanitize(itemText(item))}${made}` },
      { text: note, style: 'dim' },
    ],
  };
}

function itemText({ id, runId, label }: JournalItem): string {
  const known = id ?? runId;
  return sanitize(known === null ? label : `${shortId(known)} ${label}`);
}

const stateStyles: Readonly<Record<string, StyleName>> = {
  confirmed: 'ok',
  accepted: 'active',
  held: 'warn',
  waiting: 'warn',
  sent: 'warn',
  unknown: 'warn',
  failed: 'bad',
  dropped: 'dim',
  undone: 'dim',
};

/** `dropped` is what the program calls it. */
function stateWord(state: string): string {
  return state === 'dropped' ? 'not sent' : state;
}

function styleOf({ counts }: JournalEntry): StyleName {
  if ((counts['failed'] ?? 0) > 0) return 'bad';
  return (counts['unknown'] ?? 0) > 0 ? 'warn' : 'plain';
}

function statesText({ counts }: JournalEntry): string {
  return sanitize(
    Object.entries(counts)
      .map(([state, count]) => `${count} ${stateWord(state)}`)
      .join(', '),
  );
}

function totalOf({ counts }: JournalEntry): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function placeOf({ context, project }: JournalEntry): string {
  return project === null ? context : `${context} / ${project}`;
}

/** `11-22 12:03:41`, in local time. */
function dayText(iso: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return '-';
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(date.getMonth() + 1)}-${two(date.getDate())} ${formatClock(at)}`;
}
