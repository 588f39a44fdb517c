import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { messageOf } from '../../src/model/errors.ts';
import type { ConsoleParts } from '../parts.ts';
import { openPrompt } from '../prompt.ts';
import type { Lines } from './write-lines.ts';

const sliceLength = 64 * 1024;

/** Asks for a command line; the user's shell runs it, with the lines on its standard input. */
export function askPipe(parts: ConsoleParts, what: string, lines: () => Lines): void {
  openPrompt(parts, {
    sign: '| ',
    placeholder: `command that reads ${what}, such as: grep -c timeout`,
    history: 'pipe',
    accept(text) {
      if (text.trim() === '') return 'a command is needed';
      void pipeText(parts, text, lines());
      return null;
    },
  });
}

/**
 * Runs a command line with lines on its standard input; it has the terminal until it ends and Enter was pressed.
 * Only what the user typed is read by the shell: the lines never become a part of it.
 */
export async function pipeText(parts: ConsoleParts, command: string, lines: Lines): Promise<void> {
  const shell = process.env['SHELL'] || '/bin/sh';
  const failure = await parts.terminal.lend(async () => {
    const end = await runWith(shell, command, lines);
    await waitForEnter(end === null ? '' : `${command}: ${end}. `);
    return end;
  });
  if (failure === null) return;
  parts.model.store.setState({
    notice: {
      kind: 'error',
      message: `${command}: ${failure}.`,
      fix: 'The same key asks again; Up recalls it.',
    },
  });
}

/** Resolves when the command has ended: null when it was well, else one clause. */
async function runWith(shell: string, command: string, lines: Lines): Promise<string | null> {
  const child = spawn(shell, ['-c', command], { stdio: ['pipe', 'inherit', 'inherit'] });
  const ended = new Promise<string | null>((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${messageOf(error)}`));
    child.once('close', (code, signal) => {
      if (signal !== null) resolve(`was ended by ${signal}`);
      else resolve(code === 0 ? null : `ended with exit code ${code}`);
    });
  });
  // Whoever has read enough closes its input, as `head` does: that is no failure.
  await pipeline(Readable.from(slicesOf(lines)), child.stdin).catch(() => {});
  return ended;
}

/** Slices of some size: a write per line would be dear. */
async function* slicesOf(lines: Lines): AsyncGenerator<string> {
  let slice = '';
  for await (const line of lines) {
    slice += `${line}\n`;
    if (slice.length < sliceLength) continue;
    yield slice;
    slice = '';
  }
  if (slice !== '') yield slice;
}

/** The terminal is not ours now: a child of its own reads the key. */
function waitForEnter(said: string): Promise<void> {
  const script = 'printf "\\n%s" "$1"; read -r answer < /dev/tty';
  const child = spawn('/bin/sh', ['-c', script, 'sh', `${said}Enter goes back to vfjobs.`], {
    stdio: 'inherit',
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
}
