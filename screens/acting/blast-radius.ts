import { type Action, holdMs, isHeldFirst, sizeOf } from '../../src/store/acting/action.ts';
import type { ConnectionState } from '../../src/store/connection-state.ts';
import { shortId } from '../run-text.ts';

/** More than so many, and the number has to be typed. */
export const maxByOneKey = 10;
const previewed = 5;
const targetsNamed = 3;

/** True when one key is not enough to go ahead: many are hit, or it is production. */
export function mustTypeNumber(action: Action, connection: ConnectionState): boolean {
  return sizeOf(action) > maxByOneKey || connection.isProduction;
}

/**
 * What an action will hit, line by line; the most important first, as a low screen cuts the end.
 * @param undoKey the key that takes it back
 */
export function blastRadius(action: Action, connection: ConnectionState, undoKey: string): readonly string[] {
  return [
    ...action.lines,
    whereText(connection),
    ...(action.items.length > 1 ? [targetsText(action)] : []),
    ...leftOutLines(action),
    ...paceLines(action),
    backText(action, undoKey),
    ...previewLines(action),
  ];
}

/** Where it will happen: `in production / acme-web`. */
function whereText({ contextName, project, isProduction }: ConnectionState): string {
  return `in ${contextName}${project === null ? '' : ` / ${project}`}${isProduction ? '  PRODUCTION' : ''}`;
}

function targetsText(action: Action): string {
  const counts = new Map<string, number>();
  for (const { label, target = label } of action.items) counts.set(target, (counts.get(target) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  const named = sorted.slice(0, targetsNamed).map(([target, count]) => `${count} ${target}`);
  const rest = sorted.length - named.length;
  const of = counts.size === 1 ? '1 target' : `${counts.size} targets`;
  return `${sizeOf(action)} ${action.things ?? 'runs'} of ${of}: ${named.join(', ')}${rest > 0 ? `, ${rest} more` : ''}`;
}

function leftOutLines({ leftOut = [] }: Action): readonly string[] {
  return leftOut.map(({ count, reason }) => `left out: ${count} that ${reason}`);
}

function paceLines({ perMinute, items }: Action): readonly string[] {
  if (perMinute === undefined || items.length < 2) return [];
  const minutes = Math.ceil(items.length / perMinute);
  return [
    `at most ${perMinute} a minute: takes ${minutes === 1 ? 'a minute' : `${minutes} minutes`} or more`,
  ];
}

/** What can be done about it afterwards, and never more than that. */
function backText(action: Action, key: string): string {
  if (isHeldFirst(action))
    return `sent ${holdMs / 1000} s after you say yes; until then ${key} takes it back`;
  const undo = action.items[0]?.undo;
  return undo === undefined ? 'there is no undo' : `undo: ${key} for a minute: ${undo.text}`;
}

function previewLines({ items }: Action): readonly string[] {
  if (items.length < 2) return [];
  const shown = items
    .slice(0, previewed)
    .map(({ id, label }) => `  ${id === null ? '' : `${shortId(id)}  `}${label}`);
  const rest = items.length - shown.length;
  return rest > 0 ? [...shown, `  and ${rest} more`] : shown;
}
