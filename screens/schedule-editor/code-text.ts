import type { Schedule } from '../../src/model/schedule.ts';
import { splitTarget } from '../../src/model/target.ts';

/** A schedule as a file of `schedules/` has it (contract section 15.1). */
export function codeText(schedule: Schedule): string {
  const { name, target, when, timezone, config, timeoutSeconds, backoffLimit, concurrencyPolicy, maxRuns } =
    schedule;
  const members = {
    id: schedule.sourceTriggerId ?? idOf(name),
    name,
    schedule: when,
    timezone,
    target: splitTarget(target) ?? target,
    input: config,
    timeoutSeconds,
    backoffLimit,
    ...(concurrencyPolicy === null ? {} : { concurrencyPolicy }),
    ...(maxRuns === null ? {} : { maxRuns }),
    ...(schedule.maxStalenessSeconds === null
      ? {}
      : { health: { maxStalenessSeconds: schedule.maxStalenessSeconds } }),
  };
  return `import { schedule } from 'veryfront/schedule';\n\nexport default schedule(${JSON.stringify(members, null, 2)});\n`;
}

/** The name as ids are: small letters, digits, `.`, `_` and `-`. */
function idOf(name: string): string {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9._/-]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '');
  return id === '' ? 'schedule' : id;
}
