import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { ConsoleState } from '../src/store/console-state.ts';
import type { ConsoleParts } from './parts.ts';
import type { UiState } from './ui-state.ts';

const PartsContext = createContext<ConsoleParts | null>(null);

/** Makes model, terminal and what is typed known to the screens below. */
export function ConsoleProvider(props: {
  readonly parts: ConsoleParts;
  readonly children: ReactNode;
}): ReactNode {
  return <PartsContext value={props.parts}>{props.children}</PartsContext>;
}

/** @throws Error outside a `ConsoleProvider`: a mistake of the programmer */
export function useParts(): ConsoleParts {
  const parts = useContext(PartsContext);
  if (parts === null) throw new Error('useParts needs a ConsoleProvider above it.');
  return parts;
}

/** A part of the state; `select` answers a primitive or something that stays the same object. */
export function useConsole<Part>(select: (state: ConsoleState) => Part): Part {
  return useStore(useParts().model.store, select);
}

export function useUi<Part>(select: (state: UiState) => Part): Part {
  return useStore(useParts().ui, select);
}
