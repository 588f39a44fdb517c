import { formatDuration } from '../../src/lib/format-duration.ts';
import type { MissedPolicy, Schedule } from '../../src/model/schedule.ts';
import type { Fact } from '../fact-rows.ts';
import { formatDateTime } from '../format-time.ts';

const overlaps: Readonly<Record<string, string>> = {
  Allow: 'Allow: a run starts beside one that goes on',
  Forbid: 'Forbid: no run starts while one goes on',
  Replace: 'Replace: the one that goes on is cancelled',
};

const missed: Readonly<Record<MissedPolicy, string>> = {
  skip: 'skip: slots that nobody could fire in time get no run',
  latest: 'latest: the newest of the missed slots is run once',
  all: 'all: each missed slot is run, the oldest first',
};

/**
 * What holds for its fires.
 * @param neededText how another schedule that it needs is told, by its id
 */
export function ruleFacts(schedule: Schedule, neededText: (id: string) => string): readonly Fact[] {
  const { maxRuns, runCount, concurrencyPolicy, timeoutSeconds, backoffLimit } = schedule;
  const made = runCount === null ? null : `${runCount}${maxRuns === null ? '' : ` of ${maxRuns}`}`;
  return [
    ['overlap', concurrencyPolicy === null ? null : (overlaps[concurrencyPolicy] ?? concurrencyPolicy)],
    ['if missed', missedText(schedule)],
    ['spread', spreadText(schedule)],
    ['span', spanText(schedule)],
    ['until', schedule.until],
    ...schedule.dependsOn.map((id, index): Fact => [index === 0 ? 'depends on' : '', neededText(id)]),
    [
      'timeout',
      `${formatDuration(timeoutSeconds * 1000)}, ${backoffLimit} ${backoffLimit === 1 ? 'retry' : 'retries'}`,
    ],
    ['runs', made ?? (maxRuns === null ? null : `at most ${maxRuns}`)],
    ['config', JSON.stringify(schedule.config)],
    ['environment', schedule.environmentId],
    ['branch', schedule.branchId],
    ['defined in', schedule.definedIn === 'source' ? (schedule.sourcePath ?? 'a file of the project') : null],
    ['note', schedule.note],
  ];
}

function missedText({ missedPolicy, missedMaxAgeSeconds }: Schedule): string | null {
  if (missedPolicy === null) return null;
  const age =
    missedMaxAgeSeconds === null ? '' : `, none older than ${formatDuration(missedMaxAgeSeconds * 1000)}`;
  return `${missed[missedPolicy]}${age}`;
}

function spreadText({ jitterSeconds }: Schedule): string | null {
  if (jitterSeconds === null || jitterSeconds === 0) return null;
  return `up to ${formatDuration(jitterSeconds * 1000)} later, always the same`;
}

function spanText({ startAt, endAt }: Schedule): string | null {
  const from = startAt === null ? null : `from ${formatDateTime(Date.parse(startAt))}`;
  const to = endAt === null ? null : `before ${formatDateTime(Date.parse(endAt))}`;
  return [from, to].filter((part) => part !== null).join(', ') || null;
}
