import { type Command, InvalidArgumentError, Option } from 'commander';
import { secondsOf } from '../../lib/duration-text.ts';
import { runBounds } from '../../model/run.ts';
import {
  type ConcurrencyPolicy,
  concurrencyPolicies,
  type MissedPolicy,
  missedPolicies,
  type ScheduleChange,
} from '../../model/schedule.ts';
import { wholeNumber } from '../number-option.ts';
import { readConfig } from '../read-config.ts';
import { momentFlag, type TimeFlags } from './time-flags.ts';

const { backoffLimit, timeoutSeconds } = runBounds;

/** What `create` and `edit` take; an empty value clears a setting that may be without one. */
export interface ScheduleFlags extends TimeFlags {
  readonly name?: string;
  readonly target?: string;
  readonly tz?: string;
  readonly until?: string;
  readonly overlap?: ConcurrencyPolicy;
  readonly missed?: MissedPolicy;
  readonly maxAge?: number | '';
  readonly jitter?: number;
  readonly maxRuns?: number | '';
  readonly start?: string;
  readonly end?: string;
  readonly timeout?: number;
  readonly retries?: number;
  readonly unhealthyAfter?: number | '';
  readonly after?: string[];
  readonly config?: string;
  readonly note?: string;
  readonly paused?: boolean;
  readonly active?: boolean;
  readonly reason?: string;
  readonly pausedUntil?: string;
}

export function addScheduleFlags(command: Command): Command {
  return command
    .option('--target <target>', 'what to run, such as task:reports/weekly')
    .option('--tz <zone>', 'IANA zone in which the times are meant, such as Europe/Stockholm')
    .option('--until <condition>', "of --ongoing, what ends it (CEL): 'output.left == 0'")
    .option('--overlap <policy>', 'while a run is under way: allow, forbid, replace', overlapPolicy)
    .addOption(new Option('--missed <policy>', 'slots nobody could fire in time').choices(missedPolicies))
    .option('--max-age <duration>', 'missed slots that are older get no run: 2h', durationOrNone)
    .option('--jitter <duration>', 'each run up to so much later, always by the same: 5m', durationOrZero)
    .option('--max-runs <number>', 'complete after so many runs', numberOrNone)
    .option('--start <time>', 'no run before')
    .option('--end <time>', 'no run from then on')
    .option('--timeout <duration>', 'end a run after this time: 5m', duration)
    .option(
      '--retries <number>',
      'tries after the first one',
      wholeNumber(backoffLimit.min, backoffLimit.max),
    )
    .option('--unhealthy-after <duration>', 'stale when no run succeeded for so long: 26h', durationOrNone)
    .option('--after <schedule...>', 'not before these schedules have completed')
    .option('--config <json>', 'the config of its runs: a JSON object, @file that holds one, or - for stdin')
    .option('--note <text>', 'what others should know of it')
    .option('--paused', 'paused until it is resumed')
    .option('--reason <text>', 'with --paused: why')
    .option('--paused-until <time>', 'with --paused: resumes by itself then');
}

/**
 * The settings that flags say, without name, time rule and dependencies.
 * @param zone in which times are meant
 * @throws UserError `invalid`
 */
export async function settingsOf(flags: ScheduleFlags, zone: string): Promise<ScheduleChange> {
  const all = {
    target: flags.target === undefined ? undefined : withKind(flags.target),
    timezone: flags.tz,
    until: cleared(flags.until),
    concurrencyPolicy: flags.overlap,
    missedPolicy: flags.missed,
    missedMaxAgeSeconds: cleared(flags.maxAge),
    jitterSeconds: flags.jitter,
    maxRuns: cleared(flags.maxRuns),
    startAt: await moment(flags.start, zone, '--start'),
    endAt: await moment(flags.end, zone, '--end'),
    timeoutSeconds: flags.timeout,
    backoffLimit: flags.retries,
    maxStalenessSeconds: cleared(flags.unhealthyAfter),
    config: flags.config === undefined ? undefined : await readConfig(flags.config),
    note: cleared(flags.note),
    status: flags.paused === true ? 'paused' : flags.active === true ? 'active' : undefined,
    pausedReason: cleared(flags.reason),
    pausedUntil: await moment(flags.pausedUntil, zone, '--paused-until'),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** A bare name can only be meant as a task. */
function withKind(target: string): string {
  return target.includes(':') ? target : `task:${target}`;
}

async function moment(
  text: string | undefined,
  zone: string,
  flag: string,
): Promise<string | null | undefined> {
  if (text === undefined) return undefined;
  return text === '' ? null : momentFlag(text, zone, flag, flag === '--start');
}

/** Commander takes a null for no value: what clears a setting stays as it was typed until all flags are read. */
function cleared<Value>(value: Value | '' | undefined): Value | null | undefined {
  return value === '' ? null : value;
}

function durationOrNone(text: string): number | '' {
  return text === '' ? text : secondsIn(text);
}

function duration(text: string): number {
  const seconds = secondsIn(text);
  const { min, max } = timeoutSeconds;
  if (seconds >= min && seconds <= max) return seconds;
  throw new InvalidArgumentError(`It must be from ${min} to ${max} seconds.`);
}

function durationOrZero(text: string): number {
  return text === '' ? 0 : secondsIn(text);
}

function secondsIn(text: string): number {
  const seconds = secondsOf(text);
  if (seconds !== null) return seconds;
  throw new InvalidArgumentError('It must be a duration, such as 90s, 5m, 26h or P1D.');
}

function numberOrNone(text: string): number | '' {
  return text === '' ? text : wholeNumber(1, 1_000_000_000)(text);
}

function overlapPolicy(text: string): ConcurrencyPolicy {
  const policy = concurrencyPolicies.find((known) => known.toLowerCase() === text.toLowerCase());
  if (policy !== undefined) return policy;
  throw new InvalidArgumentError('Allowed choices are allow, forbid, replace.');
}
