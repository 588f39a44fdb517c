import { currentPlace } from '../../src/store/places.ts';
import {
  applyFailures,
  glanceAtFailures,
  keepLook,
  readFailures,
  rememberLook,
} from '../../src/store/read-failures.ts';
import { goTo } from '../navigate.ts';
import { type ConsoleParts, type ScreenDefinition, stateOf } from '../parts.ts';
import { failuresCommands, filterFailures } from './commands.ts';
import { FailuresScreen } from './screen.tsx';
import { failuresLabel } from './view.ts';

export const failuresDefinition: ScreenDefinition = {
  Screen: FailuresScreen,
  commands: failuresCommands,
  scopes: () => ['failures', 'list', 'everywhere'],
  root: { key: '5', label: failuresLabel },
  verbs: [
    {
      name: 'fail',
      argument: '[filter]',
      text: 'The failures by fingerprint, those that match',
      run: showFailures,
    },
  ],
  begin: keepFailuresRead,
  enter: (parts) => void lookAtFailures(parts),
  leave(parts) {
    // A group that is opened belongs to the same look.
    if (currentPlace(stateOf(parts).places).screen !== 'failure') rememberLook(parts.model);
  },
};

async function lookAtFailures(parts: ConsoleParts): Promise<void> {
  await readFailures(parts.model);
  if (currentPlace(stateOf(parts).places).screen === 'failures') keepLook(parts.model);
}

function showFailures(parts: ConsoleParts, filter: string): string | null {
  const problem = filterFailures(parts, filter);
  if (problem === null) goTo(parts, { screen: 'failures' });
  return problem;
}

/** One page tells whether something is new; from then on the stream does. */
function keepFailuresRead(parts: ConsoleParts): void {
  const { store } = parts.model;
  const glance = () => {
    const { connection, failures, runs } = stateOf(parts);
    // Behind the runs, which are on the screen.
    const isDue = connection.phase === 'ready' && runs.phase === 'ready' && !connection.isSlow;
    if (isDue && failures.phase === 'unasked') void glanceAtFailures(parts.model);
  };
  store.subscribe((state, before) => {
    if (state.connection !== before.connection || state.runs.phase !== before.runs.phase) glance();
    if (state.changedRuns !== before.changedRuns && state.failures.phase !== 'unasked') {
      applyFailures(parts.model, state.changedRuns);
    }
  });
  glance();
}
