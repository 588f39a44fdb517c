import type { ConsoleSettings } from '../../src/model/console-settings.ts';
import { knows256Colors, stylesOf } from '../../src/terminal/style.ts';
import type { ConsoleParts } from '../parts.ts';

/** Makes the console what the settings say, now and whenever they change, whoever changes them, until it is left. */
export function followSettings(parts: ConsoleParts): void {
  const { settings, color } = parts.model.options;
  const { compositor } = parts.terminal;
  const isRich = knows256Colors(process.env);
  let told = '';
  const apply = ({ theme, mouse }: ConsoleSettings) => {
    compositor.setStyles(stylesOf(theme, color ? '16' : 'none', isRich));
    parts.terminal.setMouse(mouse);
  };
  apply(settings.read());
  const stop = settings.watch((changed) => {
    apply(changed);
    const problem = settings
      .problems()
      .map(({ name, message }) => (name === '' ? message : `${name}: ${message}`));
    const text = problem.join('\n');
    if (text !== '' && text !== told) tell(parts, problem);
    told = text;
    parts.ui.setState(({ settingsVersion }) => ({ settingsVersion: settingsVersion + 1 }));
    compositor.invalidate();
  });
  parts.model.life.signal.addEventListener('abort', stop);
}

function tell(parts: ConsoleParts, problems: readonly string[]): void {
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
  const message = `Settings: ${problems[0]}${more}`;
  parts.model.store.setState({
    notice: { kind: 'error', message, fix: ':keys lists it all; the rest is used.' },
  });
}
