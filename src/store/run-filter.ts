import { type RunFilter, type RunKind, runKinds } from '../model/run.ts';
import { type RunStatus, runStatuses } from '../model/run-status.ts';

/** What was typed, understood; or one sentence that says what is wrong with it. */
export type ParsedFilter =
  | { readonly filter: RunFilter; readonly problem?: undefined }
  | { readonly problem: string };

/** Names that may stand before a colon, with the values that can be completed. */
const filterFields: Readonly<Record<string, readonly string[]>> = {
  status: runStatuses,
  target: [],
  kind: runKinds,
  batch: [],
};

/**
 * Reads a filter: `field:value` for status (several with commas), target, kind and batch; every
 * other word is free text that the server looks for in the id, the name, the target and the error.
 */
export function parseFilter(text: string): ParsedFilter {
  let filter: RunFilter = {};
  const words: string[] = [];
  for (const token of text.split(/\s+/).filter((part) => part !== '')) {
    const colon = token.indexOf(':');
    const field = token.slice(0, colon);
    const value = token.slice(colon + 1);
    if (colon < 1 || !Object.hasOwn(filterFields, field)) {
      words.push(token);
      continue;
    }
    const part = parseField(field, value);
    if (typeof part === 'string') return { problem: part };
    filter = { ...filter, ...part };
  }
  return { filter: words.length === 0 ? filter : { ...filter, text: words.join(' ') } };
}

function parseField(field: string, value: string): RunFilter | string {
  if (value === '') return `${field}: needs a value${choices(field)}`;
  if (field === 'status') {
    const statuses = value.split(',').filter((name) => name !== '');
    const known = statuses.filter((name): name is RunStatus => runStatuses.some((status) => status === name));
    const unknown = statuses.find((name) => !runStatuses.some((status) => status === name));
    return unknown === undefined ? { statuses: known } : `no status “${unknown}”${choices(field)}`;
  }
  if (field === 'kind') {
    const kind = runKinds.find((name): name is RunKind => name === value);
    return kind === undefined ? `no kind “${value}”${choices(field)}` : { kind };
  }
  if (field === 'batch') return { batchId: value };
  return { target: value.includes(':') ? value : `task:${value}` };
}

function choices(field: string): string {
  const values = filterFields[field] ?? [];
  return values.length === 0 ? '' : `: ${values.join(', ')}`;
}

/**
 * The word under the cursor, completed.
 * @param targets names that may follow `target:`
 * @returns whole texts that the typed one may become, at most eight
 */
export function completeFilter(text: string, targets: readonly string[]): readonly string[] {
  const start = text.lastIndexOf(' ') + 1;
  const word = text.slice(start);
  const colon = word.indexOf(':');
  if (colon < 0) {
    const fields = Object.keys(filterFields).map((field) => `${field}:`);
    return word === '' ? [] : continued(text.slice(0, start), word, fields);
  }
  const field = word.slice(0, colon);
  if (field === 'target')
    return completeTarget(text.slice(0, start + colon + 1), word.slice(colon + 1), targets);
  const from = Math.max(colon, word.lastIndexOf(',')) + 1;
  return continued(text.slice(0, start + from), word.slice(from), filterFields[field] ?? []);
}

/** A target is found by its name without the kind, too: `target:sync` becomes `target:task:sync-invoices`. */
function completeTarget(before: string, typed: string, targets: readonly string[]): readonly string[] {
  const found = targets.filter((name) => name.slice(name.indexOf(':') + 1).startsWith(typed));
  return [...continued(before, typed, targets), ...found.map((name) => before + name)].slice(0, 8);
}

function continued(before: string, typed: string, values: readonly string[]): readonly string[] {
  return values
    .filter((value) => value.startsWith(typed) && value !== typed)
    .slice(0, 8)
    .map((value) => before + value);
}
