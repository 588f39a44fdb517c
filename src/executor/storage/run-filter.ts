import type { SQLInputValue } from 'node:sqlite';
import { UserError } from '../../model/errors.ts';
import type { RunFilter } from '../../model/run.ts';

/** A WHERE clause, `1` when nothing is filtered, and its named parameters. */
export interface Where {
  readonly sql: string;
  readonly params: Readonly<Record<string, SQLInputValue>>;
}

/**
 * The rows of `runs` that a filter lets through.
 * @throws UserError `invalid` for a `since` that is not a time
 */
export function whereOf(filter: RunFilter): Where {
  const parts: string[] = [];
  const params: Record<string, SQLInputValue> = {};
  const equals = (column: string, value: string | undefined) => {
    if (value === undefined) return;
    parts.push(`${column} = :${column}`);
    params[column] = value;
  };
  const { statuses } = filter;
  if (statuses?.length === 1) equals('status', statuses[0]);
  else if (statuses !== undefined) {
    parts.push('status IN (SELECT value FROM json_each(:statuses))');
    params['statuses'] = JSON.stringify(statuses);
  }
  equals('target', filter.target);
  equals('kind', filter.kind);
  // Kept in lower case: a UUID may be written either way.
  equals('batch_id', filter.batchId?.toLowerCase());
  equals('schedule_id', filter.scheduleId);
  equals('environment_id', filter.environmentId);
  if (filter.since !== undefined) {
    parts.push('created_at >= :since');
    params['since'] = sinceOf(filter.since);
  }
  if (filter.text !== undefined) {
    parts.push('instr(search, :needle) > 0');
    params['needle'] = filter.text.toLowerCase();
  }
  return { sql: parts.length === 0 ? '1' : parts.join(' AND '), params };
}

/**
 * The same filter, as one per status: of one status SQLite reads the newest rows from an index, of
 * several it would sort all there are.
 */
export function perStatus(filter: RunFilter): readonly RunFilter[] {
  const { statuses } = filter;
  if (statuses === undefined || statuses.length <= 1) return [filter];
  return [...new Set(statuses)].map((status) => ({ ...filter, statuses: [status] }));
}

function sinceOf(text: string): number {
  const since = Date.parse(text);
  if (Number.isNaN(since)) {
    throw new UserError('invalid', `since: ${JSON.stringify(text)} is not a time`, {
      fix: 'Write it as ISO 8601, such as 2026-11-20T08:00:00Z.',
    });
  }
  return since;
}
