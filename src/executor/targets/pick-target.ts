import { nearestNames } from '../../lib/nearest-names.ts';
import { UserError } from '../../model/errors.ts';
import { splitTarget, type Target } from '../../model/target.ts';

/**
 * The target that a name means: the exact one wins, else the spelling with dashes for slashes. A bare id
 * means a task before it means a workflow.
 * @throws UserError `not-found` that names the nearest targets of any kind
 */
export function pickTarget(name: string, targets: readonly Target[]): Target {
  const wanted = splitTarget(name) === null ? [`task:${name}`, `workflow:${name}`] : [name];
  const spelled = (spell: (target: string) => string) =>
    wanted.flatMap((full) => targets.filter(({ target }) => spell(target) === full));
  const found = spelled((target) => target)[0] ?? spelled((target) => target.replaceAll('/', '-'))[0];
  if (found !== undefined) return found;
  const typed = wanted[0] ?? name;
  throw new UserError('not-found', `There is no target "${typed}" in this project.`, {
    fix: advice(splitTarget(typed)?.id ?? name, targets),
  });
}

function advice(typedId: string, targets: readonly Target[]): string {
  const idOf = ({ target }: Target) => target.slice(target.indexOf(':') + 1);
  const nearIds = nearestNames(typedId, targets.map(idOf), 3);
  const near = nearIds.flatMap((id) => targets.filter((target) => idOf(target) === id));
  const names = [...new Set(near.map(({ target }) => `"${target}"`))].slice(0, 3);
  if (names.length > 0) return `Did you mean ${names.join(' or ')}?`;
  if (targets.every(({ sourcePath }) => sourcePath === null))
    return 'Add a task file under tasks/, or run "vfjobs init" to get examples.';
  return 'List the targets with "vfjobs targets".';
}
