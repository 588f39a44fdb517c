import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import { keyName } from '../../screens/key-name.ts';
import { turn } from '../helpers/acting-console.ts';
import { openInProcess } from '../helpers/console-in-process.tsx';
import { seededNow } from '../helpers/seeded-data.ts';
import { allScreens, keys, press, pressOf, screenOf, visited, visits } from './visits.ts';

test('the ways lead to every screen', async () => {
  const seen = new Set<string>();
  for (const [, way] of visits) {
    using console = await visited(way);
    seen.add(screenOf(console));
  }
  expect([...seen].sort()).toEqual(Object.keys(allScreens).sort());
});

describe('every key of the table', () => {
  test.each(visits)('on %s does something or nothing, and the screen stays whole', async (_, way) => {
    for (const key of keys) {
      using console = await visited(way);
      press(console, key);
      await turn();
      const shown = await console.terminal.until((lines) => lines[0]?.includes('vfjobs') === true);
      expect(shown).toHaveLength(30);
      expect(console.terminal.errors).toEqual([]);
    }
  });

  test('on a console without a server', async () => {
    using console = openInProcess({ client: () => new Promise(() => {}), now: seededNow });
    await console.see('starting the local executor');
    for (const key of keys) press(console, key);
    expect(console.terminal.errors).toEqual([]);
  });
});

test('a key press has the name that the table uses', () => {
  for (const key of keys) expect(keyName(pressOf(key))).toBe(key);
});
