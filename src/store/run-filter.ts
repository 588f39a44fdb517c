import type { RunFilter } from '../model/run.ts';
import { runKinds } from '../model/run.ts';
import { type RunStatus, runStatuses } from '../model/run-status.ts';
import { choicesOf, type FilterTerm, readTerms } from './filter-terms.ts';
import { type Grouping, groupings } from './run-groups.ts';
import { parseSort, type RunSort } from './run-sort.ts';

/** A filter of the runs list, understood. */
export interface RunQuery {
  /** What a server can be asked for. */
  readonly filter: RunFilter;
  /** What only a look at each run tells. */
  readonly rest: readonly FilterTerm[];
  /** Asked for along with the filter, as saved views do; null: as it is. */
  readonly sort: RunSort | null;
  readonly grouping: Grouping | null;
}

/** What was typed, understood; or one sentence that says what is wrong with it. */
export type ParsedFilter =
  | { readonly query: RunQuery; readonly problem?: undefined }
  | { readonly query?: undefined; readonly problem: string };

export const everyRun: RunQuery = { filter: {}, rest: [], sort: null, grouping: null };

/** Runs that may need somebody: those that have ended well or were cancelled do not. */
const problemStatuses: readonly RunStatus[] = ['pending', 'running', 'waiting', 'failed'];

/**
 * Reads a filter: `field:value` with several values after commas, a `-` before what must not fit, `/patterns/`,
 * `~letters` in this order, `"quoted text"`; every other word is looked for in the id, the name, the target and the error.
 * @param now epoch ms, from which `since:2h` counts
 */
export function parseFilter(text: string, now: number): ParsedFilter {
  const terms = readTerms(text);
  if (typeof terms === 'string') return { problem: terms };
  let query = everyRun;
  const words: string[] = [];
  for (const term of terms) {
    if (term.field === null && term.pattern === null && !term.negated) {
      words.push(...term.values);
      continue;
    }
    const next = withTerm(query, term, now);
    if (typeof next === 'string') return { problem: next };
    query = next;
  }
  if (words.length > 0) query = { ...query, filter: { ...query.filter, text: words.join(' ') } };
  return { query };
}

function withTerm(query: RunQuery, term: FilterTerm, now: number): RunQuery | string {
  const [value = ''] = term.values;
  switch (term.field) {
    case 'sort': {
      const sort = parseSort(value);
      return sort === null ? `no order “${value}”${choicesOf('sort')}` : { ...query, sort };
    }
    case 'group':
      return { ...query, grouping: groupings.find((name) => name === value) ?? null };
    case 'since':
      return withSince(query, term, now);
    case 'status':
      return withStatuses(query, term);
    case 'is':
      return withProblems(query, term);
    default:
      return withField(query, term);
  }
}

/** To the server when one value has to fit exactly and nothing else was asked of the same field. */
function withField(query: RunQuery, term: FilterTerm): RunQuery {
  const [value = ''] = term.values;
  const one = term.values.length === 1 && term.pattern === null && !term.negated;
  const asked = one ? askedOf(term.field, value) : null;
  const [name] = Object.keys(asked ?? {});
  if (asked === null || name === undefined || Object.hasOwn(query.filter, name)) {
    return { ...query, rest: [...query.rest, term] };
  }
  return { ...query, filter: { ...query.filter, ...asked } };
}

function askedOf(field: FilterTerm['field'], value: string): RunFilter | null {
  switch (field) {
    case 'target':
      return { target: targetName(value) };
    case 'kind':
      return { kind: runKinds.find((kind) => kind === value) };
    case 'batch':
      return { batchId: value };
    case 'schedule':
      return { scheduleId: value };
    case 'env':
      return { environmentId: value };
    default:
      return null;
  }
}

/** A target is a task where its kind is not said. */
export function targetName(value: string): string {
  return value.includes(':') ? value : `task:${value}`;
}

/** What must not fit becomes what may: the server knows no other way round. */
function withStatuses(query: RunQuery, { values, negated, pattern }: FilterTerm): RunQuery | string {
  const fits = (status: RunStatus) => (pattern?.test(status) ?? values.includes(status)) !== negated;
  return limitedTo(query, fits);
}

function limitedTo(query: RunQuery, fits: (status: RunStatus) => boolean): RunQuery | string {
  const statuses = (query.filter.statuses ?? runStatuses).filter(fits);
  return statuses.length === 0
    ? 'no status is left that a run could have'
    : { ...query, filter: { ...query.filter, statuses } };
}

function withProblems(query: RunQuery, term: FilterTerm): RunQuery | string {
  const limited = term.negated ? query : limitedTo(query, (status) => problemStatuses.includes(status));
  return typeof limited === 'string' ? limited : { ...limited, rest: [...limited.rest, term] };
}

function withSince(query: RunQuery, term: FilterTerm, now: number): RunQuery | string {
  const [value = ''] = term.values;
  const at = timeOf(value, now);
  if (at === null) return `since: no time “${value}”: 90s, 15m, 2h, 7d, or a date as 2026-11-22T12:00`;
  const since = new Date(at).toISOString();
  if (term.negated || query.filter.since !== undefined) {
    return { ...query, rest: [...query.rest, { ...term, values: [since] }] };
  }
  return { ...query, filter: { ...query.filter, since } };
}

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Epoch ms of `2h` ago or of an ISO 8601 date or time, in the zone of this machine where it names none; null for anything else. */
function timeOf(value: string, now: number): number | null {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(value) ?? [];
  if (count !== undefined) return now - Number(count) * (unitMs[unit] ?? 0);
  const at = /^\d{4}-\d\d/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
