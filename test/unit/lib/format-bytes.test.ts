import { expect, test } from 'vitest';
import { formatBytes } from '../../../src/lib/format-bytes.ts';

test.each([
  [0, '0 B'],
  [812, '812 B'],
  [1024, '1 kB'],
  [4300, '4.2 kB'],
  [67_108_864, '64 MB'],
  [1_610_612_736, '1.5 GB'],
])('%i bytes are shown as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
