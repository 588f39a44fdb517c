import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { narrowCharacters } from '../../../scripts/narrow-width.ts';

test('what the bundle takes for narrow without asking is narrow', () => {
  const narrow = new RegExp(`^[${narrowCharacters}]$`);
  const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((text) =>
    narrow.test(text),
  );
  expect(all.length).toBeGreaterThan(900);
  expect(all.filter((text) => stringWidth(text) !== 1)).toEqual([]);
  // Beside each other they keep their widths.
  expect(stringWidth(all.join(''))).toBe(all.length);
});
