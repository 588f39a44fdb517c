import { Box, type DOMElement, measureElement } from 'ink';
import { type ReactNode, useContext, useId, useLayoutEffect, useRef } from 'react';
import type { PaneSource } from '../src/terminal/compositor.ts';
import { useCompositor } from './compositor-provider.tsx';
import { LayerContext } from './layer.ts';

/** How much room a pane asks for; numbers are cells. */
export interface PaneProps {
  /** Only for reading in a debugger; two panes may share it. */
  readonly id: string;
  readonly source: PaneSource;
  readonly grow?: number | undefined;
  readonly width?: number | string | undefined;
  readonly height?: number | string | undefined;
}

/**
 * An empty box that the compositor fills with the rows of `source`, past React and Ink.
 * It says nothing of its size to React: the source hears width and height when it is asked for rows.
 */
export function Pane({ id, source, grow, width, height }: PaneProps): ReactNode {
  const compositor = useCompositor();
  const layer = useContext(LayerContext);
  const box = useRef<DOMElement>(null);
  const uniqueId = `${id}${useId()}`;
  useLayoutEffect(() => {
    // Asked again after every commit of Ink, so a pane that a sibling pushes aside follows.
    compositor.placePane(uniqueId, () => placeOf(box.current), source, layer);
    return () => compositor.removePane(uniqueId);
  }, [compositor, uniqueId, source, layer]);
  return (
    <Box
      ref={box}
      minHeight={0}
      flexGrow={grow ?? (height === undefined ? 1 : 0)}
      flexShrink={height === undefined ? 1 : 0}
      flexBasis={height === undefined ? 0 : undefined}
      width={width}
      height={height}
    />
  );
}

function placeOf(box: DOMElement | null) {
  return box === null ? { x: 0, y: 0, width: 0, height: 0 } : measureElement(box);
}
