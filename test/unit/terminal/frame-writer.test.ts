import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFrameWriter } from '../../../src/terminal/frame-writer.ts';
import { type Line, parseLine } from '../../../src/terminal/line.ts';
import { takeScreen } from '../../../src/terminal/screen-modes.ts';
import { stylesOf } from '../../../src/terminal/style.ts';
import { createEmulatedScreen } from '../../helpers/emulated-screen.ts';
import { cellsOf, textOf } from './screen-text.ts';

const looks = { color: '16', ascii: false, styles: stylesOf('terminal', '16', false) } as const;
const columns = 40;
const rows = 12;

const piece = fc.constantFrom(
  'run',
  'failed',
  ' ',
  '        ',
  '                         ',
  'x',
  '日本語',
  'テスト',
  '한국어',
  'é',
  'e\u0301',
  '🥳',
  '👨‍👩‍👧',
  '❤️',
  '🇩🇪',
  'नमस्ते',
  '│',
  '━━━',
  '\x1b[31m',
  '\x1b[1m',
  '\x1b[7m',
  '\x1b[22m',
  '\x1b[27m',
  '\x1b[39m',
  '\x1b[42m',
  '\x1b[0m',
  '\x1b[38;5;200m',
);
const printed = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));

/** One change of the picture: rows exchanged, everything moved, a part moved, the left half alone moved. */
type Step =
  | { readonly kind: 'set'; readonly row: number; readonly line: string }
  | {
      readonly kind: 'scroll';
      readonly top: number;
      readonly bottom: number;
      readonly by: number;
      readonly lines: string[];
    }
  | { readonly kind: 'all'; readonly lines: string[] }
  | { readonly kind: 'resize'; readonly columns: number; readonly rows: number };

const row = fc.integer({ min: 0, max: rows - 1 });
const lines = fc.array(printed, { minLength: rows, maxLength: rows });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('set' as const), row, line: printed }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('scroll' as const),
      top: row,
      bottom: row,
      by: fc.integer({ min: -4, max: 4 }),
      lines,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('all' as const), lines }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('resize' as const),
      columns: fc.integer({ min: 1, max: 60 }),
      rows: fc.integer({ min: 1, max: 16 }),
    }),
  },
);

function applyStep(picture: readonly string[], change: Step): string[] {
  const next = [...picture];
  if (change.kind === 'set') next[change.row] = change.line;
  if (change.kind === 'all') return change.lines;
  if (change.kind !== 'scroll') return next;
  const [top, bottom] = [Math.min(change.top, change.bottom), Math.max(change.top, change.bottom)];
  for (let at = top; at <= bottom; at++) {
    const from = at + change.by;
    next[at] = from >= top && from <= bottom ? (picture[from] ?? '') : (change.lines[at] ?? '');
  }
  return next;
}

const parse = (picture: readonly string[], width: number): Line[] =>
  picture.map((line) => parseLine(line, width, looks));

/** The cells of a screen that was painted with this picture and nothing before it. */
async function paintedFresh(picture: readonly string[], width: number, height: number): Promise<string[]> {
  const screen = createEmulatedScreen(width, height);
  await screen.write(takeScreen);
  await screen.write(createFrameWriter(width, height, true).bytesFor(parse(picture, width)));
  return cellsOf(screen);
}

describe('frame writer', () => {
  test('after any updates the screen is that of a full repaint', async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.array(step, { minLength: 1, maxLength: 12 }), async (first, steps) => {
        let size = { columns, rows };
        let picture = first;
        const screen = createEmulatedScreen(columns, rows);
        let writer = createFrameWriter(columns, rows, true);
        await screen.write(takeScreen);
        await screen.write(writer.bytesFor(parse(picture, columns)));
        for (const change of steps) {
          if (change.kind === 'resize') {
            size = change;
            screen.resize(change.columns, change.rows);
            writer = createFrameWriter(change.columns, change.rows, true);
          }
          picture = applyStep(picture, change);
          await screen.write(writer.bytesFor(parse(picture, size.columns)));
          expect(cellsOf(screen)).toEqual(await paintedFresh(picture, size.columns, size.rows));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a full repaint shows what was printed', async () => {
    const screen = createEmulatedScreen(20, 3);
    const writer = createFrameWriter(20, 3, true);
    await screen.write(writer.bytesFor(parse(['runs \x1b[32mok\x1b[39m', '日本 end', ''], 20)));
    expect(textOf(screen)).toEqual(['runs ok', '日本 end', '']);
    expect(screen.cells(0)[5]).toMatchObject({
      text: 'o',
      style: { foreground: { kind: 'palette', index: 2 } },
    });
  });

  test('the screen that already shows the frame costs nothing', () => {
    const writer = createFrameWriter(20, 2, true);
    writer.bytesFor(parse(['one', 'two'], 20));
    expect(writer.bytesFor(parse(['one', 'two'], 20))).toBe('');
  });

  test('a frame is one write between the marks of a synchronized update', () => {
    const bytes = createFrameWriter(20, 2, true).bytesFor(parse(['one', 'two'], 20));
    expect(bytes.startsWith('\x1b[?2026h')).toBe(true);
    expect(bytes.endsWith('\x1b[?2026l')).toBe(true);
    expect(createFrameWriter(20, 2, false).bytesFor(parse(['one'], 20))).not.toContain('2026');
  });

  test('after forget it paints from a blank screen', () => {
    const writer = createFrameWriter(20, 2, false);
    writer.bytesFor(parse(['one', 'two'], 20));
    writer.forget();
    expect(writer.bytesFor(parse(['one', 'two'], 20))).toBe('\x1b[m\x1b[2J\x1b[Hone\r\ntwo');
  });
});

describe('bytes of an update at 120x40', () => {
  const table = (from: number, cursor: number, status = 'running') => {
    const body = Array.from({ length: 35 }, (_, index) => {
      const number = from + index;
      const word = number === 12 ? status : 'running';
      const text = `run-${String(number).padStart(8, '0')}  task:ingest-${(number * 7919) % 997}  > ${word.padEnd(10)}${(number * 31) % 600}s`;
      return number === cursor ? `\x1b[7m${text.padEnd(120)}\x1b[27m` : text;
    });
    return parse(['vfjobs  local  demo', 'RUNS', ...body, '', '', 'q quit  ? help'], 120);
  };
  const bytesBetween = (before: Line[], after: Line[]) => {
    const writer = createFrameWriter(120, 40, true);
    writer.bytesFor(before);
    return Buffer.byteLength(writer.bytesFor(after));
  };

  test('one row: at most 60', () => {
    const bytes = bytesBetween(table(0, 3), table(0, 3, 'failed'));
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(60);
  });

  test('the cursor row moves: at most 350', () => {
    expect(bytesBetween(table(0, 3), table(0, 4))).toBeLessThanOrEqual(350);
  });

  test('the list scrolls by a line: at most 500', () => {
    expect(bytesBetween(table(0, 34), table(1, 35))).toBeLessThanOrEqual(500);
    expect(bytesBetween(table(1, 1), table(0, 0))).toBeLessThanOrEqual(500);
  });
});
