import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createMemoryWatch } from '../../../../src/executor/worker/memory-watch.ts';
import { processState } from '../../../../src/executor/worker/process-id.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';

const mib = 1_048_576;
/** Memory that V8's own limit does not see, as libraries for images and archives use it. */
const allocate = 'globalThis.kept = Buffer.alloc(300 * 1_048_576, 1);';
const stay = `process.stdout.write('ready\\n'); setInterval(() => {}, 1000);`;
const inGrandchild = `const child = require('node:child_process').spawn(process.execPath,
  ['--max-old-space-size=20', '-e', ${JSON.stringify(allocate + stay)}], { stdio: 'inherit' });`;

/** A process in a group of its own that runs the code; resolves when it, or its child, is ready. */
async function startLeader(code: string) {
  const child: ChildProcess = spawn(process.execPath, ['--max-old-space-size=20', '-e', code], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null || child.pid === undefined) throw new Error('no child');
  const pid = child.pid;
  await once(child.stdout, 'data');
  const state = await processState(pid);
  return {
    id: { pid, startTime: state?.startTime ?? '' },
    async [Symbol.asyncDispose]() {
      process.kill(-pid, 'SIGKILL');
      await once(child, 'close');
    },
  };
}

describe('watching memory', () => {
  test.each([
    ['itself, in buffers', allocate + stay],
    ['in a program that it started', inGrandchild],
  ])('tells once when a child uses too much: %s', async (_, code) => {
    const clock = makeFakeClock();
    await using child = await startLeader(code);
    await using other = await startLeader(stay);
    const over = Promise.withResolvers<number>();
    const told: number[] = [];
    const watch = createMemoryWatch(clock);
    const small = watch.watch(other.id, 280 * mib, () => over.reject(new Error('the wrong child')));
    const large = watch.watch(child.id, 280 * mib, (bytes) => {
      told.push(bytes);
      over.resolve(bytes);
    });
    expect(large.peakBytes()).toBeNull();
    clock.advance(1000);
    expect(await over.promise).toBeGreaterThan(300 * mib);
    expect(large.peakBytes()).toBe(told[0]);
    expect(small.peakBytes()).toBeGreaterThan(10 * mib);
    expect(small.peakBytes()).toBeLessThan(280 * mib);

    const next = Promise.withResolvers<number>();
    watch.watch(child.id, 0, next.resolve);
    clock.advance(1000);
    await next.promise;
    expect(told).toHaveLength(1);
  });

  test('has no timer while nothing is watched, and keeps what was seen', async () => {
    const clock = makeFakeClock();
    const watch = createMemoryWatch(clock);
    expect(clock.pending).toBe(0);
    await using child = await startLeader(stay);
    const seen = Promise.withResolvers<number>();
    const one = watch.watch(child.id, 0, seen.resolve);
    const two = watch.watch(child.id, 0, () => undefined);
    expect(clock.pending).toBe(1);
    clock.advance(1000);
    const bytes = await seen.promise;
    one.stop();
    two.stop();
    expect(clock.pending).toBe(0);
    expect(one.peakBytes()).toBe(bytes);
  });

  test('blames no run for what was seen of the one before in the same child', async () => {
    const clock = makeFakeClock();
    const watch = createMemoryWatch(clock);
    await using child = await startLeader(stay);
    await using other = await startLeader(stay);
    const seen = Promise.withResolvers<number>();
    const before = watch.watch(child.id, Number.POSITIVE_INFINITY, () => undefined);
    watch.watch(other.id, 0, seen.resolve);
    clock.advance(1000);
    // The look is under way.
    before.stop();
    const next = watch.watch(child.id, 0, () => undefined);
    await seen.promise;
    expect(next.peakBytes()).toBeNull();
  });

  test('is not troubled by a child that has ended', async () => {
    const clock = makeFakeClock();
    const watch = createMemoryWatch(clock);
    const child = await startLeader(stay);
    await child[Symbol.asyncDispose]();
    const gone = watch.watch(child.id, 0, () => undefined);
    await using alive = await startLeader(stay);
    const seen = Promise.withResolvers<number>();
    watch.watch(alive.id, 0, seen.resolve);
    clock.advance(1000);
    await seen.promise;
    expect(gone.peakBytes()).toBeNull();
  });
});
