/** The five fields, in their order. */
export const cronFieldNames = ['minute', 'hour', 'day of month', 'month', 'weekday'] as const;
export type CronFieldName = (typeof cronFieldNames)[number];

/** One field of an expression. */
export interface CronField {
  readonly name: CronFieldName;
  /** As it was typed. */
  readonly text: string;
  /** Its first character in the whole text, and the one after its last. */
  readonly from: number;
  readonly to: number;
  /** What it allows, ascending, each once; Sunday is 0. */
  readonly values: readonly number[];
  /** False for `*` alone: then the field says nothing. */
  readonly isRestricted: boolean;
}

/** A five-field expression that was found to be right (contract section 15.2). */
export interface Cron {
  /** As it was typed. */
  readonly text: string;
  readonly fields: Readonly<Record<CronFieldName, CronField>>;
  /**
   * True when minute or hour begins with `*`: such a rule follows the clock through a change, one that names times of
   * day fires once for each (see `firesAfter`).
   */
  readonly followsClock: boolean;
}

/** Why a text is no such expression. */
export interface CronProblem {
  /** Null when it is about the text as a whole. */
  readonly field: CronFieldName | null;
  /** The characters that are meant. */
  readonly from: number;
  readonly to: number;
  /** What is wrong, and what is allowed. */
  readonly message: string;
}
