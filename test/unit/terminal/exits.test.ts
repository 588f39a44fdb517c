import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type PtyProgram, startInPty } from '../../helpers/pty-program.ts';
import { textOf } from './screen-text.ts';

const program = new URL('./session-program.ts', import.meta.url).pathname;
// Prints the state of the terminal after the program has left it, as a shell would find it.
const thenLook = `"$0" "$1" "$2"; echo "code $?"; stty -a | tr ' ' '\\n' | grep -E '^-?(icanon|echo);?$' | tr '\\n' ' '; echo done; sleep 0.1`;

const open: PtyProgram[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((terminal) => terminal.close()));
});

/** Starts the program below a shell, so that what it leaves behind can be seen. */
async function start(ending: string): Promise<{ terminal: PtyProgram; pid: number }> {
  const terminal = startInPty({
    file: '/bin/sh',
    args: ['-c', thenLook, process.execPath, program, ending],
    env: { ...process.env, NODE_OPTIONS: undefined },
    cwd: '/',
    columns: 60,
    rows: 12,
  });
  open.push(terminal);
  await terminal.waitFor('ready');
  return { terminal, pid: await childOf(terminal.pid) };
}

async function childOf(pid: number): Promise<number> {
  return Number((await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ')[0]);
}

async function restored(terminal: PtyProgram): Promise<string[]> {
  await terminal.waitFor('done');
  const { view } = terminal;
  expect([view.alternate, view.cursor.visible]).toEqual([false, true]);
  expect([view.bracketedPaste, view.focusReports]).toEqual([false, false]);
  const rows = textOf(view).filter((row) => row !== '');
  expect(rows.join('\n')).toContain('icanon echo');
  return rows;
}

const onLinux = test.skipIf(process.platform !== 'linux');

describe('every way out gives the terminal back', () => {
  onLinux('Ctrl-C while another program has it is meant for that one', async () => {
    const { terminal, pid } = await start('lend');
    process.kill(pid, 'SIGUSR2');
    await terminal.waitFor('lent');
    process.kill(pid, 'SIGINT');
    process.kill(pid, 'SIGQUIT');
    // Signals are heard in the order they are sent.
    process.kill(pid, 'SIGUSR2');
    expect(await restored(terminal)).toContain('code 3');
  });

  onLinux.each([
    ['SIGTERM', 'code 143'],
    ['SIGHUP', 'code 129'],
    ['SIGINT', 'code 130'],
    ['SIGQUIT', 'code 131'],
  ] as const)('%s', async (signal, code) => {
    const { terminal, pid } = await start('wait');
    expect(terminal.view.alternate).toBe(true);
    expect([terminal.view.cursor.visible, terminal.view.focusReports]).toEqual([false, true]);
    process.kill(pid, signal);
    expect(await restored(terminal)).toContain(code);
  });

  onLinux.each([
    ['close', ['code 0']],
    ['exit', ['code 7']],
    ['throw', ['The program stopped: a bug', 'code 1']],
    ['reject', ['The program stopped: a bug', 'code 1']],
  ])('%s', async (ending, lines) => {
    const { terminal, pid } = await start(ending);
    process.kill(pid, 'SIGUSR2');
    const rows = await restored(terminal);
    expect(rows.slice(0, lines.length)).toEqual(lines);
    expect(rows.join('\n')).not.toContain('    at ');
  });

  onLinux('Ctrl-C before anything listens to keys', async () => {
    const { terminal } = await start('deaf');
    terminal.press('ctrl-c');
    expect(await restored(terminal)).toContain('code 130');
  });
});

describe('while it has the terminal', () => {
  onLinux('prints of other code wait until it is given back', async () => {
    const { terminal, pid } = await start('print');
    process.kill(pid, 'SIGUSR2');
    await terminal.waitFor('and another');
    expect(terminal.view.alternate).toBe(false);
    expect(textOf(terminal.view).slice(0, 2)).toEqual(['a warning of a library', 'and another']);
  });

  onLinux('a stop leaves the screen, going on takes it again', async () => {
    const { terminal, pid } = await start('stop');
    process.kill(pid, 'SIGUSR2');
    await terminal.waitFor((screen) => !screen.alternate);
    expect(terminal.view.cursor.visible).toBe(true);
    // The screen is left before the process stops: a signal that goes on what still runs would be lost.
    await expect.poll(() => stateOf(pid)).toBe('T');
    process.kill(pid, 'SIGCONT');
    await terminal.waitFor((screen) => screen.alternate && screen.text().includes('ready'));
    terminal.type('k');
    await terminal.waitFor('key k');
    process.kill(pid, 'SIGTERM');
    expect(await restored(terminal)).toContain('code 143');
  });
});

/** One letter, as in `ps`: `T` for a process that is stopped. */
function stateOf(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2)[0];
}
