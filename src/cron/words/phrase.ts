export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night';

export interface DayTime {
  readonly hour: number;
  readonly minute: number;
}

/** A time of day as it was said: without `isExact` the part of the day can still move it by 12 hours. */
export interface SpokenTime extends DayTime {
  readonly isExact: boolean;
}

export interface Interval {
  readonly count: number;
  readonly unit: Unit;
}

/** Something that was understood and cannot be kept. */
export interface Obstacle {
  readonly reason: string;
  /** Interval (ISO 8601) that comes close. */
  readonly recurring?: string | undefined;
  /** Crons that come close, where nothing else of the phrase says it better. */
  readonly crons?: readonly string[] | undefined;
  /** Words that nobody here knows: what is near is a guess. */
  readonly isUnknown?: boolean | undefined;
  /** The first of them. */
  readonly unknownWord?: string | undefined;
}

/** What the clauses of a phrase said so far. Each member is said once; null or empty until then. */
export interface Phrase {
  interval: Interval | null;
  /** `twice a day`. */
  timesPer: Interval | null;
  times: readonly SpokenTime[];
  /** Minutes of each hour. */
  minutesPast: readonly number[];
  between: { readonly from: SpokenTime; readonly to: SpokenTime } | null;
  /** Of every so many hours, the first. */
  startingAt: SpokenTime | null;
  part: DayPart | null;
  /** Sunday is 0. */
  weekdays: readonly number[] | null;
  /** False for one weekday that is named without `every` and not in the plural. */
  isEachWeekday: boolean;
  exceptWeekdays: readonly number[];
  monthDays: readonly number[] | null;
  months: readonly number[] | null;
  /** `every june`. */
  isEachMonth: boolean;
  exceptMonths: readonly number[];
  /** `first monday`; `last` counts from the end. */
  nthWeekday: {
    readonly nth: number | 'last';
    readonly weekdays: readonly number[];
    readonly text: string;
    readonly isEach: boolean;
  } | null;
  /** The first thing that cannot be kept. */
  obstacle: Obstacle | null;
}

export function emptyPhrase(): Phrase {
  return {
    interval: null,
    timesPer: null,
    times: [],
    minutesPast: [],
    between: null,
    startingAt: null,
    part: null,
    weekdays: null,
    isEachWeekday: false,
    exceptWeekdays: [],
    monthDays: null,
    months: null,
    isEachMonth: false,
    exceptMonths: [],
    nthWeekday: null,
    obstacle: null,
  };
}

export function hinder(phrase: Phrase, obstacle: Obstacle): true {
  phrase.obstacle ??= obstacle;
  return true;
}

export const severalRules: Obstacle = {
  reason: 'That is more than one rule: a schedule has one. Make a schedule for each',
};
