import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import type { Row } from '../../src/terminal/row.ts';
import { movement } from '../movement.ts';
import { open } from '../navigate.ts';
import { verb } from '../palette/verb.ts';
import { type ConsoleParts, type ScreenDefinition, stateOf } from '../parts.ts';
import { Rule } from '../rule.tsx';
import { settingVerbs } from '../settings/verbs.ts';
import { useSource } from '../use-row.ts';
import { keysPageRows } from './rows.ts';

/** Every command and its keys, and what clashes. */
export const keysDefinition: ScreenDefinition = {
  Screen: KeysScreen,
  commands: movement((parts) => parts.model.heights.text, move),
  scopes: () => ['list', 'everywhere'],
  verbs: [
    verb('keys', 'All keys, and what clashes', (parts) => open(parts, { screen: 'keys' })),
    ...settingVerbs,
  ],
};

function KeysScreen(): ReactNode {
  const keys = useSource(keysSource);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Rule />
      <Pane id="keys" source={keys} grow={1} />
    </Box>
  );
}

function keysSource(parts: ConsoleParts): PaneSource {
  return {
    rows(width, height) {
      const rows = rowsHere(parts, width);
      parts.model.heights.text = height;
      parts.model.heights.textLines = rows.length;
      const top = Math.min(stateOf(parts).keysTop, Math.max(0, rows.length - height));
      return rows.slice(top, top + height);
    },
  };
}

function rowsHere(parts: ConsoleParts, width: number): readonly Row[] {
  const { settings } = parts.model.options;
  const { keyPreset } = settings.read();
  return keysPageRows(
    { keys: parts.keys(), preset: keyPreset, path: settings.path, problems: settings.problems() },
    width,
  );
}

function move(parts: ConsoleParts, delta: number): void {
  const { text, textLines } = parts.model.heights;
  const keysTop = Math.max(0, Math.min(stateOf(parts).keysTop + delta, textLines - text));
  parts.model.store.setState({ keysTop });
}
