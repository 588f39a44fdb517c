import { expect, test } from 'vitest';
import { serverMessage } from '../../../src/api/channel.ts';
import type { RunEvent } from '../../../src/model/event.ts';
import { createOutbox } from '../../../src/server/channel/outbox.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

function event(runId: string, id: number): RunEvent {
  return { id, runId, type: 'progress', level: 'info', message: 'm', payload: null, createdAt: 'x' };
}

test('a reader that asked for nothing is told which runs changed, once each', () => {
  const outbox = createOutbox();
  outbox.add({ kind: 'run', run: sampleRun({ id: 'a', version: 1 }) });
  outbox.add({ kind: 'run', run: sampleRun({ id: 'a', version: 2, status: 'running' }) });
  expect(outbox.add({ kind: 'event', event: event('a', 1) })).toBe(false);
  expect(outbox.add({ kind: 'log', runId: 'a', totalBytes: 5 })).toBe(false);
  expect(outbox.take()).toEqual([
    { type: 'entity_updated', data: { entity: 'run', id: 'a', version: 2, status: 'running' } },
  ]);
});

test('a subscriber gets the latest record of each run in one batch', () => {
  const outbox = createOutbox();
  outbox.subscribe({ runs: true, follow: [] });
  for (const version of [1, 2, 3]) outbox.add({ kind: 'run', run: sampleRun({ id: 'a', version }) });
  outbox.add({ kind: 'run', run: sampleRun({ id: 'b', version: 7 }) });
  const batch = outbox.take().find((frame) => frame.type === 'runs_changed');
  expect(batch?.data.runs.map((run) => [run.run_id, run.version])).toEqual([
    ['a', 3],
    ['b', 7],
  ]);
});

test('a large output is left out of the batch', () => {
  const outbox = createOutbox();
  outbox.subscribe({ runs: true, follow: [] });
  outbox.add({ kind: 'run', run: sampleRun({ output: 'x'.repeat(20_000) }) });
  const batch = outbox.take().find((frame) => frame.type === 'runs_changed');
  expect(batch?.data.runs[0]).toMatchObject({ output: undefined, omitted: ['output'] });
});

test('a follower gets every event in order and the newest length of the log', () => {
  const outbox = createOutbox();
  outbox.subscribe({ runs: false, follow: ['a'] });
  for (const id of [1, 2, 5]) outbox.add({ kind: 'event', event: event('a', id) });
  outbox.add({ kind: 'event', event: event('b', 1) });
  outbox.add({ kind: 'log', runId: 'a', totalBytes: 10 });
  outbox.add({ kind: 'log', runId: 'a', totalBytes: 30 });
  const frames = outbox.take();
  expect(frames.map((frame) => frame.type)).toEqual(['run_events', 'run_log']);
  expect(frames[0]).toMatchObject({
    data: { run_id: 'a', events: [{ event_id: 1 }, { event_id: 2 }, { event_id: 5 }] },
  });
  expect(frames[1]).toMatchObject({ data: { run_id: 'a', total_bytes: 30 } });
});

test('every frame is one that the client understands, and none comes twice', () => {
  const outbox = createOutbox();
  outbox.subscribe({ runs: true, follow: ['a'] });
  outbox.add({ kind: 'run', run: sampleRun({ id: 'a' }) });
  outbox.add({ kind: 'event', event: event('a', 1) });
  outbox.add({ kind: 'log', runId: 'a', totalBytes: 1 });
  const frames = outbox.take();
  expect(frames).toHaveLength(4);
  for (const frame of frames) expect(serverMessage.parse(JSON.parse(JSON.stringify(frame)))).toEqual(frame);
  expect(outbox.take()).toEqual([]);
});
