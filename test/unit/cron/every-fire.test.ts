import { expect, test } from 'vitest';
import type { Cron } from '../../../src/cron/cron.ts';
import { firesAfter, nextFire } from '../../../src/cron/fires.ts';
import { isCron, parseCron } from '../../../src/cron/parse-cron.ts';
import { visitFires } from '../../../src/cron/visit-fires.ts';
import { type DrawnRule, drawRule } from '../../helpers/drawn-rule.ts';
import { firesOf } from '../../helpers/enumerate-fires.ts';
import { type MinutesOfZone, minutesOfZone } from '../../helpers/minutes-of-zone.ts';

/**
 * The stated rule for clock changes, reckoned a second time and in another way: minute by minute through two years,
 * with wall-clock times from `Intl.DateTimeFormat`, and rules that are never parsed.
 */
const zones: readonly (readonly [zone: string, firstYear: number])[] = [
  ['Europe/Stockholm', 2026],
  ['America/New_York', 2026],
  ['America/Sao_Paulo', 2017],
  ['Australia/Lord_Howe', 2026],
  ['Asia/Kolkata', 2026],
  ['Africa/Casablanca', 2024],
  ['Pacific/Apia', 2011],
  ['Pacific/Chatham', 2026],
  ['America/St_Johns', 2010],
  ['Antarctica/Troll', 2026],
  ['Europe/Dublin', 2026],
  ['Asia/Tehran', 2021],
  ['Africa/Cairo', 2026],
  ['America/Santiago', 2026],
  ['Asia/Gaza', 2025],
  ['Asia/Pyongyang', 2015],
  ['America/Caracas', 2015],
  ['America/Havana', 2026],
  ['Asia/Kathmandu', 2026],
  ['UTC', 2026],
];
const rulesPerZone = 10;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** What croner is asked for one by one takes it some 40 µs each. */
const mostOneByOne = 800;

test.each(zones)('every fire of two years in %s from %i, and none more', (zone, firstYear) => {
  const from = Date.UTC(firstYear, 0, 1);
  const until = Date.UTC(firstYear + 2, 0, 1);
  const minutes = minutesOfZone(zone, from, until);
  for (let index = 0; index < rulesPerZone; index += 1) {
    const rule = drawRule(`${zone} ${index}`);
    const expected = firesOf(rule, minutes);
    const read = parsed(rule);
    const counted: number[] = [];
    visitFires(read, zone, from - 1, until - 1, (at) => counted.push(at));
    expectSame(rule, counted, expected);
    for (const [begin, end] of stretches(minutes, expected.length, from, until)) {
      const among = expected.filter((at) => at >= begin && at < end);
      expectSame(rule, firesBetween(read, zone, begin, end), among);
    }
    for (const after of instantsNear(minutes)) {
      const next = expected.find((at) => at > after);
      if (next === undefined) continue;
      expectSame(rule, [nextFire(read, zone, after) ?? 0], [next]);
      const visited: number[] = [];
      visitFires(read, zone, after, next, (at) => visited.push(at));
      expectSame(rule, visited, [next]);
    }
  }
});

test('there are two hundred rules, and the clock changes are among what was compared', () => {
  expect(zones.length * rulesPerZone).toBe(200);
  const minutes = minutesOfZone('Europe/Stockholm', Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1));
  expect(minutes.changes).toHaveLength(4);
});

/** From before, in and after each change: the next fire does not depend on when somebody asks. */
function instantsNear({ changes }: MinutesOfZone): readonly number[] {
  const steps = [-61, -30, -1, 0, 1, 20, 45, 61].map((minutes) => minutes * minuteMs);
  return changes.flatMap((at) => steps.flatMap((step) => [at + step - 1, at + step]));
}

function parsed({ text }: DrawnRule): Cron {
  const read = parseCron(text);
  if (!isCron(read)) throw new Error(`${text}: ${read.message}`);
  return read;
}

function firesBetween(read: Cron, zone: string, from: number, until: number): readonly number[] {
  const fires: number[] = [];
  for (const at of firesAfter(read, zone, from - 1)) {
    if (at >= until) break;
    fires.push(at);
  }
  return fires;
}

/** Not `toEqual` of half a million numbers. */
function expectSame({ text }: DrawnRule, found: readonly number[], expected: readonly number[]): void {
  const place = expected.findIndex((at, index) => found[index] !== at);
  const shown = (at: number | undefined) => (at === undefined ? 'none' : new Date(at).toISOString());
  if (place >= 0) throw new Error(`${text}: ${shown(found[place])} instead of ${shown(expected[place])}`);
  if (found.length !== expected.length) throw new Error(`${text}: also ${shown(found[expected.length])}`);
}

/** All of the time for a rule that fires seldom; else the hours around each change, and its first days. */
function stretches(
  { changes }: MinutesOfZone,
  fires: number,
  from: number,
  until: number,
): readonly (readonly [number, number])[] {
  if (fires <= mostOneByOne) return [[from, until]];
  const reach = fires > 100_000 ? 2 * hourMs : 26 * hourMs;
  const around = changes.map((at) => [Math.max(from, at - reach), Math.min(until, at + reach)] as const);
  return [[from, from + reach], ...around];
}
