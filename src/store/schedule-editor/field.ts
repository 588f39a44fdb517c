import {
  concurrencyPolicies,
  missedPolicies,
  type ScheduleChange,
  type ScheduleKind,
} from '../../model/schedule.ts';

/** The lines of the editor, in their order. Each holds text as it was typed, or one of a few words. */
export const editorFields = [
  'name',
  'target',
  'words',
  'kind',
  'when',
  'until',
  'timezone',
  'overlap',
  'missed',
  'maxAge',
  'jitter',
  'timeout',
  'retries',
  'maxRuns',
  'staleness',
  'config',
  'start',
  'end',
  'dependsOn',
  'status',
  'pausedUntil',
  'pausedReason',
  'note',
] as const;
export type EditorField = (typeof editorFields)[number];

/** The lines that are sent; words only help to write a time rule. */
export type DefinitionField = Exclude<EditorField, 'words'>;

/** What is typed or chosen, by line. */
export type FieldTexts = Readonly<Record<EditorField, string>>;

/** What is wrong, by line; one sentence each. */
export type FieldProblems = Readonly<Partial<Record<EditorField, string>>>;

/** What people call the kinds of time rules, in their order. */
export const kindWords = ['cron', 'once', 'every', 'ongoing'] as const;

const kindsByWord: Readonly<Record<string, ScheduleKind>> = {
  cron: 'scheduled',
  once: 'one-off',
  every: 'recurring',
  ongoing: 'ongoing',
};

export function kindOf(texts: Pick<FieldTexts, 'kind'>): ScheduleKind {
  return kindsByWord[texts.kind] ?? 'scheduled';
}

export function wordOfKind(kind: ScheduleKind): string {
  return kindWords.find((word) => kindsByWord[word] === kind) ?? 'cron';
}

/** The words that a line chooses among; absent: it is typed. */
export const fieldOptions: Readonly<Partial<Record<EditorField, readonly string[]>>> = {
  kind: kindWords,
  overlap: concurrencyPolicies,
  missed: missedPolicies,
  status: ['active', 'paused'],
};

/** The member of a schedule that a line is about; `words` only help to write another one. */
export const memberOf: Readonly<Record<DefinitionField, keyof ScheduleChange>> = {
  name: 'name',
  target: 'target',
  kind: 'kind',
  when: 'when',
  until: 'until',
  timezone: 'timezone',
  overlap: 'concurrencyPolicy',
  missed: 'missedPolicy',
  maxAge: 'missedMaxAgeSeconds',
  jitter: 'jitterSeconds',
  timeout: 'timeoutSeconds',
  retries: 'backoffLimit',
  maxRuns: 'maxRuns',
  staleness: 'maxStalenessSeconds',
  config: 'config',
  start: 'startAt',
  end: 'endAt',
  dependsOn: 'dependsOn',
  status: 'status',
  pausedUntil: 'pausedUntil',
  pausedReason: 'pausedReason',
  note: 'note',
};

/** The line that a member of a schedule is typed in; null for what the editor does not change. */
export function fieldOfMember(member: string): DefinitionField | null {
  return definitionFields.find((field) => memberOf[field] === member) ?? null;
}

/** The lines that are sent. */
export const definitionFields = editorFields.filter((field) => field !== 'words');

/** True when the line says something of a schedule as it stands: `until` only of an ongoing one. */
export function isOfUse(field: EditorField, texts: FieldTexts): boolean {
  if (field === 'until') return kindOf(texts) === 'ongoing';
  if (field === 'maxAge') return texts.missed === 'latest' || texts.missed === 'all';
  if (field === 'pausedUntil' || field === 'pausedReason') return texts.status === 'paused';
  if (field === 'missed' || field === 'jitter' || field === 'overlap') return kindOf(texts) !== 'ongoing';
  return true;
}

/** How the line is called; the one with the time rule is called after its kind. */
export function labelOf(field: EditorField, texts: Pick<FieldTexts, 'kind'>): string {
  if (field === 'when') return { ...whenLabels }[kindOf(texts)];
  return labels[field];
}

const whenLabels: Readonly<Record<ScheduleKind, string>> = {
  scheduled: 'cron',
  'one-off': 'once at',
  recurring: 'every',
  ongoing: 'pause between',
};

const labels: Readonly<Record<Exclude<EditorField, 'when'>, string>> = {
  name: 'name',
  target: 'target',
  words: 'when',
  kind: 'kind',
  until: 'until',
  timezone: 'timezone',
  overlap: 'if still running',
  missed: 'if fires missed',
  maxAge: 'not older than',
  jitter: 'spread (jitter)',
  timeout: 'timeout',
  retries: 'retries',
  maxRuns: 'stop after runs',
  staleness: 'unhealthy after',
  config: 'input',
  start: 'not before',
  end: 'not after',
  dependsOn: 'waits for',
  status: 'status',
  pausedUntil: 'paused until',
  pausedReason: 'because',
  note: 'note',
};
