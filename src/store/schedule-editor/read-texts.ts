import { isoDuration, secondsOf } from '../../lib/duration-text.ts';
import type { JsonObject } from '../../lib/json.ts';
import { runBounds } from '../../model/run.ts';
import {
  concurrencyPolicies,
  missedPolicies,
  type ScheduleChange,
  scheduleBounds,
} from '../../model/schedule.ts';
import {
  type DefinitionField,
  type EditorField,
  type FieldProblems,
  type FieldTexts,
  isOfUse,
  kindOf,
  memberOf,
} from './field.ts';

/** What reading the typed texts needs to know. */
export interface ReadTools {
  /** The instant (ISO 8601 UTC) that a text means, also one in words; null when it means none. */
  readonly moment: (text: string, zone: string) => string | null;
  /** Why a time rule is none; null when it is one, or when that cannot be told here. */
  readonly whenProblem: (texts: FieldTexts) => string | null;
  readonly isZone: (zone: string) => boolean;
  /** The config that a text is, or what is wrong with it. */
  readonly config: (
    text: string,
  ) =>
    | { readonly kind: 'good'; readonly config: JsonObject }
    | { readonly kind: 'bad'; readonly problems: readonly string[] };
  /** Why a run of the target could not be created; null when one could. */
  readonly targetProblem: (target: string) => string | null;
  /** The id of the schedule that a name or an id means; null when it means none, or more than one. */
  readonly scheduleId: (ref: string) => string | null;
}

/** The members that the texts stand for, and what is wrong with the others. */
export interface ReadTexts {
  readonly members: ScheduleChange;
  readonly problems: FieldProblems;
}

type Answer<Value> = { readonly value: Value } | { readonly problem: string };
type Reader = (texts: FieldTexts, tools: ReadTools) => Answer<unknown>;

/** Reads all lines that are of use. A line that is wrong has no member. */
export function readTexts(texts: FieldTexts, tools: ReadTools): ReadTexts {
  const members: Record<string, unknown> = {};
  const problems: Partial<Record<EditorField, string>> = {};
  for (const [field, read] of readers) {
    if (!isOfUse(field, texts)) continue;
    const answer = read(texts, tools);
    if ('problem' in answer) problems[field] = answer.problem;
    else if (answer.value !== undefined) members[memberOf[field]] = answer.value;
  }
  return { members, problems };
}

const readers: readonly (readonly [DefinitionField, Reader])[] = [
  ['name', ({ name }) => (name.trim() === '' ? { problem: 'a name is needed' } : { value: name.trim() })],
  ['target', readTarget],
  ['kind', (texts) => ({ value: kindOf(texts) })],
  ['when', readWhen],
  ['until', ({ until }) => ({ value: until.trim() === '' ? null : until.trim() })],
  ['timezone', readZone],
  ['overlap', ({ overlap }) => oneOf(concurrencyPolicies, overlap)],
  ['missed', ({ missed }) => oneOf(missedPolicies, missed)],
  ['maxAge', ({ maxAge }) => readSeconds(maxAge, { min: 1, max: scheduleBounds.intervalSeconds.max })],
  ['jitter', ({ jitter }) => readSeconds(jitter, scheduleBounds.jitterSeconds)],
  ['timeout', ({ timeout }) => needed(readSeconds(timeout, runBounds.timeoutSeconds))],
  ['retries', ({ retries }) => needed(readCount(retries, runBounds.backoffLimit))],
  ['maxRuns', ({ maxRuns }) => readCount(maxRuns, { min: 1, max: 1_000_000_000 })],
  [
    'staleness',
    ({ staleness }) => readSeconds(staleness, { min: 1, max: scheduleBounds.intervalSeconds.max }),
  ],
  ['config', readConfig],
  ['start', ({ start, timezone }, tools) => readMoment(start, timezone, tools)],
  ['end', ({ end, timezone }, tools) => readMoment(end, timezone, tools)],
  ['dependsOn', readDependencies],
  ['status', ({ status }) => oneOf(['active', 'paused'], status)],
  ['pausedUntil', ({ pausedUntil, timezone }, tools) => readMoment(pausedUntil, timezone, tools)],
  [
    'pausedReason',
    ({ pausedReason }) => ({ value: pausedReason.trim() === '' ? null : pausedReason.trim() }),
  ],
  ['note', ({ note }) => ({ value: note.trim() === '' ? null : note })],
];

function readTarget({ target }: FieldTexts, tools: ReadTools): Answer<string> {
  const typed = target.trim();
  if (!/^[^:\s]+:\S/.test(typed)) return { problem: 'a target is kind:id, such as task:sync-invoices' };
  const problem = tools.targetProblem(typed);
  return problem === null ? { value: typed } : { problem };
}

function readDependencies({ dependsOn }: FieldTexts, { scheduleId }: ReadTools): Answer<readonly string[]> {
  const ids: string[] = [];
  for (const ref of referencesIn(dependsOn)) {
    const id = scheduleId(ref);
    if (id === null) return { problem: `“${ref}” is no schedule, or the name of more than one` };
    if (!ids.includes(id)) ids.push(id);
  }
  return { value: ids };
}

/** The names and ids of a text that has commas between them. */
export function referencesIn(text: string): readonly string[] {
  return text.split(',').flatMap((piece) => (piece.trim() === '' ? [] : [piece.trim()]));
}

/** The rule as it is sent: byte for byte as it was typed, but that a duration may be typed as people write it. */
export function whenSent(texts: Pick<FieldTexts, 'kind' | 'when'>): string {
  const kind = kindOf(texts);
  if (kind !== 'recurring' && kind !== 'ongoing') return texts.when;
  const seconds = secondsOf(texts.when);
  return seconds === null || /^\s*P/i.test(texts.when) ? texts.when : isoDuration(seconds);
}

function readWhen(texts: FieldTexts, tools: ReadTools): Answer<string> {
  const kind = kindOf(texts);
  if (texts.when.trim() === '') return { problem: emptyRules[kind] };
  const problem = tools.whenProblem({ ...texts, when: whenSent(texts) });
  if (problem !== null) return { problem };
  if (kind === 'one-off' && Number.isNaN(Date.parse(texts.when))) {
    return { problem: 'an instant such as 2026-12-24T18:00:00+01:00; words go into the line above' };
  }
  if ((kind === 'recurring' || kind === 'ongoing') && secondsOf(texts.when) === null) {
    return { problem: 'a duration such as 15m, 2h or PT15M' };
  }
  return { value: whenSent(texts) };
}

const emptyRules = {
  scheduled: 'five fields are needed: minute hour day month weekday',
  'one-off': 'a date and a time are needed',
  recurring: 'how long from one fire to the next: 15m, PT15M',
  ongoing: 'how long from the end of a run to the next one: 30s, PT30S',
} as const;

function readZone({ timezone }: FieldTexts, { isZone }: ReadTools): Answer<string> {
  const zone = timezone.trim();
  return isZone(zone) ? { value: zone } : { problem: 'no zone of that name; type a city to search' };
}

function oneOf(words: readonly string[], word: string): Answer<string | undefined> {
  // A word that a server told and that is none of ours stays as it is.
  return { value: words.includes(word) ? word : undefined };
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

function readSeconds(text: string, { min, max }: Bounds): Answer<number | null> {
  if (text.trim() === '') return { value: null };
  const seconds = secondsOf(text);
  if (seconds === null) return { problem: 'a duration such as 90s, 5m, 26h or P1D' };
  return seconds >= min && seconds <= max ? { value: seconds } : { problem: `from ${min} to ${max} seconds` };
}

function readCount(text: string, { min, max }: Bounds): Answer<number | null> {
  if (text.trim() === '') return { value: null };
  const count = /^\d{1,10}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return count >= min && count <= max ? { value: count } : { problem: `a number from ${min} to ${max}` };
}

function needed(answer: Answer<number | null>): Answer<number> {
  if ('problem' in answer) return answer;
  return answer.value === null ? { problem: 'it is needed' } : { value: answer.value };
}

function readConfig({ config }: FieldTexts, tools: ReadTools): Answer<JsonObject> {
  const check = tools.config(config);
  return check.kind === 'good' ? { value: check.config } : { problem: check.problems.join('; ') };
}

function readMoment(text: string, zone: string, { moment }: ReadTools): Answer<string | null> {
  if (text.trim() === '') return { value: null };
  const at = moment(text.trim(), zone);
  return at === null ? { problem: 'a time such as 2026-12-24T18:00Z or tomorrow at 9' } : { value: at };
}
