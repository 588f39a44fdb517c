/** What a server can do beyond the documented API. Each ability is true or says why it is missing. */
export const abilities = [
  'retry',
  'logChunks',
  'runFilters',
  'runCounts',
  'attempts',
  'batchList',
  'batchActions',
  'dependencies',
  'liveRuns',
  'executorStatus',
  'schedules',
  'scheduleEdit',
  'schedulePolicies',
  'schedulePreview',
  'scheduleSlots',
  'scheduleBackfill',
] as const;
export type Ability = (typeof abilities)[number];

/** What a token may do: everything, or only look. */
export const accesses = ['full', 'read-only'] as const;
export type Access = (typeof accesses)[number];

export interface Capabilities {
  readonly server: string;
  readonly version: string;
  /** Of the token that asked; `full` where the server does not tell. */
  readonly access: Access;
  readonly generations: readonly ('jobs' | 'runs')[];
  /** `true`, or one sentence that says why not. */
  readonly abilities: Readonly<Record<Ability, true | string>>;
}
