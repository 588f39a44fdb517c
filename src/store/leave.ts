import { askAboutUnsent } from './acting/leave-unsent.ts';
import { activeRuns } from './active-runs.ts';
import type { ConsoleModel } from './console-model.ts';
import type { ConsoleExit } from './console-options.ts';
import type { DialogState } from './dialog.ts';

/**
 * Ends the console. It asks first what is to become of actions that are not sent yet; and when it started
 * the executor and runs are active, of them: keeping the executor is the harmless answer, and that of Ctrl-C again.
 */
export function leaveConsole(model: ConsoleModel, exit: (exit: ConsoleExit) => void): void {
  const go = () => leaveRuns(model, exit);
  if (!askAboutUnsent(model, go)) go();
}

function leaveRuns(model: ConsoleModel, exit: (exit: ConsoleExit) => void): void {
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
      quit: 'k',
      answer: (choice) => {
        if (choice === 'k') exit({ leave: 'keep' });
        if (choice === 's') exit({ leave: 'stop' });
        if (choice === 'w') waitForRuns(model, exit);
      },
    },
  });
}

function waitForRuns(model: ConsoleModel, exit: (exit: ConsoleExit) => void): void {
  const { store } = model;
  let shown: DialogState | null = null;
  const ended = store.subscribe(() => show());
  const show = () => {
    const state = store.getState();
    // Another question took its place, as Ctrl-C asks one: that answer counts.
    if (shown !== null && state.dialog?.answer !== ended) return ended();
    const active = activeRuns(state);
    if (active === 0) {
      ended();
      return exit({ leave: 'wait' });
    }
    const title = `Waiting for ${active} ${active === 1 ? 'run' : 'runs'} to end`;
    if (shown?.title === title) return;
    shown = {
      title,
      lines: ['Then the console ends and the executor with it.'],
      choices: [{ key: 'b', label: 'back', harmless: true }],
      focused: 0,
      answer: ended,
    };
    store.setState({ dialog: shown });
  };
  show();
}
