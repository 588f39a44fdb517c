import type { ScheduleKind } from '../../model/schedule.ts';

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

/** What is told of time rules on this machine. */
export interface Reckoning {
  /** @param zone in which the words are meant; `now` epoch ms */
  readonly readWords: (text: string, context: { readonly now: number; readonly zone: string }) => WordsAnswer;
  /** A rule in words; null for what has none. */
  readonly inWords: (kind: ScheduleKind, when: string) => string | null;
  readonly ruleProblem: (kind: ScheduleKind, when: string) => RuleProblem | null;
  readonly zoneProblem: (name: string) => string | null;
  readonly zoneNames: () => readonly string[];
  /** The values that a field (0 the minute … 4 the weekday) of a right expression allows; null for a wrong one. */
  readonly cronValues: (expression: string, field: number) => readonly number[] | null;
}

let loaded: Reckoning | null = null;

/** Null until `loadReckoning` has ended: what reads words and zones takes a while to load. */
export function reckoning(): Reckoning | null {
  return loaded;
}

/** Loads it, once. */
export async function loadReckoning(): Promise<Reckoning> {
  if (loaded !== null) return loaded;
  const [words, rules, crons, times, zones, names] = await Promise.all([
    import('../../cron/words/read-words.ts'),
    import('../../cron/rule-words.ts'),
    import('../../cron/parse-cron.ts'),
    import('../../cron/iso-times.ts'),
    import('../../cron/zone-names.ts'),
    import('../../cron/cron.ts'),
  ]);
  const ruleProblem = (kind: ScheduleKind, when: string): RuleProblem | null => {
    if (kind === 'scheduled') {
      const cron = crons.parseCron(when);
      return crons.isCron(cron) ? null : cron;
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
    cronValues(expression, field) {
      const cron = crons.parseCron(expression);
      const name = names.cronFieldNames[field];
      return crons.isCron(cron) && name !== undefined ? cron.fields[name].values : null;
    },
  };
  return loaded;
}
