import type { Command } from 'commander';
import { ruleWords } from '../../cron/rule-words.ts';
import type { Refused, Understood } from '../../cron/words/read-words.ts';
import { isoDuration, secondsOf } from '../../lib/duration-text.ts';
import { UserError } from '../../model/errors.ts';
import type { ScheduleKind } from '../../model/schedule.ts';

export interface TimeFlags {
  readonly cron?: string;
  readonly when?: string;
  readonly at?: string;
  readonly every?: string;
  readonly ongoing?: string;
}

/** A time rule as flags said it. */
export interface SpokenRule {
  readonly kind: ScheduleKind;
  readonly when: string;
  /** What was typed, where that is not the rule itself. */
  readonly said: string | null;
  /** What was understood, in words; null where there are none. */
  readonly echo: string | null;
}

const flagNames = ['cron', 'when', 'at', 'every', 'ongoing'] as const;

export function addTimeFlags(command: Command): Command {
  return command
    .option('--cron <cron>', 'five fields: minute, hour, day of month, month, weekday')
    .option('--when <words>', 'in words: "every weekday at 7:30", "tomorrow at 9"')
    .option('--at <time>', 'once: "tomorrow 9:00", "in 20 minutes", 2026-12-24T08:00Z')
    .option('--every <duration>', 'again and again after this time: 15m, 90m, PT36H')
    .option('--ongoing <pause>', 'each run so long after the end of the one before: 30s');
}

/**
 * The time rule that the flags say; null when they say none.
 * @param zone in which times are meant
 * @throws UserError `invalid` for several of them, and for words that are not understood (names the nearest)
 */
export async function spokenRule(flags: TimeFlags, zone: string): Promise<SpokenRule | null> {
  const given = flagNames.filter((name) => flags[name] !== undefined);
  const [name, another] = given;
  if (name === undefined) return null;
  if (another !== undefined) {
    throw new UserError('invalid', `--${name} and --${another} both say when`, {
      fix: 'Choose one of them.',
    });
  }
  const text = flags[name] ?? '';
  switch (name) {
    case 'cron':
      return { kind: 'scheduled', when: text, said: null, echo: ruleWords('scheduled', text) };
    case 'every':
      return interval('recurring', text, '--every');
    case 'ongoing':
      return interval('ongoing', text, '--ongoing');
    case 'at':
      return once(text, zone);
    case 'when':
      return ruleOf(await understood(text, zone, '--when'), text);
  }
}

const kindOf = { cron: 'scheduled', 'one-off': 'one-off', recurring: 'recurring' } as const;

function ruleOf({ kind, when, echo }: Understood, text: string): SpokenRule {
  return { kind: kindOf[kind], when, said: text === when ? null : text, echo };
}

async function once(text: string, zone: string): Promise<SpokenRule> {
  const answer = await understood(text, zone, '--at');
  if (answer.kind === 'one-off') return ruleOf(answer, text);
  throw new UserError('invalid', `--at is for one moment, and "${text}" comes again: ${answer.echo}`, {
    fix: `Say it with --when ${JSON.stringify(text)}.`,
  });
}

/** @throws UserError `invalid` with the reason and what is near */
async function understood(text: string, zone: string, flag: string): Promise<Understood> {
  const answer = await wordsRead(text, zone);
  if (answer.kind !== 'refused') return answer;
  const offers = answer.nearest.filter(({ kind }) => isRuleFlag(flag) || kind === 'one-off').slice(0, 3);
  const nearest = offers.map(
    (offer) => `${isRuleFlag(flag) ? flagFor(offer) : `${flag} ${offer.when}`} (${offer.echo})`,
  );
  throw new UserError('invalid', `${flag} ${JSON.stringify(text)}: ${answer.reason}`, {
    fix: nearest.length === 0 ? undefined : `Nearest: ${nearest.join(', or ')}`,
  });
}

function isRuleFlag(flag: string): boolean {
  return flagNames.some((name) => flag === `--${name}`);
}

/** @throws UserError `invalid` for a zone that is not known, with those that were meant most likely */
export async function refuseZone(zone: string | undefined): Promise<void> {
  if (zone === undefined) return;
  const { zoneProblem } = await import('../../cron/zone-names.ts');
  const problem = zoneProblem(zone);
  if (problem !== null) throw new UserError('invalid', problem, { fix: 'Name the zone with --tz.' });
}

async function wordsRead(text: string, zone: string): Promise<Understood | Refused> {
  const { readWords } = await import('../../cron/words/read-words.ts');
  return readWords(text, { now: Date.now(), zone });
}

function flagFor({ kind, when }: Understood): string {
  const flag = { cron: '--cron', 'one-off': '--at', recurring: '--every' }[kind];
  return `${flag} ${/\s|\*/.test(when) ? `'${when}'` : when}`;
}

function interval(kind: 'recurring' | 'ongoing', text: string, flag: string): SpokenRule {
  const seconds = secondsOf(text);
  if (seconds === null || seconds === 0) {
    throw new UserError('invalid', `${flag} ${JSON.stringify(text)} is no duration`, {
      fix: 'Write it as 30s, 15m, 1h30m, 2d or as ISO 8601 (PT15M).',
    });
  }
  const when = /^\s*p/i.test(text) ? text.trim() : isoDuration(seconds);
  return { kind, when, said: text === when ? null : text, echo: ruleWords(kind, when) };
}

/**
 * A moment as flags say it: ISO 8601, words (`tomorrow at 9`), or how long from now (`2h`).
 * @returns ISO 8601 UTC
 * @throws UserError `invalid`
 */
export async function momentFlag(text: string, zone: string, flag: string, past = false): Promise<string> {
  const seconds = /^\d+$/.test(text) ? null : secondsOf(text);
  if (seconds !== null && !/^p/i.test(text)) return new Date(Date.now() + seconds * 1000).toISOString();
  const { wallMoment } = await import('../../cron/wall-moment.ts');
  const moment = wallMoment(text, zone);
  if (moment !== null) {
    if (past || Date.parse(moment) > Date.now()) return moment;
    throw new UserError('invalid', `${flag} ${JSON.stringify(text)} has passed: ${moment}`);
  }
  const answer = await understood(text, zone, flag);
  if (answer.kind === 'one-off') return answer.when;
  throw new UserError('invalid', `${flag} is one moment, and ${JSON.stringify(text)} comes again`);
}
