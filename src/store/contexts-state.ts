import type { ContextInfo, TestStep } from './contexts-port.ts';
import { emptyList, type ItemList } from './item-list.ts';

/** What trying a context has found. */
export interface ContextTest {
  readonly steps: readonly TestStep[];
  readonly isRunning: boolean;
}

/** The contexts, and what was tried of them. */
export interface ContextsState {
  readonly list: ItemList<ContextInfo>;
  readonly tests: Readonly<Record<string, ContextTest>>;
  /** The context before this one, for the way back; null where the console was started. */
  readonly before: string | null;
  /** The context in use was edited: it counts as it is kept only when it is opened again. */
  readonly isOutdated: boolean;
}

export function noContexts(): ContextsState {
  return { list: emptyList(), tests: {}, before: null, isOutdated: false };
}

export function contextNameOf(context: ContextInfo): string {
  return context.name;
}
