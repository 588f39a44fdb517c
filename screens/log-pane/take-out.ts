import { cursorPlace } from '../../src/store/line-view.ts';
import { type LogHost, logOf, type ShownLog } from '../../src/store/log-host.ts';
import { shownLines } from '../../src/store/log-pane.ts';
import { choose, type MenuChoice } from '../choose.ts';
import { copyText } from '../copy-text.ts';
import { formatCount } from '../format-time.ts';
import { askPipe, pipeText } from '../outside/pipe-text.ts';
import { askToStop, saveText } from '../outside/save-file.ts';
import type { Lines } from '../outside/write-lines.ts';
import type { ConsoleParts } from '../parts.ts';
import { type LogForm, logText } from './log-text.ts';

/** What a log can be taken out of: a pane, and where its lines come from when more is wanted than it keeps. */
export interface LogOutlet {
  readonly host: LogHost;
  /** What the file is called, without its ending. */
  readonly fileName: (parts: ConsoleParts) => string;
  /** The tag of the run that a line is of, where there are several. */
  readonly tagOf?: ((parts: ConsoleParts, number: number) => string) | undefined;
  /** Every line, read from the server: those that pass the filter of the pane, or all. */
  readonly wholeLog: (parts: ConsoleParts, form: LogForm, onlyPassing: boolean) => Lines;
}

/** Lines that are copied at most. */
const mostCopied = 100_000;
/** Lines that the plain screen shows at most. */
const mostPlain = 20_000;

/**
 * Copies from the line that was marked last to the cursor, else the line under the cursor.
 * @returns false when there is no cursor, and nothing was copied
 */
export function copyLines(parts: ConsoleParts, { host, tagOf }: LogOutlet): boolean {
  const log = logOf(parts.model, host);
  const range = log === null ? null : rangeOf(log);
  if (log === null || range === null) return false;
  const count = range.to - range.from + 1;
  if (count > mostCopied) {
    const message = `${formatCount(count)} lines are too many to copy; x saves them.`;
    parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
    return true;
  }
  const what =
    log.pane.anchor === null ? 'the line' : `${formatCount(count)} lines, from the mark to the cursor`;
  copyText(parts, [...linesIn(parts, log, range, 'plain', tagOf)].join('\n'), what);
  host.patch(parts.model, { anchor: null });
  return true;
}

/** Asks what part of the log is saved and how, then where. */
export function exportLog(parts: ConsoleParts, outlet: LogOutlet): void {
  const log = logOf(parts.model, outlet.host);
  if (log === null || askToStop(parts)) return;
  const range = log.pane.anchor === null ? null : rangeOf(log);
  const asForm = (title: string, lines: (form: LogForm) => Lines) => () =>
    chooseForm(parts, outlet, title, lines);
  const whole: MenuChoice = {
    key: 'a',
    label: 'all of it, read from the server',
    take: asForm('the log', (form) => outlet.wholeLog(parts, form, false)),
  };
  const passing: MenuChoice = {
    key: 'm',
    label: 'only what & and v let through',
    take: asForm('the lines that pass', (form) => outlet.wholeLog(parts, form, true)),
  };
  const marked: MenuChoice = {
    key: 'r',
    label: 'from the mark to the cursor',
    take: asForm('the lines from mark to cursor', (form) => rangeLines(parts, outlet, form)),
  };
  const choices = [
    whole,
    ...(log.pane.passing === null ? [] : [passing]),
    ...(range === null ? [] : [marked]),
  ];
  if (choices.length === 1) whole.take();
  else choose(parts, 'Save which lines?', choices);
}

/** Asks for a command that reads the lines shown, or those from the mark to the cursor. */
export function pipeLog(parts: ConsoleParts, outlet: LogOutlet): void {
  const log = logOf(parts.model, outlet.host);
  if (log === null) return;
  const shown = log.pane.isWhole ? 'the line' : 'the lines shown';
  const what = log.pane.anchor === null ? shown : 'the lines from mark to cursor';
  askPipe(parts, what, () => rangeLines(parts, outlet, 'plain'));
}

/** Leaves the screen to the lines as plain text, for the terminal's own selection. */
export function showPlain(parts: ConsoleParts, outlet: LogOutlet): void {
  const log = logOf(parts.model, outlet.host);
  if (log === null) return;
  const { count } = shownLines(log.pane, log.source);
  const range = { from: Math.max(0, count - mostPlain), to: count - 1 };
  const form = log.pane.time === 'none' ? 'plain' : 'times';
  void pipeText(parts, 'cat', linesIn(parts, log, range, form, outlet.tagOf));
}

function chooseForm(
  parts: ConsoleParts,
  outlet: LogOutlet,
  title: string,
  lines: (form: LogForm) => Lines,
): void {
  const save = (ending: string, form: LogForm) => () =>
    saveText(parts, { name: `${outlet.fileName(parts)}.${ending}`, title, lines: () => lines(form) });
  choose(parts, `Save ${title} as`, [
    { key: 'p', label: 'plain text', take: save('log', 'plain') },
    { key: 't', label: 'text with times', take: save('log', 'times') },
    { key: 'j', label: 'JSON lines: time, stream and text as printed', take: save('jsonl', 'json') },
  ]);
}

interface Range {
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
}

/** The places from the mark to the cursor; null without a cursor. */
function rangeOf({ pane, source }: ShownLog): Range | null {
  const shown = shownLines(pane, source);
  const cursor = cursorPlace(pane.view, shown);
  if (cursor === null) return null;
  const anchor = pane.anchor === null ? cursor : Math.min(shown.placeOf(pane.anchor), shown.count - 1);
  return { from: Math.min(anchor, cursor), to: Math.max(anchor, cursor) };
}

function rangeLines(parts: ConsoleParts, outlet: LogOutlet, form: LogForm): Lines {
  const log = logOf(parts.model, outlet.host);
  if (log === null) return [];
  const all = { from: 0, to: shownLines(log.pane, log.source).count - 1 };
  // A line that is shown whole is what is looked at; else everything, unless a part is marked.
  const isPart = log.pane.anchor !== null || log.pane.isWhole;
  const last = { from: all.to, to: all.to };
  const range = isPart ? (rangeOf(log) ?? (log.pane.isWhole ? last : all)) : all;
  return linesIn(parts, log, range, form, outlet.tagOf);
}

/** The lines between two places as they are now; lines that come meanwhile are not among them. */
function* linesIn(
  parts: ConsoleParts,
  { pane, source }: ShownLog,
  { from, to }: Range,
  form: LogForm,
  tagOf: LogOutlet['tagOf'],
): Generator<string> {
  const shown = shownLines(pane, source);
  if (to < from || shown.count === 0) return;
  const last = shown.at(Math.min(to, shown.count - 1));
  for (let number = shown.at(from); number <= last; ) {
    yield logText(source.line(number), form, tagOf?.(parts, number));
    // Looked for again: a filter may find older lines while a file is written.
    const lines = shownLines(pane, source);
    const next = lines.placeOf(number + 1);
    if (next >= lines.count) return;
    number = lines.at(next);
  }
}
