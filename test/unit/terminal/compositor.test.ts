import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../src/lib/clock.ts';
import { type Compositor, createCompositor } from '../../../src/terminal/compositor.ts';
import { type Row, textRow } from '../../../src/terminal/row.ts';
import { createEmulatedScreen } from '../../helpers/emulated-screen.ts';
import { hostileText } from './hostile-text.ts';
import { textOf } from './screen-text.ts';

/** A clock that a test moves by hand. */
function manualClock(): Clock & { pass(ms: number): void; readonly armed: number } {
  let now = 0;
  const timers = new Map<() => void, number>();
  return {
    now: () => now,
    after(delayMs, callback) {
      const timer = () => callback();
      timers.set(timer, now + delayMs);
      return () => timers.delete(timer);
    },
    pass(ms) {
      now += ms;
      for (const [timer, due] of [...timers]) {
        if (due > now) continue;
        timers.delete(timer);
        timer();
      }
    },
    get armed() {
      return timers.size;
    },
  };
}

/** The paint that was asked for with `paintNow` happens after this turn. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

function compose(options: { columns?: number; rows?: number; color?: 'none' | '16'; ascii?: boolean } = {}) {
  const clock = manualClock();
  const writes: string[] = [];
  const compositor = createCompositor({
    write: (bytes) => writes.push(bytes),
    columns: options.columns ?? 20,
    rows: options.rows ?? 4,
    color: options.color ?? '16',
    ascii: options.ascii,
    sync: true,
    clock,
  });
  return { clock, writes, compositor };
}

async function screenOf(writes: readonly string[], columns = 20, rows = 4) {
  const screen = createEmulatedScreen(columns, rows);
  for (const bytes of writes) await screen.write(bytes);
  return screen;
}

const rect = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

function pane(compositor: Compositor, text: () => string, where = rect(0, 0, 20, 4)): void {
  compositor.placePane('pane', where, {
    rows: () =>
      text()
        .split('|')
        .map((line) => textRow(line)),
  });
}

describe('when it paints', () => {
  test('data waits for one tick, however often it is told of it; nothing is armed without data', async () => {
    const { clock, writes, compositor } = compose();
    let count = 0;
    pane(compositor, () => `lines ${count}`);
    await turn();
    expect(clock.armed).toBeLessThanOrEqual(1);
    compositor.acknowledge();
    const before = writes.length;
    for (count = 1; count < 100; count++) compositor.invalidate();
    expect(clock.armed).toBe(1);
    clock.pass(32);
    expect(writes).toHaveLength(before);
    clock.pass(1);
    expect(writes).toHaveLength(before + 1);
    expect(clock.armed).toBe(0);
    expect(textOf(await screenOf(writes))[0]).toBe('lines 100');
  });

  test('a key does not wait for the tick, and its paint shows the data too', async () => {
    const { clock, writes, compositor } = compose();
    let shown = 'before';
    pane(compositor, () => shown);
    await turn();
    shown = 'after';
    compositor.invalidate();
    compositor.paintNow();
    compositor.paintNow();
    await turn();
    expect(writes).toHaveLength(2);
    clock.pass(100);
    expect(writes).toHaveLength(2);
  });

  test('nothing is written when nothing changed', async () => {
    const { writes, compositor } = compose();
    pane(compositor, () => 'same');
    await turn();
    compositor.paintNow();
    await turn();
    expect(writes).toHaveLength(1);
    compositor.redraw();
    await turn();
    expect(writes[1]).toBe(writes[0]);
  });

  test('nothing is written while somebody else has the terminal, and all of it after', async () => {
    const { clock, writes, compositor } = compose();
    pane(compositor, () => 'text');
    await turn();
    compositor.pause();
    compositor.setChrome('changed');
    compositor.invalidate();
    clock.pass(50);
    await turn();
    expect(writes).toHaveLength(1);
    compositor.resume();
    await turn();
    expect(writes[1]).toBe(writes[0]);
    compositor.stop();
    compositor.paintNow();
    compositor.redraw();
    await turn();
    expect(writes).toHaveLength(2);
    expect(clock.armed).toBe(0);
  });
});

describe('slow terminals', () => {
  const bulky = (count: number) =>
    Array.from({ length: 4 }, (_, row) => `${count}${row}`.repeat(25)).join('|');

  async function flooded() {
    const made = compose({ columns: 80 });
    const state = { count: 0 };
    pane(made.compositor, () => bulky(state.count), rect(0, 0, 80, 4));
    await turn();
    const next = async (ms: number) => {
      state.count++;
      made.compositor.invalidate();
      made.clock.pass(ms);
      await turn();
    };
    return { ...made, next };
  }

  test('a bulk frame is followed by a status request, a small one is not', async () => {
    const { writes, compositor } = await flooded();
    expect(writes[0]?.endsWith('\x1b[5n')).toBe(true);
    expect(compositor.awaitsReply).toBe(true);
    compositor.acknowledge();
    expect(compositor.awaitsReply).toBe(false);
    compositor.placePane('small', rect(0, 0, 3, 1), { rows: () => [textRow('abc')] }, 1);
    await turn();
    expect(writes[1]).not.toContain('\x1b[5n');
  });

  test('frames of data are held back while the answer is late; keys are not', async () => {
    const { writes, compositor, clock, next } = await flooded();
    compositor.acknowledge();
    await next(33);
    const before = writes.length;
    await next(50);
    await next(60);
    const held = writes.length;
    await next(60);
    await next(60);
    expect(held).toBe(before + 1);
    expect(writes).toHaveLength(held);
    compositor.paintNow();
    await turn();
    expect(writes).toHaveLength(held + 1);
    await next(60);
    expect(writes).toHaveLength(held + 1);
    // Half of a slow line is left to keys: as long as the answer took, 100 ms at most.
    compositor.acknowledge();
    await next(99);
    expect(writes).toHaveLength(held + 1);
    await next(1);
    expect(writes).toHaveLength(held + 2);
    expect(clock.armed).toBe(1);
  });

  test('an answer that is lost is waited for no longer than two seconds', async () => {
    const { writes, compositor, clock, next } = await flooded();
    compositor.acknowledge();
    await next(33);
    await next(110);
    await next(33);
    const held = writes.length;
    clock.pass(2000);
    await turn();
    expect(writes.length).toBe(held + 1);
  });

  test('a terminal that never answers is never waited for', async () => {
    const { writes, next } = await flooded();
    for (let frame = 0; frame < 20; frame++) await next(500);
    expect(writes).toHaveLength(21);
    expect(writes.filter((bytes) => bytes.includes('\x1b[5n'))).toHaveLength(3);
  });
});

describe('what it shows', () => {
  test('panes lie over the chrome, higher layers over lower ones, masks hide the layers below them', async () => {
    const { writes, compositor } = compose();
    compositor.setChrome('title\n--------------------\n\nfooter');
    compositor.placePane('low', rect(2, 1, 10, 2), { rows: () => [textRow('lowlowlowlow'), textRow('x')] });
    compositor.setMask('dialog', () => rect(4, 0, 4, 3));
    compositor.placePane('high', rect(5, 1, 2, 1), { rows: () => [textRow('HIGH')] }, 1);
    await turn();
    const screen = await screenOf(writes);
    expect(textOf(screen)).toEqual(['title', '--lo-H…-low…--------', '  x', 'footer']);
    compositor.setMask('dialog', null);
    compositor.removePane('high');
    await turn();
    expect(textOf(await screenOf(writes))[1]).toBe('--lowlowlow…--------');
  });

  test('what an edge cuts off is marked; wide characters that it cuts in half become a space', async () => {
    const { writes, compositor } = compose();
    compositor.setChrome('日本語日本語日本語');
    compositor.placePane('pane', rect(3, 0, 5, 1), { rows: () => [textRow('한국어')] });
    compositor.setMask('mask', rect(6, 0, 1, 1));
    await turn();
    expect(textOf(await screenOf(writes))[0]).toBe('日 한  …本語日本語');
  });

  test('blanks beyond the edge are no text, and ASCII has its own mark', async () => {
    const { writes, compositor } = compose({ ascii: true });
    compositor.placePane('one', rect(0, 0, 4, 3), {
      rows: () => [textRow('abcd   '), { spans: [{ text: 'abcd' }, { text: ' e' }] }, textRow('日本語')],
    });
    await turn();
    expect(textOf(await screenOf(writes)).slice(0, 3)).toEqual(['abcd', 'abc~', '? ?~']);
  });

  test('without colour only weight and reverse video are sent', async () => {
    const { writes, compositor } = compose({ color: 'none' });
    compositor.setChrome('\x1b[32mgreen\x1b[39m \x1b[1mbold\x1b[22m \x1b[38;2;1;2;3mrgb\x1b[0m');
    const row: Row = {
      spans: [
        { text: 'failed', style: 'bad' },
        { text: ' ok', style: 'ok' },
      ],
      selected: true,
    };
    compositor.placePane('pane', rect(0, 1, 20, 1), { rows: () => [row] });
    await turn();
    const used = [...writes.join('').matchAll(/\x1b\[([\d;]*)m/g)].flatMap(
      (match) => match[1]?.split(';') ?? [],
    );
    expect(new Set(used)).toEqual(new Set(['', '0', '1', '7']));
  });

  test('in ASCII mode nothing else is sent, and shapes stay', async () => {
    const { writes, compositor } = compose({ ascii: true });
    compositor.setChrome('╭──┬─╮\n│日█░│…→é🥳');
    await turn();
    expect(writes.join('')).toMatch(/^[\x00-\x7f]*$/);
    expect(textOf(await screenOf(writes)).slice(0, 2)).toEqual(['+--+-+', '|? #.|~>e?']);
  });

  test('a pane of another size than its text is clipped on every side', async () => {
    const { writes, compositor } = compose();
    pane(compositor, () => 'x'.repeat(1_000_000), rect(15, 2, 10, 10));
    await turn();
    expect(textOf(await screenOf(writes))).toEqual(['', '', `${' '.repeat(15)}xxxxx`, '']);
  });

  test('after a resize the frame has the new size', async () => {
    const { writes, compositor } = compose();
    compositor.setChrome('0123456789\nsecond');
    await turn();
    writes.length = 0;
    compositor.resize(6, 2);
    await turn();
    expect(textOf(await screenOf(writes, 6, 2))).toEqual(['012345', 'second']);
  });
});

describe('hostile text', () => {
  // Moves, style, erasing, scrolling, the sync pair, the status request: all that the frame writer ever sends.
  const own =
    /\x1b\[(?:\d{1,4}(?:;\d{1,4})?)?[HGCKXST]|\x1b\[[\d;]*m|\x1b\[2J|\x1b\[\d*(?:;\d+)?r|\x1b\[\?2026[hl]|\x1b\[5n/g;

  test('never sends anything but our own sequences', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileText, { maxLength: 4 }), hostileText, async (lines, chrome) => {
        const { writes, compositor } = compose();
        compositor.setChrome(chrome);
        compositor.placePane('pane', rect(3, 0, 12, 4), {
          rows: () => lines.map((text) => ({ spans: [{ text }, { text, style: 'bad' }] })),
        });
        await turn();
        compositor.stop();
        const left = writes
          .join('')
          .replace(own, '')
          .replace(/[\r\n\b]/g, '');
        expect(left).toMatch(/^\P{Cc}*$/u);
      }),
      { numRuns: 500 },
    );
  });

  test('leaves the cells outside of its pane alone', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const { writes, compositor } = compose();
        compositor.setChrome(
          '####################\n####################\n####################\n####################',
        );
        compositor.placePane('pane', rect(4, 1, 8, 2), { rows: () => [textRow(text), textRow(text)] });
        await turn();
        compositor.stop();
        const screen = await screenOf(writes);
        expect(textOf(screen)[0]).toBe('#'.repeat(20));
        expect(textOf(screen)[1]?.startsWith('####')).toBe(true);
        expect(textOf(screen)[2]?.endsWith('########')).toBe(true);
        expect(textOf(screen)[3]).toBe('#'.repeat(20));
      }),
      { numRuns: 300 },
    );
  });
});
