import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { readContexts } from '../../src/store/read-contexts.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { factsPane } from '../facts-pane.ts';
import { itemListSource } from '../item-list-view.ts';
import { goTo } from '../navigate.ts';
import { type ConsoleParts, type PaletteVerb, type ScreenDefinition, stateOf } from '../parts.ts';
import { Rule } from '../rule.tsx';
import { useSource } from '../use-row.ts';
import { contextFacts, contextsCommands } from './commands.ts';
import { switchContext } from './switch-context.ts';
import { contextsView } from './view.ts';

/** The contexts, and what is known of the one under the cursor. */
function ContextsScreen(): ReactNode {
  const { rows } = useWindowSize();
  const list = useSource(listSource);
  const detail = useSource(detailSource);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Rule />
      <Pane id="contexts" source={list} grow={1} />
      <Pane id="context" source={detail} height={1 + (rows < 20 ? 5 : Math.floor(rows * 0.45))} />
    </Box>
  );
}

function listSource(parts: ConsoleParts): PaneSource {
  return itemListSource(parts, contextsView);
}

function detailSource(parts: ConsoleParts): PaneSource {
  return factsPane(parts, contextFacts);
}

const ctx: PaletteVerb = {
  name: 'ctx',
  argument: '[NAME]',
  text: 'Switch to another context; alone: the list of them',
  complete(parts, typed) {
    const { phase, items } = stateOf(parts).contexts.list;
    // What reads the settings file takes longer to load than a frame: not before somebody types this word.
    if (phase === 'unasked') void readContexts(parts.model);
    return items.map(({ name }) => name).filter((name) => name.startsWith(typed) && name !== typed);
  },
  run(parts, argument) {
    const name = argument.trim();
    if (name === '') {
      goTo(parts, { screen: 'contexts' });
      return null;
    }
    if (parts.model.options.contexts === undefined)
      return 'this console was opened without the settings file';
    void switchContext(parts, name);
    return null;
  },
};

export const contextsDefinition: ScreenDefinition = {
  Screen: ContextsScreen,
  commands: contextsCommands,
  scopes: () => ['contexts', 'list', 'everywhere'],
  helpScopes: ['entry'],
  root: { key: '6', label: () => 'Contexts' },
  verbs: [ctx],
  enter: (parts) => void readContexts(parts.model),
};
