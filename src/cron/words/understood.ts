import { cronWords } from '../cron-words.ts';
import { isCron, parseCron } from '../parse-cron.ts';
import { ruleWords } from '../rule-words.ts';
import type { Refused, Understood } from './answer.ts';

/** @param notes what was not said and taken all the same, or what is not obvious */
export function understoodCron(when: string, notes: readonly string[] = []): Understood {
  return { kind: 'cron', when, echo: [cronWords(when) ?? when, ...notes].join('; ') };
}

/** @param duration ISO 8601 */
export function understoodInterval(duration: string): Understood {
  const words = ruleWords('recurring', duration) ?? duration;
  return {
    kind: 'recurring',
    when: duration,
    echo: `${words}, counted from the start: a cron cannot say it`,
  };
}

/** @param nearest those that never fire, such as on 31 November, are left out, and each is offered once */
export function refused(reason: string, nearest: readonly Understood[] = []): Refused {
  const offered = new Set<string>();
  return {
    kind: 'refused',
    reason,
    nearest: nearest.filter(({ kind, when }) => {
      if (offered.has(when) || (kind === 'cron' && !isCron(parseCron(when)))) return false;
      offered.add(when);
      return true;
    }),
  };
}

/** Seconds as an ISO 8601 duration in one unit where that is exact: `PT90M`, `PT36H`. */
export function durationOf(seconds: number): string {
  if (seconds % 3600 === 0) return `PT${seconds / 3600}H`;
  return seconds % 60 === 0 ? `PT${seconds / 60}M` : `PT${seconds}S`;
}
