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
  'scheduleEdit',
] as const;
export type Ability = (typeof abilities)[number];

export interface Capabilities {
  readonly server: string;
  readonly version: string;
  readonly generations: readonly ('jobs' | 'runs')[];
  /** `true`, or one sentence that says why not. */
  readonly abilities: Readonly<Record<Ability, true | string>>;
}
