import { repairState } from '../../executor/repair-state.ts';
import { checkStore } from '../../executor/storage/check-store.ts';
import { moveAside } from '../../executor/storage/move-aside.ts';
import { UserError } from '../../model/errors.ts';
import { confirm } from '../confirm.ts';
import type { Output } from '../output.ts';

/**
 * Repairs what is safe to repair. A damaged database is moved aside, on the user's word only. Around a
 * sound one, what a crash left is tidied, unless an executor runs: that does it by itself.
 * @throws UserError `conflict` while an executor uses a damaged one, `invalid` where nobody can be asked
 */
export async function repair(stateDir: string, output: Output, yes: boolean): Promise<void> {
  const { path, exists, problems } = checkStore(stateDir);
  if (!exists) return output.note('There is no database yet: nothing to repair.');
  if (problems.length === 0) {
    output.note('The database is sound: nothing to repair in it.');
    return tidy(stateDir, output);
  }
  const question = `${path} is damaged. Move it aside and start with an empty one? Its runs are no longer listed.`;
  if (!(await confirm(question, yes))) return output.note('Nothing was changed.');
  output.note(`Moved to ${moveAside(stateDir, Date.now())}`);
}

async function tidy(stateDir: string, output: Output): Promise<void> {
  try {
    const { strayLogs, shrinkable } = await repairState(stateDir);
    output.note('The write-ahead log was emptied.');
    if (strayLogs > 0) output.note(`Logs of ${strayLogs} runs that are gone were removed.`);
    if (!shrinkable)
      output.note('The database file cannot be made to shrink: the disk has no room for a second one.');
  } catch (thrown) {
    if (!(thrown instanceof UserError) || thrown.kind !== 'conflict') throw thrown;
    output.note('An executor is running; what is left to tidy, it tidies by itself.');
  }
}
