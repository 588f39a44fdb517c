import { UserError } from '../model/errors.ts';
import { splitTarget, type Target } from '../model/target.ts';
import type { TargetCatalog } from './targets/target-catalog.ts';

/** Kinds that the contract knows and this executor cannot execute, each with its sentence. */
const unsupportedKinds: ReadonlyMap<string, string> = new Map([
  ['workflow', 'The local executor does not execute workflows yet'],
  ['agent', 'The local executor does not execute agents'],
  ['eval', 'The local executor does not execute evals'],
  ['deploy', 'A deployment needs the Veryfront cloud'],
]);

/**
 * A target that can be executed now.
 * @throws UserError `unsupported` for a kind that is not `task`, `not-found` (names the nearest
 *   targets), `invalid` for a broken one, with the place in its file
 */
export async function usableTarget(catalog: Pick<TargetCatalog, 'get'>, name: string): Promise<Target> {
  const unsupported = unsupportedKinds.get(splitTarget(name)?.kind ?? '');
  if (unsupported !== undefined) {
    throw new UserError('unsupported', `${unsupported}: ${name}`, {
      fix: 'Start a task: target, or point vfjobs at a project in the cloud.',
    });
  }
  const target = await catalog.get(name);
  if (target.fault === null) return target;
  const { file, line, message } = target.fault;
  const place = line === null ? file : `${file}:${line}`;
  throw new UserError('invalid', `${target.target} cannot run: ${place}: ${message}`, {
    fix: `Correct ${file} and try again.`,
  });
}
