import { type ReactNode, useSyncExternalStore } from 'react';
import type { Clock } from '../src/lib/clock.ts';
import { createListeners } from '../src/lib/listeners.ts';
import { connect, disconnect } from '../src/store/connect.ts';
import type { ConsoleExit, ConsoleOptions } from '../src/store/console-options.ts';
import type { ContextOptions } from '../src/store/contexts-port.ts';
import { App } from './app.tsx';
import { createConsoleParts } from './console-parts.ts';
import type { ConsoleParts, ConsoleTerminal } from './parts.ts';
import { startRepainting } from './repaint.ts';
import type { Screens } from './screen-set.ts';

/** The console of one context at a time, in one terminal. Another context is another console: nothing of the former is left in it. */
export interface ConsoleHost {
  readonly parts: ConsoleParts;
  /** How many consoles there were before this one. */
  readonly switches: number;
  /** Calls the listener when another console has taken over; answers the function that ends that. */
  subscribe(listener: () => void): () => void;
  /** Ends the console, and what keeps it painted. */
  close(): Promise<void>;
}

/**
 * Nothing is connected before `connect` is called for its parts.
 * @param exit called once, when the user has chosen to leave
 * @param loadScreens brings the screens that the first frame does without
 */
export function createConsoleHost(
  options: ConsoleOptions,
  terminal: ConsoleTerminal,
  clock: Clock,
  exit: (exit: ConsoleExit) => void,
  loadScreens: () => Promise<Screens>,
): ConsoleHost {
  const switched = createListeners<void>();
  let shown = openConsole(options);
  let switches = 0;

  function openConsole(chosen: ConsoleOptions) {
    const parts = createConsoleParts(chosen, terminal, clock, exit, loadScreens, switchTo);
    return { parts, stopRepainting: startRepainting(parts) };
  }

  function switchTo(context: ContextOptions): void {
    const { parts: before, stopRepainting } = shown;
    const { isFocused, connection, contexts: former } = before.model.store.getState();
    stopRepainting();
    void disconnect(before.model);
    shown = openConsole({ ...options, ...context });
    const { store } = shown.parts.model;
    const { contexts } = store.getState();
    // The same again, as after it was edited: the way back leads where it led.
    const isSame = context.contextName === connection.contextName;
    const back = isSame ? former.before : connection.contextName;
    store.setState({ isFocused, contexts: { ...contexts, before: back } });
    switches++;
    switched.notify();
    terminal.compositor.redraw();
    void connect(shown.parts.model);
  }

  return {
    get parts() {
      return shown.parts;
    },
    get switches() {
      return switches;
    },
    subscribe: switched.add,
    async close() {
      shown.stopRepainting();
      await disconnect(shown.parts.model);
    },
  };
}

/** The console that is shown now. */
export function HostedApp({ host }: { readonly host: ConsoleHost }): ReactNode {
  const parts = useSyncExternalStore(host.subscribe, () => host.parts);
  return <App key={host.switches} parts={parts} />;
}
