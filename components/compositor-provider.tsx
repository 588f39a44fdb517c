import { createContext, type ReactNode, useContext } from 'react';
import type { Compositor } from '../src/terminal/compositor.ts';

const CompositorContext = createContext<Compositor | null>(null);

/** Makes the compositor known to every `Pane` and `Dialog` below. */
export function CompositorProvider(props: {
  readonly compositor: Compositor;
  readonly children: ReactNode;
}): ReactNode {
  return <CompositorContext value={props.compositor}>{props.children}</CompositorContext>;
}

/**
 * The compositor of this console.
 * @throws Error outside a `CompositorProvider`: a mistake of the programmer
 */
export function useCompositor(): Compositor {
  const compositor = useContext(CompositorContext);
  if (compositor === null) throw new Error('useCompositor needs a CompositorProvider above it.');
  return compositor;
}
