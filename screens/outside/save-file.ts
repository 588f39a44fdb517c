import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { formatBytes } from '../../src/lib/format-bytes.ts';
import { messageOf } from '../../src/model/errors.ts';
import { askFirst } from '../../src/store/dialog.ts';
import type { ConsoleParts } from '../parts.ts';
import { openPrompt } from '../prompt.ts';
import { type Lines, writeLines } from './write-lines.ts';

/** What is to be saved. */
export interface SaveText {
  /** The file name that the prompt offers, such as `runs.csv`; characters that no file name should have are replaced. */
  readonly name: string;
  /** What it is, as in “Save the log to”. */
  readonly title: string;
  /** Makes the lines, without line feeds; called once the path is known. May be an async generator. */
  readonly lines: () => Lines;
}

/** Asks for a path and writes the lines there, for the user's eyes only; a file that is there is not replaced unasked. */
export function saveText(parts: ConsoleParts, what: SaveText): void {
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
    void write(parts, what, path, false);
    return null;
  }
  parts.model.store.setState({
    dialog: askFirst(
      'Replace the file?',
      [path, 'What is in it now is lost.'],
      { yes: 'replace', no: 'keep it' },
      () => void write(parts, what, path, true),
    ),
  });
  return null;
}

async function write(parts: ConsoleParts, what: SaveText, path: string, replace: boolean): Promise<void> {
  const { store, clock } = parts.model;
  let toldAt = clock.now();
  const onProgress = (bytes: number) => {
    if (clock.now() - toldAt < tellEveryMs) return;
    toldAt = clock.now();
    store.setState({
      notice: { kind: 'info', message: `saving ${what.title}: ${formatBytes(bytes)}…`, fix: null },
    });
  };
  try {
    const bytes = await writeLines(path, what.lines(), { replace, onProgress });
    store.setState({
      notice: { kind: 'info', message: `saved ${what.title}, ${formatBytes(bytes)}: ${path}`, fix: null },
    });
  } catch (thrown) {
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
