import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openConfigFile } from '../../../config/config-file.ts';
import type { Environment } from '../../../config/environment.ts';
import { userConfigFile } from '../../../config/user-folders.ts';
import { isJsonObject } from '../../../lib/json.ts';
import { editorOf, runEditor } from '../../../lib/run-editor.ts';
import { messageOf, UserError } from '../../../model/errors.ts';
import { examples } from '../../examples.ts';
import type { AddVerb } from '../../invocation.ts';
import { withProblems } from './read-all.ts';

const emptyFile = '{\n  "console": {}\n}\n';

export const addEdit: AddVerb = (settings, start) => {
  settings
    .command('edit')
    .description('Open the settings in your editor; they are taken when they are right')
    .addHelpText(
      'after',
      examples(['EDITOR=vim vfjobs settings edit', 'what is wrong leaves the file as it was']),
    )
    .action(async () => {
      const { output, env } = start();
      const changed = await editSettings(env);
      output.line(changed ? 'The settings are changed.' : 'Nothing was changed.');
    });
};

/**
 * Has a copy edited and puts it in the file's place when it is right.
 * @returns false when nothing was changed
 * @throws UserError `invalid` when it is not; it names the copy, which is kept
 */
async function editSettings(env: Environment): Promise<boolean> {
  const editor = editorOf(env);
  if (editor === null) {
    throw new UserError('invalid', 'No editor is set', {
      fix: 'Set VISUAL or EDITOR, as in: export EDITOR=vim',
    });
  }
  // Not opened as settings yet: a damaged file is what one edits.
  const path = userConfigFile(env);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : emptyFile;
  const folder = mkdtempSync(join(tmpdir(), 'vfjobs-'));
  const copy = join(folder, 'config.json');
  writeFileSync(copy, before, { mode: 0o600, flag: 'wx' });
  const failure = await runEditor(editor, copy);
  const after = readFileSync(copy, 'utf8');
  if (after !== before) {
    if (failure !== null) throw kept(copy, `${editor} ${failure}`);
    takeOver(env, after, copy);
  }
  rmSync(folder, { recursive: true });
  return after !== before;
}

function takeOver(env: Environment, text: string, copy: string): void {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (thrown) {
    throw kept(copy, messageOf(thrown));
  }
  const { problems } = withProblems(isJsonObject(data) ? data['console'] : data);
  const serious = problems.filter((problem) => !('kind' in problem) || problem.kind !== 'hidden');
  if (serious.length > 0)
    throw kept(copy, serious.map(({ name, message }) => `${name}: ${message}`).join('; '));
  const path = userConfigFile(env);
  const restore = setDamagedAside(path);
  try {
    openConfigFile(env).replaceAll(data);
  } catch (thrown) {
    restore();
    throw kept(copy, messageOf(thrown));
  }
}

/** A file that holds no JSON cannot be opened as settings; answers how to put it back. */
function setDamagedAside(path: string): () => void {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '{}';
  try {
    JSON.parse(text);
    return () => {};
  } catch {
    writeFileSync(path, '{}');
    return () => writeFileSync(path, text);
  }
}

function kept(copy: string, why: string): UserError {
  return new UserError('invalid', `The settings were not changed: ${why}`, {
    fix: `What you wrote is kept in ${copy}.`,
  });
}
