import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import { settingsInMemory, type UserCommand } from '../../src/model/console-settings.ts';
import { armWriting, disarmWriting } from '../../src/store/arming.ts';
import { type InProcessOptions, openInProcess } from '../helpers/console-in-process.tsx';
import { seededClient } from '../helpers/seeded-client.ts';
import { seed, seededNow } from '../helpers/seeded-data.ts';

async function opened(options: Partial<InProcessOptions> = {}) {
  const client = seededClient(seed());
  const console = openInProcess({ client, now: seededNow, ...options });
  await console.see('. pending');
  return Object.assign(console, { client });
}

function own(command: Partial<UserCommand>): UserCommand {
  return {
    name: 'say',
    key: 'z',
    scope: 'runs',
    text: 'Say the id',
    argv: [
      process.execPath,
      '-e',
      'console.log("said", process.argv.slice(1))',
      '--',
      '{run.id}',
      '{run.target} $(x)',
    ],
    acts: false,
    confirm: false,
    palette: null,
    output: 'pane',
    ...command,
  };
}

describe('keys of the user', () => {
  test('are named in what is said about them', async () => {
    const settings = settingsInMemory({ keys: { undo: ['ctrl+r'], cancel: ['K'] } });
    using console = await opened({ settings });
    await console.press('down', 'K');
    expect(await console.see('Cancel this run?')).toContain('until then ^R takes it back');
    await console.press('y');
    await console.see('^R takes it back, K again sends it now');
    await console.press('ctrl-r');
    await console.see('cancel taken back: 1 never sent.');
  });

  test('hold in matching, footer and help, and change while the console is open', async () => {
    const settings = settingsInMemory({ keys: { open: ['ctrl+o'], palette: [';'] } });
    using console = await opened({ settings });
    await console.see('^O open');
    await console.press('down', 'ctrl-o');
    await console.see('line 40 of the log');
    await console.press('escape');
    settings.change({ keys: { open: ['ctrl+g'] } });
    await console.see('^G open');
    await console.press('?');
    expect(await console.see('(your key)')).toContain('^G');
  });

  test('a page names all keys and what is wrong with them', async () => {
    const settings = settingsInMemory({ keys: { cancel: ['x'], retyr: ['Z'], hold: ['r'] } });
    using console = await opened({ settings });
    await console.type(':keys');
    await console.press('enter');
    const screen = await console.see('to look at');
    expect(screen).toContain('keys.retyr: no command has this id');
    expect(screen).toContain('x is refused');
    expect(screen).toContain('its r went to hold');
    await console.press('escape');
    await console.see('. pending');
  });

  test('tabs show the keys that lead to them, and a control key is no key while something is typed', async () => {
    const settings = settingsInMemory({ keys: { 'go-targets': ['ctrl+t'], leave: ['ctrl+x', 'q'] } });
    using console = await opened({ settings });
    await console.see('^T Targets');
    await console.press('/');
    await console.type('ab');
    await console.press('ctrl-t', 'ctrl-x');
    await console.type('c');
    await console.see('/abc');
  });

  test('what acts is still asked first', async () => {
    using console = await opened({ settings: settingsInMemory({ keys: { cancel: ['K'] } }) });
    await console.press('down', 'K');
    await console.see('Cancel this run?');
    expect(console.client.acts).toEqual([]);
  });
});

describe('themes', () => {
  test('are switched by a word, in chrome and panes alike', async () => {
    using console = await opened();
    const foregrounds = () => {
      const { screen } = console.terminal;
      return new Set(
        screen
          .lines()
          .flatMap((_, row) => screen.cells(row))
          .map(({ style }) => JSON.stringify(style.foreground)),
      );
    };
    const before = foregrounds();
    expect(before.size).toBeGreaterThan(2);
    await console.type(':theme mono');
    await console.press('enter');
    await console.terminal.until(() => foregrounds().size === 1);
    await console.type(':theme terminal');
    await console.press('enter');
    await console.terminal.until(() => foregrounds().size === before.size);
    expect(foregrounds()).toEqual(before);
  });

  test('no theme brings colours back where none are wanted', async () => {
    using console = await opened({ color: 'none', settings: settingsInMemory({ theme: 'dark' }) });
    const cells = console.terminal.screen.lines().flatMap((_, row) => console.terminal.screen.cells(row));
    expect(cells.filter(({ style }) => style.foreground.kind !== 'default')).toEqual([]);
  });

  test('an unknown name is answered with those there are', async () => {
    using console = await opened();
    await console.type(':theme pink');
    await console.press('enter');
    await console.see('theme is one of terminal, mono, colour-blind, dark, light');
  });
});

describe('commands of the user', () => {
  test('get their values as single arguments, and show what they print', async () => {
    using console = await opened({ settings: settingsInMemory({ commands: [own({})] }) });
    await console.press('down', 'z');
    const screen = await console.see('ended');
    expect(screen).toMatch(/said \[/);
    expect(screen).toContain("$(x)'");
    await console.press('escape', '?');
    expect(await console.see('Say the id')).toContain('z :say');
  });

  test('that act are asked first, and are refused where the context is read-only', async () => {
    const settings = settingsInMemory({ commands: [own({ acts: true, confirm: true, key: 'Z' })] });
    using console = await opened({ settings });
    await console.press('down', 'Z');
    await console.see('Start say?');
    await console.press('n');
    await console.gone('Start say?');
    using guarded = await opened({ settings, readOnly: true });
    await guarded.press('down', 'Z');
    await guarded.see('say: not started, the context “local” is read-only; :rw arms writing');
    armWriting(guarded.parts.model, 15);
    await guarded.press('Z');
    await guarded.see('Start say?');
  });

  test('that act are refused in a production that is not armed, and are asked for whatever they say', async () => {
    const settings = settingsInMemory({ commands: [own({ acts: true, confirm: false, key: 'Z' })] });
    using console = await opened({ settings, isProduction: true });
    await console.press('down', 'Z');
    await console.see('production and starts read-only');
    armWriting(console.parts.model, 15);
    await console.press('Z');
    expect(await console.see('Start say?')).toContain('PRODUCTION');
    disarmWriting(console.parts.model.store);
    await console.press('y');
    await console.see('say: not started');
  });

  test('print lines, however they come, and what is left out is counted', async () => {
    const code =
      'process.stdout.write("ab");setTimeout(()=>{process.stdout.write("cd\\n");for(let i=0;i<12000;i++)console.log(i)},50)';
    const settings = settingsInMemory({ commands: [own({ argv: [process.execPath, '-e', code] })] });
    using console = await opened({ settings });
    await console.press('down', 'z');
    expect(await console.see(/10000 lines, 2001 more were left out/)).toContain('abcd');
  });

  test('may be a line of the palette, as a key to a view', async () => {
    const settings = settingsInMemory({ commands: [own({ argv: [], palette: 'runs status:failed' })] });
    using console = await opened({ settings });
    await console.press('z');
    await console.see('status:failed');
  });

  test('that need what is not here say so', async () => {
    const settings = settingsInMemory({ commands: [own({ argv: ['x', '{schedule.id}'] })] });
    using console = await opened({ settings });
    await console.press('down', 'z');
    await console.see('say: not now, there is no schedule.id here.');
  });
});

describe('mouse', () => {
  const wheelDown = '\x1b[<65;10;10M';

  test('is off, and its reports are no keys even so', async () => {
    using console = await opened();
    expect(console.terminal.writes.join('')).not.toContain('\x1b[?1000h');
    console.terminal.type('\x1b[<0;5;');
    console.terminal.type('9M\x1b[<0;5;9m');
    await console.press('?');
    await console.see('UPPER CASE acts');
  });

  test('a click selects a row, the wheel moves, and leaving takes it back', async () => {
    using console = await opened({ settings: settingsInMemory({ mouse: true }) });
    expect(console.terminal.writes.join('')).toContain('\x1b[?1000h\x1b[?1006h');
    const shown = await console.see(/> \S+ \S+/);
    const lines = shown.split('\n');
    const cursor = lines.findIndex((line) => line.startsWith('> '));
    console.terminal.type(`\x1b[<0;5;${cursor + 3}M\x1b[<0;5;${cursor + 3}m`);
    await console.terminal.until((rows) => rows[cursor + 2]?.startsWith('> ') === true);
    console.terminal.type('\x1b[<64;10;10M');
    await console.terminal.until((rows) => rows[cursor]?.startsWith('> ') === true);
    console.terminal.type(wheelDown);
    await console.terminal.until((rows) => rows[cursor + 3]?.startsWith('> ') === true);
    await console.type(':mouse off');
    await console.press('enter');
    await console.terminal.until(() => console.terminal.writes.join('').includes('\x1b[?1006l\x1b[?1000l'));
  });
});

describe('keys that a slow link has cut', () => {
  test('Esc and a key in one piece are Esc and the key; one that acts is left out', async () => {
    using console = await opened();
    await console.press('down', 'enter');
    await console.see('line 40 of the log');
    console.terminal.type('\x1bX');
    await console.see('. pending');
    await console.gone('line 40 of the log');
    expect(await console.see('. pending')).not.toContain('Cancel this run?');
  });

  test('half a sequence is no key', async () => {
    using console = await opened();
    await console.press('down');
    console.terminal.type('\x1b[1;');
    await new Promise((resolve) => setTimeout(resolve, 60));
    console.terminal.type('5A');
    await console.press('?');
    await console.see('UPPER CASE acts');
  });

  test('a paste into a form is text, also when its marks were cut', async () => {
    using console = await opened();
    await console.press('4', 'enter');
    await console.see('New run of');
    console.terminal.type('\x1b[20');
    console.terminal.type('0~{"pasted":\n  "X\x1b[2');
    console.terminal.type('01~');
    await console.see('{"pasted":');
    expect(await console.see('"X')).not.toContain('Cancel this run?');
  });
});
