import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { CompositorProvider } from '../components/compositor-provider.tsx';
import { currentPlace } from '../src/store/places.ts';
import { ConsoleProvider, useConsole, useParts, useUi } from './console-provider.tsx';
import { DialogLayer } from './dialog-layer.tsx';
import { FailedScreen } from './failed-screen.tsx';
import { isFailureShown } from './failure-shown.ts';
import { Footer } from './footer.tsx';
import type { ConsoleParts } from './parts.ts';
import { Title } from './title.tsx';
import { useCommands } from './use-commands.ts';
import { useMouse } from './use-mouse.ts';

/** The whole console. */
export function App({ parts }: { readonly parts: ConsoleParts }): ReactNode {
  useCommands(parts);
  useMouse(parts);
  return (
    <CompositorProvider compositor={parts.terminal.compositor}>
      <ConsoleProvider parts={parts}>
        <Frame />
      </ConsoleProvider>
    </CompositorProvider>
  );
}

/** Exactly as high as the terminal: one row more and every frame would be drawn whole. */
function Frame(): ReactNode {
  const { columns, rows } = useWindowSize();
  const screen = useConsole((state) => currentPlace(state.places).screen);
  const isFailed = useConsole(({ connection, places }) => isFailureShown(connection, places));
  const parts = useParts();
  useUi((state) => state.isLoaded);
  const Screen = isFailed ? FailedScreen : parts.screens.of(screen)?.Screen;
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Title />
      <Box flexDirection="column" flexGrow={1} flexShrink={1} minHeight={0} overflow="hidden">
        {Screen === undefined ? null : <Screen />}
      </Box>
      <Footer />
      <DialogLayer />
    </Box>
  );
}
