import { Box, type DOMElement, measureElement, Text } from 'ink';
import { type ReactNode, useContext, useId, useLayoutEffect, useRef } from 'react';
import { sanitize } from '../src/terminal/sanitize.ts';
import { useCompositor } from './compositor-provider.tsx';
import { LayerContext } from './layer.ts';
import { textStyle } from './theme.ts';

/** Sizes are cells, frame and padding included. */
export interface DialogProps {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly children: ReactNode;
}

/**
 * A box in the middle of the screen that covers what lies beneath, live panes too.
 * It must be the last child of the box that fills the screen. A `Pane` inside is drawn above the dialog.
 */
export function Dialog({ title, width, height, children }: DialogProps): ReactNode {
  const compositor = useCompositor();
  const layer = useContext(LayerContext) + 1;
  const box = useRef<DOMElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    compositor.setMask(id, () => placeOf(box.current), layer);
    return () => compositor.setMask(id, null);
  }, [compositor, id, layer]);
  return (
    <Box position="absolute" width="100%" height="100%" alignItems="center" justifyContent="center">
      <Box ref={box} width={width} height={height} flexShrink={1} borderStyle="round" flexDirection="column">
        <Blank width={width - 2} height={height - 2} />
        <Box flexDirection="column" flexGrow={1} paddingX={1} overflow="hidden">
          <Text {...textStyle('strong')} wrap="truncate">
            {sanitize(title)}
          </Text>
          <LayerContext value={layer}>{children}</LayerContext>
        </Box>
      </Box>
    </Box>
  );
}

/** Spaces over what Ink printed beneath: a box without a background leaves it visible. */
function Blank({ width, height }: { readonly width: number; readonly height: number }): ReactNode {
  const line = ' '.repeat(Math.max(0, width));
  return (
    <Box position="absolute" overflow="hidden" width="100%" height="100%">
      <Text wrap="truncate">{Array.from({ length: Math.max(0, height) }, () => line).join('\n')}</Text>
    </Box>
  );
}

function placeOf(box: DOMElement | null) {
  return box === null ? { x: 0, y: 0, width: 0, height: 0 } : measureElement(box);
}
