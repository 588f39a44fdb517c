import { describe, expect, test } from 'vitest';
import { type ServerMessage, serverMessage } from '../../../src/api/channel.ts';
import type { RunEvent } from '../../../src/model/event.ts';
import { createDigestBuilder } from '../../../src/server/channel/digest.ts';
import { createOutbox } from '../../../src/server/channel/outbox.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

function event(runId: string, id: number): RunEvent {
  return { id, runId, type: 'progress', level: 'info', message: 'm', payload: null, createdAt: 'x' };
}

function parsed(frames: readonly (string | Buffer)[]): ServerMessage[] {
  return frames.map((frame) => serverMessage.parse(JSON.parse(frame.toString())));
}

describe('the changed runs of a tick', () => {
  test('are told to a plain reader once each', () => {
    const digests = createDigestBuilder();
    digests.add(sampleRun({ id: 'a', version: 1 }));
    digests.add(sampleRun({ id: 'a', version: 2, status: 'running' }));
    expect(parsed(digests.take().plain())).toEqual([
      { type: 'entity_updated', data: { entity: 'run', id: 'a', version: 2, status: 'running' } },
    ]);
    expect(digests.take().plain()).toEqual([]);
    expect(digests.take().runs()).toEqual([]);
  });

  test('are told to a subscriber in one batch, with the latest record of each', () => {
    const digests = createDigestBuilder();
    for (const version of [1, 2, 3]) digests.add(sampleRun({ id: 'a', version }));
    digests.add(sampleRun({ id: 'b', version: 7 }));
    const [batch, ...more] = parsed(digests.take().runs());
    expect(more).toEqual([]);
    if (batch?.type !== 'runs_changed') throw new Error('another frame');
    expect(batch.data.runs.map((run) => [run.run_id, run.version])).toEqual([
      ['a', 3],
      ['b', 7],
    ]);
  });

  test('come without a large output', () => {
    const digests = createDigestBuilder();
    digests.add(sampleRun({ output: 'x'.repeat(20_000) }));
    const [batch] = parsed(digests.take().runs());
    if (batch?.type !== 'runs_changed') throw new Error('another frame');
    expect(batch.data.runs[0]).toMatchObject({ omitted: ['output'] });
  });

  test('are one poke for a plain reader when there are many, and all of them for a subscriber', () => {
    const digests = createDigestBuilder();
    for (let index = 0; index < 51; index++) digests.add(sampleRun({ id: `run-${index}` }));
    const digest = digests.take();
    expect(digest.plain()).toEqual([Buffer.from('{"type":"poke","data":{}}')]);
    const [batch] = parsed(digest.runs());
    expect(batch?.type === 'runs_changed' && batch.data.runs).toHaveLength(51);
  });

  test('are written once, however many readers there are', () => {
    const digests = createDigestBuilder();
    digests.add(sampleRun());
    const digest = digests.take();
    expect(digest.runs()).toBe(digest.runs());
    expect(digest.plain()).toBe(digest.plain());
  });
});

const noLimit = Number.MAX_SAFE_INTEGER;

describe('the outbox of a follower', () => {
  test('has every event in order and the newest length of the log', () => {
    const outbox = createOutbox({ runs: false, follow: ['a'] });
    for (const id of [1, 2, 5]) outbox.add({ kind: 'event', event: event('a', id) });
    outbox.add({ kind: 'log', runId: 'a', totalBytes: 10 });
    outbox.add({ kind: 'log', runId: 'a', totalBytes: 30 });
    const frames = outbox.take(noLimit);
    expect(parsed(frames)).toMatchObject([
      {
        type: 'run_events',
        data: { run_id: 'a', events: [{ event_id: 1 }, { event_id: 2 }, { event_id: 5 }] },
      },
      { type: 'run_log', data: { run_id: 'a', total_bytes: 30 } },
    ]);
    expect(outbox.take(noLimit)).toEqual([]);
  });

  test('asks to read again when more has come than it keeps, and goes on after that', () => {
    const outbox = createOutbox({ runs: true, follow: ['a'] });
    for (let id = 1; id <= 12_000; id++) outbox.add({ kind: 'event', event: event('a', id) });
    expect(parsed(outbox.take(noLimit))).toEqual([{ type: 'resync', data: {} }]);
    outbox.add({ kind: 'event', event: event('a', 12_001) });
    const [frame] = parsed(outbox.take(noLimit));
    expect(frame).toMatchObject({ type: 'run_events', data: { events: [{ event_id: 12_001 }] } });
  });

  test('asks to read again in place of frames that are larger than its reader may be sent', () => {
    const outbox = createOutbox({ runs: true, follow: ['a', 'b'] });
    for (const runId of ['a', 'b']) {
      outbox.add({ kind: 'event', event: { ...event(runId, 1), payload: 'é'.repeat(400) } });
    }
    expect(parsed(outbox.take(1500))).toEqual([{ type: 'resync', data: {} }]);
    outbox.add({ kind: 'event', event: event('a', 2) });
    expect(parsed(outbox.take(1500))).toMatchObject([{ type: 'run_events' }]);
  });
});
