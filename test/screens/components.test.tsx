import { Box, type Instance, render, Text, useInput } from 'ink';
import { type ReactNode, useState } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CompositorProvider } from '../../components/compositor-provider.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { confirmReducer, confirmState, yesOrNo } from '../../components/confirm-state.ts';
import { Dialog } from '../../components/dialog.tsx';
import { KeyHints } from '../../components/key-hints.tsx';
import { Pane } from '../../components/pane.tsx';
import { TabBar } from '../../components/tab-bar.tsx';
import { TextField } from '../../components/text-field.tsx';
import { textFieldReducer, textFieldState } from '../../components/text-field-state.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { toKeyPress } from '../../src/terminal/key-press.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { textOf } from '../unit/terminal/screen-text.ts';
import { type FakeTerminal, fakeTerminal } from './fake-terminal.ts';

// Ink asks for it when it is loaded.
vi.hoisted(() => {
  process.env['FORCE_COLOR'] = '1';
});

const open: { instance: Instance; terminal: FakeTerminal }[] = [];

function show(terminal: FakeTerminal, node: ReactNode): void {
  const { session } = terminal;
  const instance = render(
    <CompositorProvider compositor={session.compositor}>{node}</CompositorProvider>,
    session.inkOptions,
  );
  open.push({ instance, terminal });
}

afterEach(() => {
  for (const { instance, terminal } of open.splice(0)) {
    instance.unmount();
    terminal.session.restore();
  }
});

const listOf = (name: string, selected = -1): PaneSource => ({
  rows: (width, height): Row[] =>
    Array.from({ length: height }, (_, index) => ({
      spans: [{ text: `${name} ${index} ${'.'.repeat(width)}` }],
      selected: index === selected,
    })),
});

const left = listOf('left', 1);
const right = listOf('right');
const inDialog = listOf('chosen');
const size = { width: 60, height: 14 };

function TwoPanes({ children }: { readonly children?: ReactNode }): ReactNode {
  return (
    <Box flexDirection="column" {...size}>
      <TabBar
        tabs={[
          { id: 'a', label: 'Overview' },
          { id: 'b', label: 'Log' },
        ]}
        active="b"
      />
      <Box flexGrow={1}>
        <Box borderStyle="single" width={30} flexDirection="column">
          <Pane id="left" source={left} />
        </Box>
        <Pane id="right" source={right} width={30} height="100%" />
      </Box>
      <KeyHints
        width={60}
        hints={[
          { key: 'q', label: 'quit' },
          { key: '?', label: 'help' },
        ]}
      />
      {children}
    </Box>
  );
}

function ClosingDialog(): ReactNode {
  const [isOpen, setOpen] = useState(true);
  useInput((_input, key) => setOpen(!key.escape));
  return (
    <TwoPanes>
      {isOpen && (
        <Dialog title="Choose" width={20} height={6}>
          <Pane id="inside" source={inDialog} />
        </Dialog>
      )}
    </TwoPanes>
  );
}

function GrowingHead(): ReactNode {
  const [lines, setLines] = useState(1);
  useInput(() => setLines(3));
  return <Box height={lines} flexShrink={0} />;
}

const choices = yesOrNo('Cancel run', 'Keep it');

function AskingDialog({ onAnswer }: { readonly onAnswer: (answer: string) => void }): ReactNode {
  const [state, setState] = useState(confirmState(choices));
  useInput((input, inkKey) => {
    const next = confirmReducer(state, choices, toKeyPress(input, inkKey));
    setState(next.state);
    if (next.answer !== null) onAnswer(next.answer);
  });
  return (
    <TwoPanes>
      <ConfirmDialog
        title="Cancel run 0192?"
        lines={['It has run for 3 s.', 'This cannot be undone.']}
        choices={choices}
        state={state}
        maxWidth={60}
      />
    </TwoPanes>
  );
}

function FilterField(): ReactNode {
  const [state, setState] = useState(textFieldState());
  useInput((input, inkKey) => setState((before) => textFieldReducer(before, toKeyPress(input, inkKey))));
  return (
    <Box width={30} height={3}>
      <Text>/ </Text>
      <TextField state={state} width={10} placeholder="filter" />
    </Box>
  );
}

function Listening({ onInput }: { readonly onInput: (input: string) => void }): ReactNode {
  useInput(onInput);
  return <TwoPanes />;
}

describe('panes and dialogs', () => {
  test('panes fill their boxes beside each other, within the chrome', async () => {
    const terminal = fakeTerminal(60, 14);
    show(terminal, <TwoPanes />);
    const rows = await terminal.until((shown) => shown[2]?.includes('left 0') ?? false);
    expect(rows[0]).toBe(' Overview  Log');
    expect(rows[1]).toBe(`┌${'─'.repeat(28)}┐right 0 ${'.'.repeat(21)}…`);
    expect(rows[2]).toBe(`│left 0 ${'.'.repeat(20)}…│right 1 ${'.'.repeat(21)}…`);
    expect(rows[12]).toMatch(/^└─+┘right 11 \.+…$/);
    expect(rows[13]).toBe('q quit  ? help');
    // The cursor row is in reverse video over the whole width of its pane and no further.
    const reversed = terminal.screen.cells(3).map((cell) => cell.style.inverse);
    expect(reversed.slice(1, 29)).toEqual(new Array(28).fill(true));
    expect([reversed[0], reversed[29], reversed[30]]).toEqual([false, false, false]);
  });

  test('a dialog hides what lies beneath, a pane inside it shows, and all comes back', async () => {
    const terminal = fakeTerminal(60, 14);
    show(terminal, <ClosingDialog />);
    const rows = await terminal.until((shown) => shown.some((line) => line.includes('chosen 2')));
    expect(rows.slice(4, 10).map((line) => line.slice(20, 40))).toEqual([
      '╭──────────────────╮',
      '│ Choose           │',
      '│ chosen 0 ......… │',
      '│ chosen 1 ......… │',
      '│ chosen 2 ......… │',
      '╰──────────────────╯',
    ]);
    expect(rows[5]?.slice(0, 20)).toBe(`│left 3 ${'.'.repeat(12)}`);
    terminal.type('\x1b');
    const after = await terminal.until((shown) => !shown.some((line) => line.includes('Choose')));
    expect(after[5]).toBe(`│left 3 ${'.'.repeat(20)}…│right 4 ${'.'.repeat(21)}…`);
  });

  test('a pane moves when a piece above it grows, though it is not rendered again', async () => {
    const terminal = fakeTerminal(40, 6);
    show(
      terminal,
      <Box flexDirection="column" width={40} height={6}>
        <GrowingHead />
        <Pane id="body" source={left} />
      </Box>,
    );
    await terminal.until((shown) => shown[1]?.startsWith('left 0') ?? false);
    terminal.type('g');
    const rows = await terminal.until((shown) => shown[3]?.startsWith('left 0') ?? false);
    expect(rows.slice(0, 3)).toEqual(['', '', '']);
    expect(rows[5]).toContain('left 2');
  });

  test('data alone is painted without Ink, a changed row for a few bytes', async () => {
    const terminal = fakeTerminal(60, 14);
    let status = 'running';
    const source: PaneSource = { rows: () => [textRow(`run 1 ${status}`)] };
    show(
      terminal,
      <Box {...size}>
        <Pane id="one" source={source} />
      </Box>,
    );
    await terminal.until((shown) => shown[0] === 'run 1 running');
    const before = terminal.writes.length;
    status = 'failed';
    terminal.session.compositor.invalidate();
    await terminal.until((shown) => shown[0] === 'run 1 failed');
    expect(terminal.writes.slice(before)).toHaveLength(1);
    expect(terminal.writes[before]?.length).toBeLessThanOrEqual(60);
  });

  test('a resize is painted anew', async () => {
    const terminal = fakeTerminal(60, 14);
    show(terminal, <TwoPanes />);
    await terminal.until((shown) => shown[13] === 'q quit  ? help');
    const sizes: number[][] = [];
    terminal.session.onResize((columns, rows) => sizes.push([columns, rows]));
    terminal.resize(70, 20);
    terminal.resize(80, 24);
    await expect.poll(() => sizes).toEqual([[80, 24]]);
    const rows = await terminal.until((shown) => shown[13] === 'q quit  ? help');
    expect(rows[2]).toBe(`│left 0 ${'.'.repeat(20)}…│right 1 ${'.'.repeat(21)}…`);
    expect(rows).toHaveLength(24);
  });
});

describe('keys', () => {
  test('a confirm dialog has the harmless answer focused and hears y, n, arrows and Enter', async () => {
    const terminal = fakeTerminal(60, 14);
    const answers: string[] = [];
    show(terminal, <AskingDialog onAnswer={(answer) => answers.push(answer)} />);
    const rows = await terminal.until((shown) => shown.some((line) => line.includes('Keep it')));
    expect(rows.join('\n')).toContain('This cannot be undone.');
    const focused = () => {
      const row = textOf(terminal.screen).findIndex((line) => line.includes('Keep it'));
      return terminal.screen
        .cells(row)
        .map((cell) => (cell.style.inverse ? cell.text : ''))
        .join('');
    };
    expect(focused()).toBe(' Keep it (n) ');
    terminal.type('\x1b[D');
    await expect.poll(focused).toBe(' Cancel run (y) ');
    terminal.type('\r');
    await expect.poll(() => answers).toEqual(['y']);
    terminal.type('ny');
    await expect.poll(() => answers).toEqual(['y', 'n', 'y']);
    terminal.type('\x1b');
    await expect.poll(() => answers).toEqual(['y', 'n', 'y', 'n']);
  });

  test('a text field shows what is typed, and the place of its cursor', async () => {
    const terminal = fakeTerminal(30, 3);
    show(terminal, <FilterField />);
    await terminal.until((shown) => shown[0] === '/  filter');
    terminal.type('日本 status');
    await terminal.until((shown) => shown[0] === '/ 本 status');
    terminal.type('\x01');
    await terminal.until((shown) => shown[0] === '/ 日本 statu');
    expect(terminal.screen.cells(0)[2]).toMatchObject({ text: '日', width: 2, style: { inverse: true } });
  });

  test('answers to status requests are not typed into the program', async () => {
    const terminal = fakeTerminal(60, 14);
    const heard: string[] = [];
    show(terminal, <Listening onInput={(input) => heard.push(input)} />);
    await terminal.until((shown) => shown[13] === 'q quit  ? help');
    expect(terminal.writes.join('')).toContain('\x1b[5n');
    await expect.poll(() => terminal.session.compositor.awaitsReply).toBe(false);
    terminal.type('a\x1b[0nb');
    await expect.poll(() => heard.join('')).toBe('ab');
  });
});

describe('the session', () => {
  test('keeps prints of other code off the screen, and shows them after it', async () => {
    const terminal = fakeTerminal(60, 14);
    show(terminal, <TwoPanes />);
    const rows = await terminal.until((shown) => shown[13] === 'q quit  ? help');
    expect(terminal.isRaw()).toBe(true);
    terminal.stdout.write('deprecated: \x1b[2Jx\n');
    terminal.session.compositor.redraw();
    await expect.poll(() => textOf(terminal.screen)).toEqual(rows);
    expect(terminal.errors).toEqual([]);
    terminal.session.restore();
    expect(terminal.errors).toEqual(['deprecated: x\n']);
    expect(terminal.isRaw()).toBe(false);
    await expect.poll(() => terminal.screen.alternate).toBe(false);
  });

  test('lends the terminal and paints everything when it is back', async () => {
    const terminal = fakeTerminal(60, 14);
    show(terminal, <TwoPanes />);
    await terminal.until((shown) => shown[13] === 'q quit  ? help');
    await terminal.session.lend(() => {
      expect(terminal.isRaw()).toBe(false);
      terminal.stdout.write('an editor was here');
      return terminal.until((shown) => shown[0] === 'an editor was here');
    });
    await terminal.until((shown) => shown[13] === 'q quit  ? help');
    expect(terminal.isRaw()).toBe(true);
  });

  test('copies to the clipboard past the screen', () => {
    const terminal = fakeTerminal(60, 14);
    expect(terminal.session.copy('run 1')).toBe(true);
    expect(terminal.writes.at(-1)).toBe('\x1b]52;c;cnVuIDE=\x07');
    expect(terminal.session.copy('x'.repeat(100_000))).toBe(false);
    terminal.session.restore();
    expect(terminal.session.copy('run 1')).toBe(false);
  });
});
