import { type ConsoleSettings, keyPresetNames, themeNames } from '../../src/model/console-settings.ts';
import { problemOf } from '../../src/store/problem.ts';
import { open } from '../navigate.ts';
import { verb } from '../palette/verb.ts';
import type { ConsoleParts, PaletteVerb } from '../parts.ts';

/** The words of the palette that change the settings; they go into the settings file. */
export const settingVerbs: readonly PaletteVerb[] = [
  choice('theme', 'NAME', 'How meanings look', themeNames, (theme) => ({ theme })),
  choice('preset', 'NAME', 'The keys to begin with', keyPresetNames, (keyPreset) => ({ keyPreset })),
  choice('mouse', 'on|off', 'The wheel scrolls, a click selects', ['on', 'off'], (word) => ({
    mouse: word === 'on',
  })),
  verb('settings', 'The settings, and where they are kept', showSettings),
];

/** A word with one of several arguments, each of which is a change of the settings. */
function choice<Name extends string>(
  name: string,
  argument: string,
  text: string,
  names: readonly Name[],
  part: (chosen: Name) => Partial<ConsoleSettings>,
): PaletteVerb {
  return {
    name,
    argument,
    text,
    complete: (_parts, typed) => names.filter((each) => each.startsWith(typed) && each !== typed),
    run(parts, typed) {
      const chosen =
        names.find((each) => each === typed) ?? names.find((each) => typed !== '' && each.startsWith(typed));
      return chosen === undefined ? `${name} is one of ${names.join(', ')}` : change(parts, part(chosen));
    },
  };
}

function change(parts: ConsoleParts, part: Partial<ConsoleSettings>): string | null {
  try {
    parts.model.options.settings.change(part);
    return null;
  } catch (thrown) {
    const { message, fix } = problemOf(thrown);
    return `${message} ${fix ?? ''}`.trim();
  }
}

function showSettings(parts: ConsoleParts): void {
  const { settings } = parts.model.options;
  const lines = Object.entries(settings.read()).map(
    ([name, value]) => `${name.padEnd(15)}${JSON.stringify(value)}`,
  );
  const problems = settings.problems().map(({ name, message }) => `not used: ${name} ${message}`);
  const where =
    settings.path === null
      ? []
      : [`in ${settings.path}`, 'vfjobs settings edit opens it; what changes there shows at once.'];
  parts.model.store.setState({
    output: { title: 'settings', lines: [...lines, '', ...problems, ...where], top: 0, leftOut: 0, end: '' },
  });
  open(parts, { screen: 'output' });
}
