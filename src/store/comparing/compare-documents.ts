import { isJsonObject, type JsonValue } from '../../lib/json.ts';
import type { Run } from '../../model/run.ts';
import type { DocumentDifference, ValueDifference } from './comparison-state.ts';

/** Differences that are kept of each document. */
const maxKept = 200;

/** Config, input and output of two runs, member by member. */
export async function compareDocuments(before: Run, after: Run): Promise<readonly DocumentDifference[]> {
  const names = ['config', 'input', 'output'] as const;
  return Promise.all(
    names.map(async (name) => {
      const all = await compareValues(before[name], after[name]);
      return { name, differences: all.slice(0, maxKept), count: all.length };
    }),
  );
}

/** What differs between two JSON values, in the order of their members. */
export async function compareValues(
  before: JsonValue,
  after: JsonValue,
): Promise<readonly ValueDifference[]> {
  const bothLists = Array.isArray(before) && Array.isArray(after);
  if (!bothLists && !(isJsonObject(before) && isJsonObject(after))) return compareWhole(before, after);
  // Loaded when the first two runs are compared.
  const { default: diff } = await import('microdiff');
  return diff(before, after, { cyclesFix: false }).map((difference) => {
    const path = pathText(difference.path);
    if (difference.type === 'CREATE')
      return { path, kind: 'added', before: undefined, after: difference.value };
    if (difference.type === 'REMOVE')
      return { path, kind: 'removed', before: difference.oldValue, after: undefined };
    return { path, kind: 'changed', before: difference.oldValue, after: difference.value };
  });
}

/** Values that are not both lists or both objects. */
function compareWhole(before: JsonValue, after: JsonValue): readonly ValueDifference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (before === null) return [{ path: '', kind: 'added', before: undefined, after }];
  if (after === null) return [{ path: '', kind: 'removed', before, after: undefined }];
  return [{ path: '', kind: 'changed', before, after }];
}

/** `pages[3].size`, and `["a key"]` for keys that are no names. */
export function pathText(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number' || /^\d+$/.test(part)) return `${text}[${part}]`;
    if (!/^[\w$-]+$/.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}
