import type { Schedule, ScheduleKind } from '../../model/schedule.ts';
import type { TimesPreview } from '../../model/schedule-preview.ts';

/** What words were understood as, or why they were not. */
export type WordsAnswer =
  | {
      readonly kind: 'cron' | 'one-off' | 'recurring';
      readonly when: string;
      readonly echo: string;
    }
  | {
      readonly kind: 'refused';
      readonly reason: string;
      readonly nearest: readonly WordsOffer[];
    };

/** A time rule that words may have meant. */
export type WordsOffer = Exclude<WordsAnswer, { readonly kind: 'refused' }>;

/** What is wrong with a time rule, and which of its characters are meant; null where it is the whole. */
export interface RuleProblem {
  readonly message: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** The rule that times are asked of. Absent members say nothing. */
export interface RuleAsked {
  readonly kind: ScheduleKind;
  readonly when: string;
  readonly timezone: string;
  /** ISO 8601. */
  readonly startAt?: string | null | undefined;
  readonly endAt?: string | null | undefined;
  readonly maxRuns?: number | null | undefined;
  /** Of an ongoing one: the server says whether it is a condition. */
  readonly until?: string | null | undefined;
}

/** What is told of time rules on this machine. */
export interface Reckoning {
  /** @param zone in which the words are meant; `now` epoch ms */
  readonly readWords: (text: string, context: { readonly now: number; readonly zone: string }) => WordsAnswer;
  /** A rule in words; null for what has none. */
  readonly inWords: (kind: ScheduleKind, when: string) => string | null;
  readonly ruleProblem: (kind: ScheduleKind, when: string) => RuleProblem | null;
  readonly zoneProblem: (name: string) => string | null;
  readonly zoneNames: () => readonly string[];
  /**
   * When the rule fires after `from` (epoch ms), as this machine reckons.
   * @param others what else starts then, of the schedules that this console knows
   */
  readonly previewTimes: (
    rule: RuleAsked,
    from: number,
    count: number,
    others?: readonly Schedule[],
  ) => TimesPreview;
  /** The alarm for ten times as many fires in a year, or ten times fewer; null without one. */
  readonly frequencyChange: (before: number | null, after: number | null) => string | null;
  readonly overlapForecast: (usual: {
    readonly p50Ms: number | null;
    readonly p95Ms: number | null;
    readonly shortestGapSeconds: number | null;
  }) => { readonly answer: 'no' | 'now-and-then' | 'always'; readonly text: string } | null;
  /** The values that a field (0 the minute … 4 the weekday) of a right expression allows; null for a wrong one. */
  readonly fieldValues: (expression: string, field: number) => readonly number[] | null;
}

let loaded: Reckoning | null = null;

/** Null until `loadReckoning` has ended: what reads words and zones takes a while to load. */
export function reckoning(): Reckoning | null {
  return loaded;
}

/** Loads it, once. */
export async function loadReckoning(): Promise<Reckoning> {
  if (loaded !== null) return loaded;
  const [{ otherLoad }, { overlapForecast }, { frequencyChange }] = await Promise.all([
    import('../../cron/load.ts'),
    import('../../cron/overlap-forecast.ts'),
    import('../../cron/frequency-change.ts'),
  ]);
  const [words, rules, parsing, times, zones, previews] = await Promise.all([
    import('../../cron/words/read-words.ts'),
    import('../../cron/rule-words.ts'),
    import('../../cron/parse-cron.ts'),
    import('../../cron/iso-times.ts'),
    import('../../cron/zone-names.ts'),
    import('../../cron/preview-times.ts'),
  ]);
  const ruleProblem = (kind: ScheduleKind, when: string): RuleProblem | null => {
    if (kind === 'scheduled') {
      const cron = parsing.parseCron(when);
      return parsing.isCron(cron) ? null : cron;
    }
    const read = kind === 'one-off' ? times.readInstant(when) : times.readInterval(when);
    return typeof read === 'string' ? { message: read, from: null, to: null } : null;
  };
  loaded = {
    readWords: words.readWords,
    inWords: rules.ruleWords,
    ruleProblem,
    zoneProblem: zones.zoneProblem,
    zoneNames: zones.zoneNames,
    previewTimes: (rule, from, count, others) =>
      previews.previewTimes({
        ...rule,
        from,
        count,
        ...(others === undefined ? {} : { loadOf: otherLoad(others.map(boundsOf)) }),
      }),
    frequencyChange: (before, after) => frequencyChange(before, after)?.text ?? null,
    overlapForecast,
    fieldValues(expression, field) {
      const cron = parsing.parseCron(expression);
      return parsing.isCron(cron) ? (Object.values(cron.fields)[field]?.values ?? null) : null;
    },
  };
  return loaded;
}

function boundsOf({ name, kind, when, timezone, createdAt, startAt, endAt }: Schedule) {
  const at = (iso: string | null) => (iso === null ? null : Date.parse(iso));
  return {
    name,
    kind,
    when,
    timezone,
    anchor: Date.parse(createdAt),
    startAt: at(startAt),
    endAt: at(endAt),
  };
}
