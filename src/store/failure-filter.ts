import type { SlimRun } from '../model/slim-run.ts';

/** Which failures to show. Null members do not filter. */
export interface FailureFilter {
  readonly target: string | null;
  readonly batch: string | null;
  /** Failed within so many ms. */
  readonly sinceMs: number | null;
  /** Each is found in the message, the target or the id, any case. */
  readonly words: readonly string[];
}

export const emptyFailureFilter: FailureFilter = { target: null, batch: null, sinceMs: null, words: [] };

/** The words before a colon, for completion. */
export const failureFields = ['target:', 'since:', 'batch:'] as const;

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A span of time such as `90s`, `30m`, `2h`, `7d` in ms; null for anything else. */
export function parseSpan(text: string): number | null {
  const [, amount = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const ms = unitMs[unit];
  return ms === undefined || Number(amount) === 0 ? null : Number(amount) * ms;
}

/** What was typed, understood; or one sentence that says what is wrong with it. */
export function parseFailureFilter(text: string): FailureFilter | string {
  let filter: FailureFilter = emptyFailureFilter;
  for (const token of text.split(/\s+/).filter((part) => part !== '')) {
    const [, field = '', value = ''] = /^(target|since|batch):(.*)$/.exec(token) ?? [];
    if (field !== '' && value === '') return `${field}: needs a value`;
    if (field === 'target') filter = { ...filter, target: value };
    else if (field === 'batch') filter = { ...filter, batch: value };
    else if (field === 'since') {
      const sinceMs = parseSpan(value);
      if (sinceMs === null) return 'since: takes 30m, 2h or 7d';
      filter = { ...filter, sinceMs };
    } else filter = { ...filter, words: [...filter.words, token.toLowerCase()] };
  }
  return filter;
}

/** @param now epoch ms */
export function matchesFailure(run: SlimRun, filter: FailureFilter, now: number): boolean {
  const { target, batch, sinceMs, words } = filter;
  if (target !== null && run.target !== target && !run.target.endsWith(`:${target}`)) return false;
  if (batch !== null && run.batchId?.toLowerCase() !== batch.toLowerCase()) return false;
  if (sinceMs !== null && now - run.changedAt > sinceMs) return false;
  return words.every((word) =>
    [run.message, run.target, run.id].some((text) => text?.toLowerCase().includes(word)),
  );
}

/** The word at the end, completed: whole texts, at most eight. @param targets names that may follow `target:` */
export function completeFailureFilter(text: string, targets: readonly string[]): readonly string[] {
  const start = text.lastIndexOf(' ') + 1;
  const word = text.slice(start);
  if (word === '') return [];
  const choices = [...failureFields, ...targets.map((target) => `target:${target}`)];
  return choices
    .filter((choice) => choice.startsWith(word) && choice !== word)
    .slice(0, 8)
    .map((choice) => text.slice(0, start) + choice);
}
