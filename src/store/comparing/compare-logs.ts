import { fingerprintOf } from '../../model/fingerprint.ts';
import { lineLevel } from '../../model/line-level.ts';
import { parseLogLine } from '../../model/log.ts';
import type { LogDifference, LogHunk, NewError, NumberedLine } from './comparison-state.ts';

/** The end of a log, in the form of `src/model/log.ts`. */
export interface LogEnd {
  readonly text: string;
  /** There is more of it before. */
  readonly isCut: boolean;
}

/** A line as it is compared. */
interface ComparedLine {
  readonly text: string;
  /** The text without what differs from run to run. */
  readonly alike: string;
  readonly isError: boolean;
}

/** Edits after which two logs are said to have too little in common, and the time in which that is to be known. */
const maxEdits = 4_000;
const maxMs = 3_000;
/** Lines of each log that are told where they part and have too little in common. */
const partingLines = 6;
const maxHunks = 40;
const maxErrors = 20;
/** More of a line than this is not compared. */
const comparedChars = 600;

/**
 * Compares two logs, in pieces: yields so that keys can come between.
 * @returns what differs, through the generator's result
 */
export async function compareLogs(
  before: LogEnd,
  after: LogEnd,
  breathe: () => Promise<void>,
): Promise<Omit<LogDifference, 'bytes'>> {
  const left = await linesOf(before.text, breathe);
  const right = await linesOf(after.text, breathe);
  const alike = firstDifference(left, right);
  const hunks = alike === null ? [] : await hunksOf(left, right, alike);
  return {
    lines: [left.length, right.length],
    isCut: [before.isCut, after.isCut],
    alike,
    parting: {
      before: numbered(left, alike ?? left.length, partingLines),
      after: numbered(right, alike ?? right.length, partingLines),
    },
    hunks: hunks === null ? null : hunks.slice(0, maxHunks),
    moreHunks: Math.max(0, (hunks?.length ?? 0) - maxHunks),
    newErrors: newErrorsIn(left, right),
  };
}

/** Lines between two turns of the event loop. */
const pieceLines = 500;

async function linesOf(text: string, breathe: () => Promise<void>): Promise<readonly ComparedLine[]> {
  const lines: ComparedLine[] = [];
  for (const raw of text.split('\n').slice(0, -1)) {
    const line = parseLogLine(raw);
    // The executor's own marks name attempts and times, which say nothing of the target.
    if (line.stream === 'system') continue;
    lines.push({
      text: line.text,
      alike: fingerprintOf(line.text.slice(0, comparedChars)),
      isError: lineLevel(line) === 'error',
    });
    if (lines.length % pieceLines === 0) await breathe();
  }
  return lines;
}

function firstDifference(left: readonly ComparedLine[], right: readonly ComparedLine[]): number | null {
  const longer = Math.max(left.length, right.length);
  for (let index = 0; index < longer; index++) {
    if (left[index]?.alike !== right[index]?.alike) return index;
  }
  return null;
}

/** Where the logs differ, from the first difference on; null when they have too little in common. */
async function hunksOf(
  left: readonly ComparedLine[],
  right: readonly ComparedLine[],
  from: number,
): Promise<readonly LogHunk[] | null> {
  const textsOf = (lines: readonly ComparedLine[]) => lines.slice(from).map(({ alike }) => alike);
  const changes = await changesOf(textsOf(left), textsOf(right));
  if (changes === undefined) return null;
  const hunks: LogHunk[] = [];
  let [here, there] = [from, from];
  let open: { before: NumberedLine[]; after: NumberedLine[] } | null = null;
  for (const { count, added, removed } of changes) {
    if (!added && !removed) {
      open = null;
      here += count;
      there += count;
      continue;
    }
    if (open === null) {
      open = { before: [], after: [] };
      hunks.push(open);
    }
    if (removed) open.before.push(...numbered(left, here, count));
    else open.after.push(...numbered(right, there, count));
    if (removed) here += count;
    else there += count;
  }
  return hunks;
}

/** Takes a turn of the event loop for each edit: with many of them all at once would hold up the keys. */
async function changesOf(left: string[], right: string[]) {
  // Loaded when the first two runs are compared.
  const { diffArrays } = await import('diff');
  return new Promise<ReturnType<typeof diffArrays<string>> | undefined>((resolve) => {
    diffArrays(left, right, { maxEditLength: maxEdits, timeout: maxMs, callback: resolve });
  });
}

function numbered(lines: readonly ComparedLine[], from: number, count: number): readonly NumberedLine[] {
  return lines.slice(from, from + count).map(({ text }, index) => ({ number: from + index + 1, text }));
}

/** Errors of the right log whose fingerprint the left one does not have. */
function newErrorsIn(left: readonly ComparedLine[], right: readonly ComparedLine[]): readonly NewError[] {
  const known = new Set(left.filter(({ isError }) => isError).map(({ alike }) => alike));
  const found = new Map<string, NewError>();
  for (const [index, { alike, text, isError }] of right.entries()) {
    if (!isError || known.has(alike)) continue;
    const before = found.get(alike);
    if (before !== undefined) found.set(alike, { ...before, count: before.count + 1 });
    else found.set(alike, { fingerprint: alike, count: 1, first: { number: index + 1, text } });
  }
  return [...found.values()].toSorted((one, other) => other.count - one.count).slice(0, maxErrors);
}
