import { readInstant } from '../../cron/iso-times.ts';
import { parseWhen, problemOf } from '../../cron/time-rule.ts';
import { messageOf, UserError } from '../../model/errors.ts';
import { runBounds } from '../../model/run.ts';
import { type ScheduleDraft, scheduleBounds } from '../../model/schedule.ts';
import type { DraftProblem } from '../../model/schedule-preview.ts';
import type { ScheduleDefinition } from './schedule-definition.ts';
import { untilFault } from './until.ts';

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** A century: what is longer is a slip. */
const longest = 3_155_760_000;

const numbers = {
  timeoutSeconds: runBounds.timeoutSeconds,
  backoffLimit: runBounds.backoffLimit,
  jitterSeconds: scheduleBounds.jitterSeconds,
  missedMaxAgeSeconds: { min: 1, max: longest },
  maxRuns: { min: 1, max: 1_000_000_000 },
  maxStalenessSeconds: { min: 1, max: longest },
} as const satisfies Partial<Record<keyof ScheduleDraft, Bounds>>;

/** As contract section 15.1 has them for files; what the API takes is one shorter (section 5.1), which it sees to itself. */
const lengths = {
  name: { min: 1, max: 256 },
  when: { min: 1, max: 256 },
  timezone: { min: 1, max: 255 },
  note: { min: 0, max: 4096 },
} as const satisfies Partial<Record<keyof ScheduleDraft, Bounds>>;

/** How many schedules one may depend on. */
const mostDependencies = 100;

/** Bytes of JSON: every list and every change that is told has them. */
const largestConfig = 65_536;

/** A time to come may have passed by so much when it arrives. */
const leewayMs = 60_000;

/**
 * What is wrong with a definition by itself: everything but its target, its config and what it depends on. Empty when
 * it is right.
 */
export async function definitionProblems(definition: ScheduleDefinition): Promise<readonly DraftProblem[]> {
  return [
    ...boundProblems(definition),
    ...parseWhen(definition.kind, definition.when, definition.timezone).problems,
    ...dateProblems(definition),
    ...(await untilProblems(definition)),
  ];
}

function boundProblems(definition: ScheduleDefinition): readonly DraftProblem[] {
  const problems: DraftProblem[] = [];
  for (const member of ['name', 'when', 'timezone', 'note'] as const) {
    const text = definition[member];
    const { min, max } = lengths[member];
    if (text !== null && (text.length < min || text.length > max)) {
      problems.push(problemOf(member, `must have ${min} to ${max} characters, and has ${text.length}`));
    }
  }
  if (definition.name.length > 0 && definition.name.trim() === '') {
    problems.push(problemOf('name', 'must have a character that can be seen'));
  }
  for (const member of numberMembers) {
    const value = definition[member];
    const { min, max } = numbers[member];
    if (value !== null && !(Number.isInteger(value) && value >= min && value <= max)) {
      problems.push(problemOf(member, `${value} is not a whole number from ${min} to ${max}`));
    }
  }
  if (definition.dependsOn.length > mostDependencies) {
    problems.push(
      problemOf('dependsOn', `names ${definition.dependsOn.length}; at most ${mostDependencies} may be`),
    );
  }
  const bytes = Buffer.byteLength(JSON.stringify(definition.config));
  if (bytes > largestConfig) {
    problems.push(
      problemOf(
        'config',
        `has ${bytes} bytes; at most ${largestConfig} may be: name a file or an upload instead`,
      ),
    );
  }
  return problems;
}

const numberMembers = [
  'timeoutSeconds',
  'backoffLimit',
  'jitterSeconds',
  'missedMaxAgeSeconds',
  'maxRuns',
  'maxStalenessSeconds',
] as const satisfies readonly (keyof typeof numbers)[];

function dateProblems({ startAt, endAt }: ScheduleDefinition): readonly DraftProblem[] {
  const start = startAt === null ? null : readInstant(startAt);
  const end = endAt === null ? null : readInstant(endAt);
  const problems: DraftProblem[] = [];
  if (typeof start === 'string') problems.push(problemOf('startAt', start));
  if (typeof end === 'string') problems.push(problemOf('endAt', end));
  if (typeof start === 'number' && typeof end === 'number' && end <= start) {
    problems.push(problemOf('endAt', `The end, ${endAt}, is not after the start, ${startAt}`));
  }
  return problems;
}

async function untilProblems({ kind, until }: ScheduleDefinition): Promise<readonly DraftProblem[]> {
  if (until === null) return [];
  if (kind !== 'ongoing')
    return [problemOf('until', 'only an ongoing schedule has a condition that ends it')];
  const fault = await untilFault(until);
  return fault === null ? [] : [problemOf('until', fault)];
}

/** What of a new time rule lies in the past. @param now epoch ms */
export function pastProblems(definition: ScheduleDefinition, now: number): readonly DraftProblem[] {
  const { kind, when, endAt } = definition;
  const passed = (text: string) => {
    const at = readInstant(text);
    return typeof at === 'number' && at < now - leewayMs;
  };
  const problems: DraftProblem[] = [];
  if (kind === 'one-off' && passed(when)) {
    problems.push(problemOf('when', `${when} has passed; a schedule that fires once needs a time to come`));
  }
  if (endAt !== null && passed(endAt)) problems.push(problemOf('endAt', `The end, ${endAt}, has passed`));
  return problems;
}

/** The end of a pause that is asked for. @throws UserError `invalid` for one that is no instant or has passed */
export function checkPausedUntil(until: string, now: number): number {
  const at = readInstant(until);
  const wrong = typeof at === 'string' ? at : at <= now ? `${until} has passed` : null;
  if (wrong === null && typeof at === 'number') return at;
  throw refusedDraft([problemOf('pausedUntil', wrong ?? '')]);
}

/** The refusal of a draft. */
export function refusedDraft(problems: readonly DraftProblem[]): UserError {
  const [first, ...others] = problems.map(({ member, message }) => `${wireName(member)}: ${message}`);
  const more = others.length === 0 ? '' : `; ${others.slice(0, 4).join('; ')}`;
  return new UserError('invalid', `${first ?? 'The schedule is not usable'}${more}`, { problems });
}

/** A problem with a member, for what a check of it threw. @throws what is no `UserError` */
export function problemFrom(member: DraftProblem['member'], thrown: unknown): DraftProblem {
  if (!(thrown instanceof UserError)) throw thrown;
  const fix = thrown.fix === undefined ? '' : ` ${thrown.fix}`;
  return problemOf(member, `${messageOf(thrown).replace(/\.$/, '')}.${fix}`);
}

/** The member as the wire names it. */
function wireName(member: keyof ScheduleDraft): string {
  if (member === 'when') return 'schedule';
  return member.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
