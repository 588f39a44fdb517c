import { describe, expect, test } from 'vitest';
import { logPrefix, parseLogLine } from '../../../src/model/log.ts';
import { maxLogBytes } from '../../../src/store/log-lines.ts';
import { logsToMerge, type MergedLog, mergeLogs, mostMerged } from '../../../src/store/merge-logs.ts';
import { tagsOf } from '../../../src/store/merged-state.ts';
import { createRunLog, type RunLog } from '../../../src/store/run-log.ts';

const start = 1_700_000_000_000;
const lineAt = (ms: number, text: string) => `${logPrefix(start + ms, 'stdout')}${text}\n`;

function logWith(text: string, firstByte = 0): RunLog {
  const log = createRunLog('r');
  log.firstByte = firstByte;
  log.lines.append(text);
  return log;
}

function texts(merged: MergedLog): string[] {
  const lines: string[] = [];
  for (let line = merged.firstLine; line < merged.endLine; line++) {
    lines.push(`${merged.runOf(line)}${parseLogLine(merged.line(line)).text}`);
  }
  return lines;
}

describe('merged logs', () => {
  test('wait for every log, then hold the last moment back for who is late', () => {
    const first = logWith(lineAt(0, 'a') + lineAt(1_000, 'c'));
    const second = createRunLog('s');
    const merged = mergeLogs([first, second]);
    expect([merged.takeIn(false), texts(merged)]).toEqual([0, []]);
    second.firstByte = 0;
    second.lines.append(lineAt(500, 'b') + lineAt(900, 'x'));
    expect(merged.takeIn(false)).toBe(2);
    expect(texts(merged)).toEqual(['0a', '1b']);
    expect(merged.takeIn(true)).toBe(0);
    expect(texts(merged)).toEqual(['0a', '1b', '1x', '0c']);
    first.lines.append(lineAt(1_400, 'd'));
    expect(merged.takeIn(true)).toBe(0);
    expect(texts(merged).at(-1)).toBe('0d');
  });

  test('begin where every log is read back to, and go further back in order', () => {
    const early = logWith(lineAt(0, 'a') + lineAt(2_000, 'c') + lineAt(4_000, 'e'));
    const late = logWith(lineAt(3_000, 'd') + lineAt(5_000, 'f'), 100);
    const merged = mergeLogs([early, late]);
    merged.takeIn(true);
    expect(texts(merged)).toEqual(['1d', '0e', '1f']);
    expect(merged.nextToRead()).toBe(late);
    late.lines.prepend(lineAt(1_000, 'b'));
    late.firstByte = 50;
    expect(merged.takeOlder()).toBe(true);
    expect(texts(merged)).toEqual(['1b', '0c', '1d', '0e', '1f']);
    late.firstByte = 0;
    expect(merged.takeOlder()).toBe(true);
    expect(texts(merged)).toEqual(['0a', '1b', '0c', '1d', '0e', '1f']);
    expect(merged.nextToRead()).toBeNull();
    expect(merged.takeOlder()).toBe(false);
  });

  test('keep no more than a single log does, however many there are', () => {
    const logs = logsToMerge(Array.from({ length: mostMerged }, (_, run) => `r${run}`));
    const [first] = logs;
    const line = lineAt(0, 'x'.repeat(1_000));
    for (let mebibyte = 0; mebibyte < 24; mebibyte++) first?.lines.append(line.repeat(1_024));
    expect(first?.lines.heldBytes).toBeGreaterThan(1_000_000);
    expect((first?.lines.heldBytes ?? 0) * logs.length).toBeLessThanOrEqual(maxLogBytes / 2);
  });

  test('are read also where one of them can not be', () => {
    const broken = createRunLog('s');
    broken.problem = { message: 'gone', fix: null };
    const merged = mergeLogs([logWith(lineAt(0, 'a')), broken]);
    merged.takeIn(true);
    expect(texts(merged)).toEqual(['0a']);
  });
});

test('tags are as short as tells the runs apart', () => {
  expect(tagsOf(['x-0001', 'x-0002'])).toEqual(['0001', '0002']);
  expect(tagsOf(['a-0001', 'b1-0001'])).toEqual(['a-0001', '1-0001']);
});
