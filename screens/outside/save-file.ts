import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { formatBytes } from '../../src/lib/format-bytes.ts';
import { messageOf } from '../../src/model/errors.ts';
import { askFirst } from '../../src/store/dialog.ts';
import type { ConsoleParts } from '../parts.ts';
import { openPrompt } from '../prompt.ts';
import { type Lines, type WriteLinesOptions, writeLines } from './write-lines.ts';

/** What is to be saved. */
export interface SaveText {
  /** The file name that the prompt offers, such as `runs.csv`; characters that no file name should have are replaced. */
  readonly name: string;
  /** What it is, as in “Save the log to”. */
  readonly title: string;
  /** Makes the lines, without line feeds; called once the path is known. May be an async generator. */
  readonly lines: () => Lines;
}

interface RunningSave {
  readonly title: string;
  readonly stop: AbortController;
  /** Resolves when it has ended, however. */
  readonly ended: Promise<void>;
}

/** One at a time in each console. */
const running = new WeakMap<ConsoleParts, RunningSave>();

/** What is being written now; null when nothing is. */
export function titleOfSave(parts: ConsoleParts): string | null {
  return running.get(parts)?.title ?? null;
}

/** Stops what is being written, and takes away what is written of it. */
export async function stopSaving(parts: ConsoleParts): Promise<void> {
  const save = running.get(parts);
  save?.stop.abort();
  await save?.ended;
}

/**
 * Asks whether to stop what is being written.
 * @returns false when nothing is
 */
export function askToStop(parts: ConsoleParts): boolean {
  const now = titleOfSave(parts);
  if (now === null) return false;
  const dialog = askFirst(
    `Stop saving ${now}?`,
    ['What is written of it so far is taken away.', 'One file is saved at a time.'],
    { yes: 'stop', no: 'go on saving' },
    () => void stopSaving(parts),
  );
  parts.model.store.setState({ dialog });
  return true;
}

/**
 * Asks for a path and writes the lines there, for the user's eyes only; a file that is there is not replaced unasked.
 * While a file is being written it asks whether to stop that instead.
 */
export function saveText(parts: ConsoleParts, what: SaveText): void {
  if (askToStop(parts)) return;
  openPrompt(
    parts,
    {
      sign: `Save ${what.title} to `,
      placeholder: 'path of the file',
      history: 'save',
      accept: (text) => save(parts, what, text.trim()),
    },
    fileName(what.name),
  );
}

/** A name without folders and without anything that a shell or a file system takes amiss. */
export function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+/, '') || 'saved';
}

/** The file that a typed path means: `~` is the user's home, the rest counts from the working directory. */
export function pathOf(typed: string): string {
  return resolve(typed === '~' || typed.startsWith('~/') ? join(homedir(), typed.slice(1)) : typed);
}

function save(parts: ConsoleParts, what: SaveText, typed: string): string | null {
  if (typed === '') return 'a path is needed';
  const path = pathOf(typed);
  if (kindOf(dirname(path)) !== 'folder') return `there is no folder ${dirname(path)}`;
  const there = kindOf(path);
  if (there === 'folder') return `${path} is a folder`;
  if (there === 'nothing') {
    begin(parts, what, path, false);
    return null;
  }
  parts.model.store.setState({
    dialog: askFirst(
      'Replace the file?',
      [path, 'What is in it now is lost.'],
      { yes: 'replace', no: 'keep it' },
      () => begin(parts, what, path, true),
    ),
  });
  return null;
}

function begin(parts: ConsoleParts, what: SaveText, path: string, replace: boolean): void {
  const stop = new AbortController();
  const ended = write(parts, what, path, { replace, signal: stop.signal }).finally(() =>
    running.delete(parts),
  );
  running.set(parts, { title: what.title, stop, ended });
}

async function write(
  parts: ConsoleParts,
  what: SaveText,
  path: string,
  options: Pick<WriteLinesOptions, 'replace' | 'signal'>,
): Promise<void> {
  const { store, clock } = parts.model;
  let toldAt = clock.now();
  const onProgress = (bytes: number) => {
    if (clock.now() - toldAt < tellEveryMs) return;
    toldAt = clock.now();
    store.setState({
      notice: {
        kind: 'info',
        message: `saving ${what.title}: ${formatBytes(bytes)}…`,
        fix: 'The same key stops it.',
      },
    });
  };
  try {
    const bytes = await writeLines(path, what.lines(), { ...options, onProgress });
    store.setState({
      notice: { kind: 'info', message: `saved ${what.title}, ${formatBytes(bytes)}: ${path}`, fix: null },
    });
  } catch (thrown) {
    if (options.signal?.aborted === true) {
      const message = `${what.title}: stopped, nothing was saved`;
      store.setState({ notice: { kind: 'info', message, fix: null } });
      return;
    }
    const message = `${what.title} could not be saved: ${messageOf(thrown)}`;
    store.setState({ notice: { kind: 'error', message, fix: 'The same key asks for another path.' } });
  }
}

const tellEveryMs = 500;

function kindOf(path: string): 'nothing' | 'folder' | 'file' {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 'nothing';
  return found.isDirectory() ? 'folder' : 'file';
}
