import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { CompositorProvider } from '../components/compositor-provider.tsx';
import { currentPlace, type Place } from '../src/store/places.ts';
import { ConsoleProvider, useConsole } from './console-provider.tsx';
import { DialogLayer } from './dialog-layer.tsx';
import { FailedScreen } from './failed-screen.tsx';
import { Footer } from './footer.tsx';
import { HelpScreen } from './help/screen.tsx';
import { NewRunScreen } from './new-run/screen.tsx';
import type { ConsoleParts } from './parts.ts';
import { RunDetailScreen } from './run-detail/screen.tsx';
import { RunsScreen } from './runs/screen.tsx';
import { TargetsScreen } from './targets/screen.tsx';
import { Title } from './title.tsx';
import { useCommands } from './use-commands.ts';

const screens: Readonly<Record<Place['screen'], () => ReactNode>> = {
  runs: RunsScreen,
  run: RunDetailScreen,
  targets: TargetsScreen,
  'new-run': NewRunScreen,
  help: HelpScreen,
};

/** The whole console. */
export function App({ parts }: { readonly parts: ConsoleParts }): ReactNode {
  useCommands(parts);
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
  const isFailed = useConsole((state) => state.connection.phase === 'failed');
  const Screen = isFailed ? FailedScreen : screens[screen];
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Title />
      <Box flexDirection="column" flexGrow={1} flexShrink={1} minHeight={0} overflow="hidden">
        <Screen />
      </Box>
      <Footer />
      <DialogLayer />
    </Box>
  );
}
