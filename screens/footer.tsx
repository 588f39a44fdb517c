import { Box, Text, useWindowSize } from 'ink';
import { type ReactNode, useMemo } from 'react';
import { KeyHints } from '../components/key-hints.tsx';
import { Pane } from '../components/pane.tsx';
import { TextField } from '../components/text-field.tsx';
import { textStyle } from '../components/theme.ts';
import type { KeyOverrides } from '../src/keys/command.ts';
import type { KeyHint } from '../src/keys/hints.ts';
import { hintsFor } from '../src/keys/hints.ts';
import type { PaneSource } from '../src/terminal/compositor.ts';
import { sanitize } from '../src/terminal/sanitize.ts';
import { textWidth } from '../src/terminal/width.ts';
import { dialogHints } from './acting/dialog-hints.ts';
import { useConsole, useParts, useUi } from './console-provider.tsx';
import { keyOf } from './key-of.ts';
import { type ConsoleParts, stateOf } from './parts.ts';
import { noticeHeight, statusRows } from './receipt-view.ts';
import { scopesOf } from './scopes-of.ts';
import type { PromptState } from './ui-state.ts';

const promptHints: readonly KeyHint[] = [
  { id: 'accept', key: 'Enter', label: 'take' },
  { id: 'next-choice', key: 'Tab', label: 'complete' },
  { id: 'back', key: 'Esc', label: 'leave' },
];

/** The last lines: what is typed, asked or said; and the keys that matter here. */
export function Footer(): ReactNode {
  const { columns, rows } = useWindowSize();
  const prompt = useUi((state) => state.prompt);
  const parts = useParts();
  // Asked for by name: another screen or another tab has other keys.
  const scopes = useConsole((state) => scopesOf(parts, state).join(' '));
  const status = useMemo(() => statusSource(parts), [parts]);
  const height = useConsole(({ notice }) => noticeHeight(notice, columns, rows));
  const dialog = useConsole((state) => state.dialog);
  useUi((state) => state.settingsVersion);
  const { overrides } = parts.keys();
  const hints =
    dialog !== null ? dialogHints(dialog) : prompt !== null ? promptHints : screenHints(scopes, overrides);
  return (
    <Box flexDirection="column" flexShrink={0}>
      {prompt === null ? (
        <Pane id="status" source={status} height={height} />
      ) : (
        <Prompt prompt={prompt} width={columns} />
      )}
      <Box height={1} paddingLeft={1}>
        <KeyHints hints={hints} width={columns - 2} always={hints.find(({ id }) => id === 'help')?.key} />
      </Box>
    </Box>
  );
}

function screenHints(scopes: string, overrides: KeyOverrides): readonly KeyHint[] {
  return hintsFor(scopes.split(' ') as ReturnType<typeof scopesOf>, overrides);
}

function Prompt({ prompt, width }: { readonly prompt: PromptState; readonly width: number }): ReactNode {
  const { sign, placeholder } = prompt.rules;
  const told = prompt.problem ?? prompt.completions.slice(0, 4).join('   ');
  const toldWidth = told === '' ? 0 : Math.min(told.length + 3, Math.floor(width * 0.6));
  return (
    <Box height={1}>
      <Text {...textStyle('accent')}>{` ${sign}`}</Text>
      <TextField
        state={prompt.field}
        width={width - textWidth(sign) - 2 - toldWidth}
        placeholder={placeholder}
      />
      <Text {...textStyle(prompt.problem === null ? 'dim' : 'bad')} wrap="truncate">
        {told === '' ? '' : `   ${sanitize(told)}`}
      </Text>
    </Box>
  );
}

/** Not greyed while the link is lost, as the panes of a screen are: what is said here is of now. */
function statusSource(parts: ConsoleParts): PaneSource {
  return {
    rows(width, height) {
      const { notice, receipts } = stateOf(parts);
      const now = parts.model.clock.now();
      return statusRows({ notice, receipts, now, width, height, keyOf: (id) => keyOf(parts, id) });
    },
  };
}
