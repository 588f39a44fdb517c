import { promises as files } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editorOf, runEditor } from '../../src/lib/run-editor.ts';
import { messageOf } from '../../src/model/errors.ts';
import type { ConsoleParts } from '../parts.ts';

export interface EditText {
  readonly text: string;
  /** Tells the editor what it is: `.json`, `.txt`. */
  readonly suffix: string;
}

/**
 * Opens a text in the user's editor ($VISUAL, else $EDITOR), which has the terminal meanwhile. The file lies
 * in a folder that only the user may read, and is taken away afterwards.
 * @returns the text as it was saved; null after a failure, which ends in the notice
 */
export async function editText(parts: ConsoleParts, { text, suffix }: EditText): Promise<string | null> {
  const editor = editorOf(process.env);
  if (editor === null) {
    say(parts, 'No editor is set.', 'Set VISUAL or EDITOR in the shell, as in: export EDITOR=vim');
    return null;
  }
  let folder: string | null = null;
  try {
    folder = await files.mkdtemp(join(tmpdir(), 'vfjobs-'));
    const path = join(folder, `text${suffix}`);
    await files.writeFile(path, text, { mode: 0o600, flag: 'wx' });
    const ended = await parts.terminal.lend(() => runEditor(editor, path));
    if (ended !== null) {
      say(parts, `${editor} ${ended}; what was typed there was not taken.`, 'Is VISUAL or EDITOR right?');
      return null;
    }
    return await files.readFile(path, 'utf8');
  } catch (thrown) {
    say(parts, `The editor could not be opened: ${messageOf(thrown)}`, null);
    return null;
  } finally {
    if (folder !== null) await files.rm(folder, { recursive: true, force: true });
  }
}

/** Shows a copy of a text in the user's editor; what is changed there is gone. */
export async function showInEditor(parts: ConsoleParts, given: EditText): Promise<void> {
  const after = await editText(parts, given);
  if (after === null || after === given.text) return;
  const message = 'That was a copy: what you changed in it is not kept.';
  parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
}

function say(parts: ConsoleParts, message: string, fix: string | null): void {
  parts.model.store.setState({ notice: { kind: 'error', message, fix } });
}
