import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLineStore } from '../../../src/lib/line-store.ts';

const all = (store: ReturnType<typeof createLineStore>) =>
  Array.from({ length: store.endLine - store.firstLine }, (_, index) => store.line(store.firstLine + index));

describe('line store', () => {
  test('keeps the lines of any text, however it is cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 12 })),
        fc.array(fc.nat(9), { minLength: 1 }),
        (words, cuts) => {
          const text = words.join('\n');
          const store = createLineStore(1000);
          const bytes = Buffer.from(text);
          for (let at = 0, cut = 0; at < bytes.length; cut++) {
            const size = 1 + (cuts[cut % cuts.length] ?? 0);
            store.append(bytes.subarray(at, at + size));
            at += size;
          }
          store.endPartialLine();
          const lines = text.split('\n');
          if (lines.at(-1) === '') lines.pop();
          expect(all(store)).toEqual(lines);
        },
      ),
    );
  });

  test('a line without its end waits for the rest', () => {
    const store = createLineStore(10);
    store.append('one\ntw');
    expect(all(store)).toEqual(['one']);
    store.append('o\n');
    expect(all(store)).toEqual(['one', 'two']);
    store.append('three');
    store.endPartialLine();
    store.endPartialLine();
    expect(all(store)).toEqual(['one', 'two', 'three']);
  });

  test('drops the oldest lines, keeps the numbers of the others and a bounded number of them', () => {
    const store = createLineStore(10_000);
    for (let number = 0; number < 100_000; number++) store.append(`line ${number}\n`);
    expect(store.endLine).toBe(100_000);
    const kept = store.endLine - store.firstLine;
    expect(kept).toBeGreaterThanOrEqual(10_000);
    expect(kept).toBeLessThanOrEqual(10_000 + 8192);
    for (const number of [store.firstLine, 95_000, 99_999]) expect(store.line(number)).toBe(`line ${number}`);
    expect(store.line(store.firstLine - 1)).toBe('');
    expect(store.line(100_000)).toBe('');
  });

  test('breaks a line that never ends', () => {
    const store = createLineStore(10);
    for (let piece = 0; piece < 10; piece++) store.append('x'.repeat(100_000));
    store.append('\nlast\n');
    expect(all(store).at(-1)).toBe('last');
    expect(all(store).slice(0, -1).join('').length).toBe(1_000_000);
  });

  test('broken UTF-8 is shown as such and harms no other line', () => {
    const store = createLineStore(10);
    store.append(Buffer.from([0xff, 0xfe, 0x41, 0x0a, 0xe6, 0x97, 0xa5, 0x0a]));
    expect(all(store)).toEqual(['\ufffd\ufffdA', '日']);
  });

  test('searches both ways, in slices', () => {
    const store = createLineStore(200_000);
    for (let number = 0; number < 50_000; number++)
      store.append(`${number % 20_000 === 7 ? 'spike' : 'calm'} ${number}\n`);
    expect(store.find(/spike/, 49_999, -1, 1000)).toEqual({ line: 40_007, next: 40_006 });
    expect(store.find(/spike/g, 40_006, -1, 1000).line).toBe(20_007);
    expect(store.find(/spike/, 20_008, 1, 1000).line).toBe(40_007);
    expect(store.find(/spike/, 6, -1, 1000)).toEqual({ line: null, next: null });
    expect(store.find(/^calm 0$/, 0, -1, 1000)).toEqual({ line: 0, next: null });
    let slices = 0;
    let from: number | null = 49_999;
    while (from !== null) {
      const found = store.find(/nowhere/, from, -1, 0);
      expect(found.line).toBe(null);
      from = found.next;
      slices++;
    }
    expect(slices).toBeGreaterThan(100);
    expect(createLineStore(5).find(/x/, 0, -1, 10)).toEqual({ line: null, next: null });
  });

  test('cleared, it goes on counting', () => {
    const store = createLineStore(10);
    store.append('one\ntwo\npart');
    store.clear();
    expect([store.firstLine, store.endLine]).toEqual([2, 2]);
    store.append('three\n');
    expect(store.line(2)).toBe('three');
  });
});
