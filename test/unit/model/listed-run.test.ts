import { describe, expect, test } from 'vitest';
import { listedRun, withKnown } from '../../../src/model/listed-run.ts';
import { maxListedBytes } from '../../../src/model/run.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

// The JSON of a text has two quotes.
const fits = 'ä'.repeat(maxListedBytes / 2 - 1);
const large = `${fits}x`;

describe('listedRun', () => {
  test('keeps what fits, to the byte', () => {
    const run = sampleRun({ output: fits, input: fits });
    expect(listedRun(run)).toBe(run);
  });

  test('leaves out what does not, and names it', () => {
    const run = sampleRun({ config: { large }, input: 1, output: large });
    expect(listedRun(run)).toEqual({ ...run, config: {}, output: null, omitted: ['config', 'output'] });
  });
});

describe('withKnown', () => {
  const whole = sampleRun({ config: { large }, output: large, version: 3 });

  test('takes everything from a record of the same version', () => {
    expect(withKnown(listedRun(whole), whole)).toEqual({ ...whole, omitted: undefined });
  });

  test('takes what cannot have changed from an older one', () => {
    const before = { ...whole, output: null, version: 2 };
    const known = withKnown(listedRun(whole), before);
    expect(known).toEqual({ ...whole, output: null, omitted: ['output'] });
  });

  test('takes nothing from a record that lacks it too', () => {
    const listed = listedRun(whole);
    expect(withKnown(listed, listed)).toEqual(listed);
    expect(withKnown(listed, null)).toBe(listed);
  });
});
