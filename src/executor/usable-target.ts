import { UserError } from '../model/errors.ts';
import { splitTarget, type Target } from '../model/target.ts';
import type { TargetCatalog } from './targets/target-catalog.ts';

/** Kinds that the contract knows and this executor cannot execute, each with its sentence. */
const unsupportedKinds: ReadonlyMap<string, string> = new Map([
  ['agent', 'The local executor does not run agents: they answer conversations in the Veryfront cloud'],
  ['eval', 'The local executor does not run evals: they run in the Veryfront cloud'],
  ['deploy', 'The local executor does not run deployments: they run in the Veryfront cloud'],
]);

/**
 * A target that can be executed now.
 * @throws UserError `unsupported` for a kind that is neither `task` nor `workflow`, `not-found` (names the nearest
 *   targets), `invalid` for a broken one, with the place in its file
 */
export async function usableTarget(catalog: Pick<TargetCatalog, 'get'>, name: string): Promise<Target> {
  const unsupported = unsupportedKinds.get(splitTarget(name)?.kind ?? '');
  if (unsupported !== undefined) {
    throw new UserError('unsupported', `${unsupported}: ${name}`, {
      fix: 'Start a task: or workflow: target, or point vfjobs at a project in the cloud.',
    });
  }
  const target = await catalog.get(name);
  if (target.fault === null) return target;
  const { file, line, message } = target.fault;
  const place = line === null ? file : `${file}:${line}`;
  throw new UserError('invalid', `${target.target} cannot run: ${place}: ${message}`, {
    fix: 'Mend that and try again; the executor need not be restarted.',
  });
}
