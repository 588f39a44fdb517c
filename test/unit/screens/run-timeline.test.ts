import { describe, expect, test } from 'vitest';
import { tabsFor } from '../../../screens/run-detail/tabs.ts';
import { stretchesOf } from '../../../screens/run-detail/timeline-view.ts';
import type { RunEvent } from '../../../src/model/event.ts';
import { openDetail } from '../../../src/store/detail-state.ts';
import { putEvents } from '../../../src/store/event-list.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

const run = sampleRun({
  status: 'running',
  createdAt: '2026-01-01T00:00:00.000Z',
  startedAt: '2026-01-01T00:00:01.000Z',
  attempt: 1,
});
const now = Date.parse('2026-01-01T00:01:00.000Z');

describe('where the time of a run went', () => {
  test('is told by the steps of a workflow, the one under way open', () => {
    const detail = openDetail(run.id, run, null);
    putEvents(detail.events, [
      step(1, 'started', 'plan', 1),
      step(2, 'completed', 'plan', 11, { duration_ms: 9_900 }),
      step(3, 'started', 'draft', 12),
      step(4, 'failed', 'draft', 20),
      step(5, 'waiting', 'review', 30),
    ]);
    expect(stretchesOf(detail, now)).toEqual([
      { name: 'queue', ms: 1_000, style: 'dim', isOpen: false },
      { name: 'plan', ms: 9_900, style: 'ok', isOpen: false },
      { name: 'draft', ms: 8_000, style: 'bad', isOpen: false },
      { name: 'review', ms: 30_000, style: 'waiting', isOpen: true },
    ]);
  });

  test('is the same whether the events come at once, one by one or out of their order', () => {
    const events = [
      step(1, 'started', 'plan', 1),
      step(2, 'completed', 'plan', 11),
      step(3, 'started', 'draft', 12),
      step(4, 'completed', 'draft', 20),
    ];
    const atOnce = openDetail(run.id, run, null);
    putEvents(atOnce.events, events);
    const wanted = stretchesOf(atOnce, now);
    for (const order of [
      [0, 1, 2, 3],
      [3, 0, 1, 2],
      [2, 3, 0, 1],
    ]) {
      const detail = openDetail(run.id, run, null);
      for (const index of order) {
        putEvents(detail.events, events.slice(index, index + 1));
        stretchesOf(detail, now);
      }
      expect(stretchesOf(detail, now)).toEqual(wanted);
    }
  });

  test('is the run itself where neither steps nor attempts are told', () => {
    expect(stretchesOf(openDetail(run.id, run, null), now)).toEqual([
      { name: 'queue', ms: 1_000, style: 'dim', isOpen: false },
      { name: 'run >', ms: 59_000, style: 'active', isOpen: true },
    ]);
  });

  test('a run that has not started waits', () => {
    const pending = sampleRun({ createdAt: run.createdAt });
    expect(stretchesOf(openDetail(pending.id, pending, null), now)).toEqual([
      { name: 'queue', ms: 60_000, style: 'dim', isOpen: true },
    ]);
  });
});

test.each([40, 80, 120, 200])('the tabs fit into %d columns, and the active one has its name', (width) => {
  const tabs = tabsFor(width, 'children', { attempts: 3, children: 12 });
  expect(tabs.reduce((sum, { label }) => sum + label.length + 2, 0)).toBeLessThanOrEqual(width);
  expect(tabs.find(({ id }) => id === 'children')?.label).toContain('Children');
  if (width >= 120) expect(tabs[5]?.label).toBe('6 Children(12)');
});

function step(id: number, what: string, node: string, second: number, payload: object = {}): RunEvent {
  return {
    id,
    runId: run.id,
    type: `step.${what}`,
    level: 'info',
    message: node,
    payload: { node, ...payload },
    createdAt: new Date(Date.parse(run.createdAt) + second * 1_000).toISOString(),
  };
}
