import { describe, expect, test } from 'vitest';
import { evaluateUntil, untilBounds, untilFault } from '../../../../src/executor/schedules/until.ts';
import type { JsonValue } from '../../../../src/lib/json.ts';

const values = (output: JsonValue, runs = 3) => ({ output, status: 'completed', runs });

describe('a condition that ends an ongoing schedule', () => {
  test.each<[text: string, output: JsonValue, holds: boolean]>([
    ['output.left == 0', { left: 0 }, true],
    ['output.left == 0', { left: 4 }, false],
    ['output == null', null, true],
    ['has(output.done) && output.done', {}, false],
    ['output.done', { done: true }, true],
    ['runs >= 3', null, true],
    ['status == "completed" && runs > 3', null, false],
    ['output.items.all(item, item > 0)', { items: [1, 2] }, true],
    ['size(output) == 0', [], true],
  ])('%s of %j is %s', async (text, output, holds) => {
    expect(await untilFault(text)).toBeNull();
    expect(await evaluateUntil(text, values(output))).toEqual({ kind: 'answer', holds });
  });

  test.each([
    ['', 'it is empty'],
    ['  ', 'it is empty'],
    ['output.left ==', /character 15/],
    ['left == 0', /Unknown variable: left \(character 1\)/],
    ['runs', 'it gives a value of the type int, neither true nor false'],
    ['"a"', /neither true nor false/],
    ['process.exit()', /Unknown variable: process/],
    [`output == "${'x'.repeat(untilBounds.length)}"`, /at most 1000 are allowed/],
    [Array.from({ length: 200 }, () => 'true').join(' && '), /./],
    ['('.repeat(200), /./],
    ['\u0000\u001b[31m', /./],
  ])('%s is refused', async (text, why) => {
    expect(await untilFault(text)).toEqual(typeof why === 'string' ? why : expect.stringMatching(why));
  });

  test.each<[text: string, output: JsonValue, why: string]>([
    ['output.left == 0', {}, 'No such key: left (character 8)'],
    ['output.left == 0', null, 'No such key: left'],
    ['output', { left: 0 }, 'it gives a object, neither true nor false'],
    ['output.constructor == 1', {}, 'No such key: constructor'],
  ])('%s of %j cannot be evaluated, and says why', async (text, output, why) => {
    expect(await evaluateUntil(text, values(output))).toEqual({
      kind: 'fault',
      message: expect.stringContaining(why),
    });
  });

  test.each([
    ['output.text.matches("^(a+)+b$")', { text: 'a'.repeat(60) }],
    ['output.n.all(x, output.n.all(y, output.n.all(z, true)))', { n: Array.from({ length: 3000 }, () => 1) }],
  ])('%s is cut short', async (text, output) => {
    const message = `it takes longer than ${untilBounds.milliseconds} ms`;
    expect(await evaluateUntil(text, values(output))).toEqual({ kind: 'fault', message });
  });
});
