import { patchSlice } from '../../src/store/console-state.ts';
import { readTargets } from '../../src/store/read-targets.ts';
import { goTo } from '../navigate.ts';
import { type ConsoleParts, type ScreenDefinition, stateOf } from '../parts.ts';
import { targetsCommands } from './commands.ts';
import { keepTargetRuns } from './keep-runs.ts';
import { TargetsScreen } from './screen.tsx';

export const targetsDefinition: ScreenDefinition = {
  Screen: TargetsScreen,
  commands: targetsCommands,
  scopes: () => ['targets', 'list', 'everywhere'],
  helpScopes: ['form'],
  root: { key: '4', label: () => 'Targets' },
  verbs: [
    {
      name: 'targets',
      argument: '[NAME]',
      text: 'The targets, with the cursor on one of them',
      run: showTargets,
      complete: completeName,
    },
  ],
  begin: keepTargetRuns,
  enter: (parts) => void readTargets(parts.model),
};

/** Takes a whole name, or a part that only one target has. */
function showTargets(parts: ConsoleParts, name: string): string | null {
  const names = stateOf(parts).targets.targets.map(({ target }) => target);
  const like = names.includes(name) ? [name] : names.filter((known) => known.includes(name));
  if (name !== '' && like.length !== 1) {
    return like.length === 0
      ? `targets: there is no target ${name}`
      : `targets: ${like.length} have ${name} in their name`;
  }
  goTo(parts, { screen: 'targets' });
  if (name !== '') patchSlice(parts.model.store, 'targets', { cursorName: like[0] ?? null, filterText: '' });
  return null;
}

function completeName(parts: ConsoleParts, typed: string): readonly string[] {
  const names = stateOf(parts).targets.targets.map(({ target }) => target);
  return names.filter((name) => name.includes(typed) && name !== typed).slice(0, 4);
}
