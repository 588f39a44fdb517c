import { describe, expect, test } from 'vitest';
import {
  readConsoleSettings,
  settingFault,
  settingsJsonSchema,
} from '../../../src/config/console-settings.ts';
import { defaultSettings, settingsAtFirst } from '../../../src/model/console-settings.ts';

describe('settings of the console', () => {
  test('are the defaults where the file says nothing', () => {
    expect(readConsoleSettings(undefined)).toEqual({ settings: defaultSettings, problems: [] });
    expect(readConsoleSettings({})).toEqual({ settings: defaultSettings, problems: [] });
  });

  test('a damaged or unknown member is named with what is allowed, and the rest is used', () => {
    const { settings, problems } = readConsoleSettings({
      theme: 'pink',
      mouse: true,
      colour: 1,
      keys: { retry: 'ctrl+r', open: 7, 'runs.cancel': ['C', 'X'] },
      views: { bad: 1, nightly: 'target:nightly' },
    });
    expect(settings).toMatchObject({
      theme: 'terminal',
      mouse: true,
      keys: { retry: ['ctrl+r'], 'runs.cancel': ['C', 'X'] },
      views: { nightly: 'target:nightly' },
    });
    expect(problems.map(({ name }) => name)).toEqual(['colour', 'theme', 'keys.open', 'views.bad']);
    expect(problems[1]?.message).toContain('"terminal"|"mono"|"colour-blind"');
    expect(problems[0]?.message).toContain('keyPreset');
  });

  test.each([[7], [null], [[1]], ['x']])('a member console that is no object is reported: %j', (raw) => {
    expect(readConsoleSettings(raw)).toMatchObject({
      settings: defaultSettings,
      problems: [{ name: 'console' }],
    });
  });

  test('a command that acts is asked for, whatever it says', () => {
    const { settings, problems } = readConsoleSettings({
      commands: [
        { name: 'page', argv: ['less', '{run.id}'] },
        { name: 'drop', argv: ['drop', '{run.id}'], acts: true },
        { name: 'Not this', argv: [] },
        { name: 'sure', argv: ['x'], acts: true, confirm: false },
        { name: 'nightly', palette: 'view nightly', key: 'ctrl+n' },
        { name: 'both', palette: 'view nightly', argv: ['x'] },
      ],
    });
    expect(settings.commands.map(({ name, confirm }) => [name, confirm])).toEqual([
      ['page', false],
      ['drop', true],
      ['sure', true],
      ['nightly', false],
    ]);
    expect(problems.map(({ name }) => name)).toEqual(['commands.3', 'commands.6']);
  });

  test('what the first frame reads is what the schema reads', () => {
    const raw = { theme: 'light', keyPreset: 'k9s', keys: { retry: 'Z' }, mouse: true, time: 'utc' };
    expect(settingsAtFirst(raw)).toEqual(readConsoleSettings(raw).settings);
    expect(settingsAtFirst({ theme: 3, keys: { a: 1, b: ['x'] } })).toEqual({
      ...defaultSettings,
      keys: { b: ['x'] },
    });
  });

  test('says what is wrong with one value', () => {
    expect(settingFault('mouse', true)).toBeNull();
    expect(settingFault('mouse', 'yes')).toContain('boolean');
  });

  test('has a JSON schema with every setting', () => {
    const schema = JSON.stringify(settingsJsonSchema());
    for (const name of Object.keys(defaultSettings)) expect(schema).toContain(`"${name}"`);
  });
});
