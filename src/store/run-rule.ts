import { fingerprintHash, fingerprintOf } from '../model/fingerprint.ts';
import type { Run, RunFilter } from '../model/run.ts';
import { isUnfiltered, matchesFilter } from '../model/run-filter.ts';
import { failureText } from '../model/slim-run.ts';
import type { FilterTerm } from './filter-terms.ts';
import { targetName } from './run-filter.ts';

/** What it takes to judge runs by everything. */
export interface RuleContext {
  /** True when somebody should look at the run now. */
  readonly isProblem: (run: Run) => boolean;
}

export type RunRule = (run: Run) => boolean;

/**
 * The conditions that are tested here, as one.
 * @param filter what the server was not asked for though it could be expressed
 * @returns null when there is nothing to test
 */
export function ruleOf(
  filter: RunFilter,
  terms: readonly FilterTerm[],
  context: RuleContext,
): RunRule | null {
  const rules = terms.map((term) => ruleOfTerm(term, context));
  if (!isUnfiltered(filter)) rules.unshift((run) => matchesFilter(run, filter));
  if (rules.length === 0) return null;
  return (run) => rules.every((rule) => rule(run));
}

function ruleOfTerm(term: FilterTerm, context: RuleContext): RunRule {
  const fits = fittingOf(term, context);
  return term.negated ? (run) => !fits(run) : fits;
}

function fittingOf(term: FilterTerm, context: RuleContext): RunRule {
  switch (term.field) {
    case 'is':
      return context.isProblem;
    case 'since': {
      const at = Date.parse(term.values[0] ?? '');
      return (run) => Date.parse(run.createdAt) >= at;
    }
    case 'fingerprint':
      return fingerprintRule(term);
    case 'target':
      return oneOf({ ...term, values: term.values.map(targetName) }, (run) => run.target);
    case 'kind':
      return oneOf(term, (run) => run.kind);
    case 'trigger':
      return oneOf(term, (run) => run.triggerKind);
    case 'batch':
      return oneOf(term, (run) => run.batchId);
    case 'schedule':
      return oneOf(term, (run) => run.scheduleId);
    case 'env':
      return oneOf(term, (run) => run.environmentId);
    case 'name':
      return contains(term, (run) => [run.name]);
    case 'error':
      return contains(term, (run) => [run.error?.message, run.reasonText, run.error?.code]);
    default:
      return contains(term, (run) => [run.id, run.name, run.target, run.error?.message]);
  }
}

/** An id of a batch may be written in any case; the other values are names that have one. */
function oneOf({ values, pattern }: FilterTerm, textOf: (run: Run) => string | null): RunRule {
  if (pattern !== null) return (run) => pattern.test(cutText(textOf(run)));
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  return (run) => wanted.has(textOf(run)?.toLowerCase() ?? '');
}

function contains(
  { values, pattern }: FilterTerm,
  textsOf: (run: Run) => readonly (string | null | undefined)[],
): RunRule {
  if (pattern !== null)
    return (run) => textsOf(run).some((text) => text != null && pattern.test(cutText(text)));
  const wanted = values.map((value) => value.toLowerCase());
  return (run) =>
    textsOf(run).some((text) => text != null && wanted.some((value) => text.toLowerCase().includes(value)));
}

/** What is further behind in a long error is not looked for: a list is filtered while somebody waits. */
function cutText(text: string | null): string {
  return (text ?? '').slice(0, 2_000);
}

function fingerprintRule({ values, pattern }: FilterTerm): RunRule {
  return (run) => {
    const fingerprint = failureOf(run);
    if (fingerprint === null) return false;
    if (pattern !== null) return pattern.test(fingerprint);
    return values.includes(fingerprint) || values.includes(hashOf(fingerprint));
  };
}

/** What the failure of a run has in common with others; null for a run that has not failed. */
export function failureOf(run: Run): string | null {
  if (run.status !== 'failed') return null;
  return remembered(fingerprints, failureText(run), fingerprintOf);
}

function hashOf(fingerprint: string): string {
  return remembered(hashes, fingerprint, fingerprintHash);
}

/** Many runs fail with the same words: each text is looked at once. */
const fingerprints = new Map<string, string>();
const hashes = new Map<string, string>();
const maxRemembered = 5_000;

function remembered(known: Map<string, string>, text: string, make: (text: string) => string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= maxRemembered) known.clear();
  const made = make(text);
  known.set(text, made);
  return made;
}
