import { type SpawnOptions, spawn } from 'node:child_process';
import { messageOf } from '../../src/model/errors.ts';
import type { ProgramOutput } from '../../src/store/program-output.ts';
import { sanitizeBlock } from '../../src/terminal/sanitize.ts';
import { open } from '../navigate.ts';
import type { ConsoleParts } from '../parts.ts';

/** Lines of a program's output that are kept; more are counted. */
const mostLines = 10_000;
/** Characters without an end of line that are waited for. */
const longestRest = 16_384;

/** Gives the terminal to a program until it ends. */
export async function lendToProgram(
  parts: ConsoleParts,
  name: string,
  argv: readonly string[],
): Promise<void> {
  const end = await parts.terminal.lend(() => ended(argv, { stdio: 'inherit' }));
  if (end !== null) say(parts, `${name}: ${end}`);
}

/** Shows what a program prints, while it prints. */
export async function showProgram(parts: ConsoleParts, name: string, argv: readonly string[]): Promise<void> {
  const { store } = parts.model;
  const shown: ProgramOutput = { title: name, lines: [], top: 0, leftOut: 0, end: null };
  store.setState({ output: shown });
  open(parts, { screen: 'output' });
  let leftOut = 0;
  const add = (text: string) => {
    const lines = sanitizeBlock(text);
    const room = Math.max(0, mostLines - shown.lines.length);
    shown.lines.push(...lines.slice(0, room));
    leftOut += Math.max(0, lines.length - room);
    patchOutput(parts, shown, { leftOut });
  };
  // Nobody reads it any more once the console is left.
  const { signal } = parts.model.life;
  const end = await ended(argv, { stdio: ['ignore', 'pipe', 'pipe'], signal }, add);
  patchOutput(parts, shown, { end: end ?? 'ended' });
}

/**
 * Hands on whole lines of what comes in pieces; of a line without an end what has come of it, once that is long.
 * @returns takes the next piece, null for the end
 */
function wholeLines(onLines: (text: string) => void): (text: string | null) => void {
  let rest = '';
  return (text) => {
    rest += text ?? '';
    const isDue = text === null || rest.length > longestRest;
    const end = isDue ? rest.length : rest.lastIndexOf('\n') + 1;
    if (end > 0) onLines(rest.slice(0, end));
    rest = rest.slice(end);
  };
}

/** Resolves when the program has ended: null when it was well, else one clause. No shell reads its arguments. */
function ended(
  argv: readonly string[],
  options: SpawnOptions,
  onLines: (text: string) => void = () => undefined,
): Promise<string | null> {
  const [program = '', ...rest] = argv;
  return new Promise((resolve) => {
    const child = spawn(program, rest, { ...options, shell: false });
    for (const stream of [child.stdout, child.stderr]) {
      const take = wholeLines(onLines);
      stream?.setEncoding('utf8');
      stream?.on('data', take);
      stream?.on('end', () => take(null));
    }
    child.once('error', (error) => resolve(`could not be started: ${messageOf(error)}`));
    child.once('close', (code, signal) => {
      if (signal !== null) resolve(`was ended by ${signal}`);
      else resolve(code === 0 ? null : `ended with exit code ${code}`);
    });
  });
}

function say(parts: ConsoleParts, message: string): void {
  parts.model.store.setState({ notice: { kind: 'error', message, fix: null } });
}

/** Changes the output if it is still the one shown. */
function patchOutput({ model }: ConsoleParts, of: ProgramOutput, change: Partial<ProgramOutput>): void {
  const { output } = model.store.getState();
  if (output?.lines === of.lines) model.store.setState({ output: { ...output, ...change } });
}
