import { describe, expect, test } from 'vitest';
import { decideMissed } from '../../../../../src/executor/schedules/firing/decide-missed.ts';
import { decideOverlap } from '../../../../../src/executor/schedules/firing/decide-overlap.ts';

const question = {
  missed: [10, 20, 30],
  maxAgeMs: null,
  hasOnTime: false,
  isReplace: false,
  pausedFrom: null,
  now: 100,
};

describe('missed slots', () => {
  test.each([
    ['skip', {}, [], ['missed/late', 'missed/late', 'missed/late']],
    ['latest', {}, [30], ['missed/superseded', 'missed/superseded']],
    ['latest', { hasOnTime: true }, [], ['missed/superseded', 'missed/superseded', 'missed/superseded']],
    ['latest', { maxAgeMs: 75 }, [30], ['missed/too-old', 'missed/too-old']],
    ['latest', { maxAgeMs: 69 }, [], ['missed/too-old', 'missed/too-old', 'missed/too-old']],
    ['latest', { maxAgeMs: 70 }, [30], ['missed/too-old', 'missed/too-old']],
    ['all', {}, [10, 20, 30], []],
    ['all', { hasOnTime: true }, [10, 20, 30], []],
    ['all', { maxAgeMs: 80 }, [20, 30], ['missed/too-old']],
    ['all', { isReplace: true }, [30], ['skipped/replaced', 'skipped/replaced']],
    [
      'all',
      { isReplace: true, hasOnTime: true },
      [],
      ['skipped/replaced', 'skipped/replaced', 'skipped/replaced'],
    ],
    ['skip', { pausedFrom: 20 }, [], ['missed/late', 'missed/paused', 'missed/paused']],
    ['latest', { pausedFrom: 0 }, [30], ['missed/paused', 'missed/paused']],
    ['all', { pausedFrom: 0, maxAgeMs: 75 }, [30], ['missed/paused', 'missed/paused']],
    ['latest', { missed: [] }, [], []],
  ] as const)('%s %j', (policy, members, fire, left) => {
    const decided = decideMissed({ ...question, policy, ...members });
    expect(decided.fire).toEqual(fire);
    expect(decided.left.map(({ outcome, cause }) => `${outcome}/${cause}`)).toEqual(left);
    const all = [...decided.fire, ...decided.left.map(({ at }) => at)].sort((a, b) => a - b);
    expect(all).toEqual('missed' in members ? members.missed : question.missed);
  });
});

describe('a slot while a run of its schedule is under way', () => {
  test.each([
    ['Allow', false, null, { kind: 'fire', after: null }],
    ['Allow', false, 'run', { kind: 'fire', after: null }],
    ['Forbid', false, null, { kind: 'fire', after: null }],
    ['Forbid', false, 'run', { kind: 'skip', because: 'run' }],
    ['Forbid', true, 'run', { kind: 'fire', after: 'run' }],
    ['Forbid', true, null, { kind: 'fire', after: null }],
    ['Replace', false, null, { kind: 'fire', after: null }],
    ['Replace', true, 'run', { kind: 'replace', replaced: 'run' }],
    ['Replace', false, 'run', { kind: 'replace', replaced: 'run' }],
  ] as const)('%s, caught up: %s, under way: %s', (policy, isCatchUp, underWay, expected) => {
    expect(decideOverlap(policy, isCatchUp, underWay)).toEqual(expected);
  });
});
