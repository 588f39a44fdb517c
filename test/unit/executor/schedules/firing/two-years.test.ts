import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { defaultSettings } from '../../../../../src/executor/settings/executor-settings.ts';
import { type DrawnRule, drawRule } from '../../../../helpers/drawn-rule.ts';
import { firesOf } from '../../../../helpers/enumerate-fires.ts';
import { openFiringWorld } from '../../../../helpers/firing-world.ts';
import { minutesOfZone } from '../../../../helpers/minutes-of-zone.ts';
import { scheduleRecord } from '../../../../helpers/schedule-record.ts';

const from = Date.UTC(2026, 0, 1);
const until = Date.UTC(2028, 0, 1);
const zones = [
  'Europe/Stockholm',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Africa/Cairo',
  'UTC',
];
const perZone = 20;
/** Slots of one schedule: one that fires every minute would have a million. */
const mostSlots = 100;
/** A look at so many minutes tells most of those that fire far oftener. */
const firstLook = 28 * 1440;

interface Drawn {
  readonly rule: DrawnRule;
  readonly zone: string;
  readonly expected: readonly number[];
}

/** Rules that fire now and then, with their fires as found minute by minute. */
function drawSchedules(): readonly Drawn[] {
  return zones.flatMap((zone) => {
    const minutes = minutesOfZone(zone, from, until);
    const drawn: Drawn[] = [];
    for (let draw = 0; drawn.length < perZone; draw++) {
      const rule = drawRule(`two years ${zone} ${draw}`);
      const first = firesOf(rule, { ...minutes, walls: minutes.walls.subarray(0, firstLook) });
      if (first.length > mostSlots / 10) continue;
      const expected = firesOf(rule, minutes);
      if (expected.length > 0 && expected.length <= mostSlots) drawn.push({ rule, zone, expected });
    }
    return drawn;
  });
}

test('two years of 200 schedules in ten zones: each slot has one run, and no other', {
  timeout: 180_000,
}, async () => {
  const schedules = drawSchedules();
  const limits = { ...defaultSettings.limits, queueLength: 1_000_000 };
  await using world = openFiringWorld({
    at: new Date(from - 1).toISOString(),
    settings: { ...defaultSettings, limits },
  });
  const { storage } = world;
  const records = schedules.map(({ rule, zone }) =>
    scheduleRecord(from - 1, { when: rule.text, timezone: zone, concurrencyPolicy: 'Allow' }),
  );
  await world.ledger.record((pen) => {
    const event = { type: 'schedule.created', level: 'info', message: '', payload: null } as const;
    for (const record of records) pen.schedules.insert(record, event);
  });
  for (;;) {
    const next = storage.schedules.nextWake();
    if (next === null || next >= until) break;
    if (next > world.now()) world.leapTo(next);
    await nextTurn();
  }
  let slots = 0;
  for (const [index, { id }] of records.entries()) {
    const { expected = [], rule, zone } = schedules[index] ?? {};
    const fired = world.slots(id);
    expect(fired.every(({ outcome, cause }) => outcome === 'fired' && cause === 'time')).toBe(true);
    expect(
      fired.map(({ at }) => Date.parse(at)),
      `${rule?.text} in ${zone}`,
    ).toEqual(expected);
    expect(new Set(fired.map(({ runId }) => runId)).size).toBe(expected.length);
    slots += fired.length;
  }
  expect(storage.runs.counts({}).pending).toBe(slots);
  expect(slots).toBeGreaterThan(10_000);
});
