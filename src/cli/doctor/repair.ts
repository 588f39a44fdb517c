import { checkStore } from '../../executor/storage/check-store.ts';
import { moveAside } from '../../executor/storage/move-aside.ts';
import { confirm } from '../confirm.ts';
import type { Output } from '../output.ts';

/**
 * Moves a damaged database aside, on the user's word only. A sound one is left alone.
 * @throws UserError `conflict` while an executor uses it, `invalid` where nobody can be asked
 */
export async function repair(stateDir: string, output: Output, yes: boolean): Promise<void> {
  const { path, exists, problems } = checkStore(stateDir);
  if (!exists || problems.length === 0) return output.note('The database is sound: nothing to repair.');
  const question = `${path} is damaged. Move it aside and start with an empty one? Its runs are no longer listed.`;
  if (!(await confirm(question, yes))) return output.note('Nothing was changed.');
  output.note(`Moved to ${moveAside(stateDir, Date.now())}`);
}
