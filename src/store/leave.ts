import type { ConsoleModel } from './console-model.ts';
import type { ConsoleExit } from './console-options.ts';
import type { ConsoleState } from './console-state.ts';

/**
 * Ends the console. When it started the executor and runs are active it asks first what is to
 * become of them; keeping the executor is the harmless answer.
 */
export function leaveConsole(model: ConsoleModel, exit: (exit: ConsoleExit) => void): void {
  const state = model.store.getState();
  if (!state.connection.ownsExecutor) {
    exit({ leave: 'keep' });
    return;
  }
  const active = activeRuns(state);
  if (active === 0) {
    exit({ leave: 'stop' });
    return;
  }
  model.store.setState({
    dialog: {
      title: `${active} ${active === 1 ? 'run is' : 'runs are'} active. Leave`,
      lines: [
        'This console started the executor.',
        'keep: it goes on without the console',
        'wait: until the runs have ended',
        'stop: the runs are ended with it',
      ],
      choices: [
        { key: 'k', label: 'keep', harmless: true },
        { key: 'w', label: 'wait' },
        { key: 's', label: 'stop' },
        { key: 'b', label: 'stay' },
      ],
      focused: 0,
      escape: 'b',
      answer: (choice) => {
        if (choice === 'k') exit({ leave: 'keep' });
        if (choice === 's') exit({ leave: 'stop' });
        if (choice === 'w') waitForRuns(model, exit);
      },
    },
  });
}

/** How many runs have not ended, as the server counts, else among the loaded ones. */
export function activeRuns(state: ConsoleState): number {
  const { counts, list } = state.runs;
  if (counts !== null) return counts.pending + counts.running + counts.waiting;
  let active = 0;
  for (const run of list.byId.values()) if (run.completedAt === null) active++;
  return active;
}

function waitForRuns(model: ConsoleModel, exit: (exit: ConsoleExit) => void): void {
  const { store } = model;
  const ended = store.subscribe(() => show());
  const show = () => {
    const state = store.getState();
    const active = activeRuns(state);
    if (active === 0) {
      ended();
      return exit({ leave: 'wait' });
    }
    const title = `Waiting for ${active} ${active === 1 ? 'run' : 'runs'} to end`;
    if (state.dialog?.title === title) return;
    store.setState({
      dialog: {
        title,
        lines: ['Then the console ends and the executor with it.'],
        choices: [{ key: 'b', label: 'back', harmless: true }],
        focused: 0,
        answer: ended,
      },
    });
  };
  show();
}
