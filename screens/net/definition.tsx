import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { slowModes } from '../../src/store/slow-link.ts';
import { movement } from '../movement.ts';
import { open } from '../navigate.ts';
import { verb } from '../palette/verb.ts';
import { type PaletteVerb, type ScreenDefinition, stateOf } from '../parts.ts';
import { Rule } from '../rule.tsx';
import { useSource } from '../use-row.ts';
import { netSource } from './source.ts';

/** Where bytes go, how the link has been, and what slow-link mode does about it. */
function NetScreen(): ReactNode {
  const net = useSource(netSource);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Rule />
      <Pane id="net" source={net} grow={1} />
    </Box>
  );
}

const slow: PaletteVerb = {
  name: 'slow',
  argument: 'on|off|auto',
  text: 'Slow-link mode: on, off, or as the link is measured',
  complete: (_, typed) => slowModes.filter((mode) => mode.startsWith(typed) && mode !== typed),
  run(parts, argument) {
    const mode = slowModes.find((known) => known === argument.trim());
    if (mode === undefined) return `slow on, slow off or slow auto, not “${argument}”`;
    parts.model.link.choose(mode);
    return null;
  },
};

export const netDefinition: ScreenDefinition = {
  Screen: NetScreen,
  commands: movement(
    (parts) => parts.model.heights.text,
    (parts, delta) => {
      const { text, textLines } = parts.model.heights;
      const last = Math.max(0, textLines - text);
      const top = Math.max(0, Math.min(stateOf(parts).net.top + delta, last));
      parts.model.store.setState(({ net }) => ({ net: { ...net, top } }));
    },
  ),
  scopes: () => ['net', 'list', 'everywhere'],
  verbs: [verb('net', 'Where bytes go, and slow-link mode', (parts) => open(parts, { screen: 'net' })), slow],
};
