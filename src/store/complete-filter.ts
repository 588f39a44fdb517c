import { type FilterField, filterFieldNames, filterFields } from './filter-terms.ts';
import { sortColumns } from './run-sort.ts';

/** Values of fields that are known from what was read: `target`, `batch`. */
export type KnownValues = Readonly<Partial<Record<FilterField, readonly string[]>>>;

const spans = ['15m', '1h', '2h', '24h', '7d'];

/**
 * The word under the cursor, completed.
 * @returns whole texts that the typed one may become, at most eight
 */
export function completeFilter(text: string, known: KnownValues): readonly string[] {
  const start = text.lastIndexOf(' ') + 1;
  const sign = text[start] === '-' ? 1 : 0;
  const before = text.slice(0, start + sign);
  const word = text.slice(start + sign);
  const colon = word.indexOf(':');
  if (colon < 0) {
    const fields = filterFieldNames.map((field) => `${field}:`);
    return word === '' ? [] : continued(before, word, fields);
  }
  const field = filterFieldNames.find((name) => name === word.slice(0, colon));
  if (field === undefined) return [];
  const from = Math.max(colon, word.lastIndexOf(',')) + 1;
  return completeValue(field, before + word.slice(0, from), word.slice(from), known);
}

function completeValue(
  field: FilterField,
  before: string,
  typed: string,
  known: KnownValues,
): readonly string[] {
  if (field === 'since') return continued(before, typed, spans);
  if (field === 'sort')
    return continued(
      before,
      typed,
      sortColumns.flatMap((name) => [name, `-${name}`]),
    );
  const values = known[field] ?? filterFields[field];
  if (field !== 'target') return continued(before, typed, values);
  // A target is found by its name without the kind, too: `target:sync` becomes `target:task:sync-invoices`.
  const found = values.filter((name) => name.slice(name.indexOf(':') + 1).startsWith(typed));
  return [...continued(before, typed, values), ...found.map((name) => before + name)].slice(0, 8);
}

function continued(before: string, typed: string, values: readonly string[]): readonly string[] {
  return values
    .filter((value) => value.startsWith(typed) && value !== typed)
    .slice(0, 8)
    .map((value) => before + value);
}
