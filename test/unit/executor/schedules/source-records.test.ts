import { describe, expect, test } from 'vitest';
import { createConfigChecker } from '../../../../src/executor/check-config.ts';
import { createLedger } from '../../../../src/executor/queue/ledger.ts';
import { openSchedules } from '../../../../src/executor/schedules/open-schedules.ts';
import type { ScheduleParts } from '../../../../src/executor/schedules/schedule-parts.ts';
import {
  putSourceSchedule,
  removeSourceSchedule,
  type SourceSchedule,
} from '../../../../src/executor/schedules/source-records.ts';
import { openStorage } from '../../../../src/executor/storage/open-storage.ts';
import { UserError } from '../../../../src/model/errors.ts';
import type { Target } from '../../../../src/model/target.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

const hello: Target = {
  target: 'task:hello',
  kind: 'task',
  name: 'hello',
  description: '',
  inputSchema: {},
  outputSchema: null,
  schedulable: true,
  isolation: 'process',
  concurrency: null,
  sourcePath: 'tasks/hello.ts',
  fault: null,
};
const source: SourceSchedule = {
  triggerId: 'reports/nightly',
  sourcePath: 'schedules/nightly.ts',
  sourceHash: 'a',
  draft: { name: 'nightly', target: 'task:hello', when: '30 2 * * *' },
};

function open() {
  const dir = makeTempDir();
  const clock = makeFakeClock();
  const storage = openStorage(dir.path, clock);
  const parts: ScheduleParts = {
    storage,
    clock,
    ledger: createLedger(storage, clock),
    configs: createConfigChecker(),
    limits: { checkRate: () => undefined, checkQueue: () => undefined },
    targets: {
      list: async () => [hello],
      async get(name) {
        if (name === hello.target) return hello;
        throw new UserError('not-found', `There is no target "${name}"`);
      },
      sourceFile: () => '',
    },
    targetLimits: { learn: () => undefined, lookUp: async () => undefined, of: () => null },
    wakeQueue: () => undefined,
  };
  return {
    parts,
    clock,
    storage,
    schedules: openSchedules(parts),
    put: (members: Partial<SourceSchedule> = {}) => putSourceSchedule(parts, { ...source, ...members }),
    [Symbol.dispose]() {
      storage.close();
      dir.remove();
    },
  };
}

describe('a schedule that a file defines', () => {
  test('is there once, however often the file is read', async () => {
    using stack = open();
    const first = await stack.put();
    expect(first).toMatchObject({
      definedIn: 'source',
      sourceTriggerId: 'reports/nightly',
      sourcePath: 'schedules/nightly.ts',
      version: 1,
    });
    expect(await stack.put()).toEqual(first);
    await Promise.all([stack.put({ sourceHash: 'b' }), stack.put({ sourceHash: 'b' })]);
    expect(stack.schedules.list({}, {}).items).toHaveLength(1);
    expect(stack.schedules.listEvents(first.id, 0, 9).map(({ type }) => type)).toEqual(['schedule.created']);
  });

  test('takes over what the file says, and keeps its pause and what has happened', async () => {
    using stack = open();
    const { id } = await stack.put();
    await stack.schedules.pause(id, { reason: 'holiday', until: null }, 'anna');
    const { run } = await stack.schedules.trigger(id, { key: null, name: null }, 'anna');
    const draft = { ...source.draft, when: '0 5 * * *', timeoutSeconds: 60 };
    const changed = await stack.put({ sourceHash: 'b', draft, sourcePath: 'schedules/night.ts' });
    expect(changed).toMatchObject({ id, when: '0 5 * * *', status: 'paused', pausedReason: 'holiday' });
    expect(stack.storage.runs.get(run.id)?.scheduleId).toBe(id);
    expect(stack.schedules.listEvents(id, 0, 9).at(-1)).toMatchObject({
      type: 'schedule.edited',
      message: 'Changed by schedules/night.ts: schedule 30 2 * * * → 0 5 * * *; timeout 300 → 60',
    });
  });

  test('can be paused, resumed and triggered here, and nothing else', async () => {
    using stack = open();
    const { id } = await stack.put();
    await stack.schedules.pause(id, { reason: null, until: null }, 'anna');
    expect(await stack.schedules.resume(id, null, 'anna')).toMatchObject({ status: 'active' });
    for (const act of [
      () => stack.schedules.update(id, { when: '0 1 * * *' }, 'anna', null),
      () => stack.schedules.remove(id, 'anna'),
      () => stack.schedules.cancel(id, 'anna'),
    ]) {
      await expect(act()).rejects.toMatchObject({
        kind: 'conflict',
        fix: expect.stringContaining('schedules/nightly.ts'),
      });
    }
  });

  test('goes with its definition, and is the same one when that comes back', async () => {
    using stack = open();
    const { id } = await stack.put();
    await stack.schedules.pause(id, { reason: 'why', until: null }, 'anna');
    expect(await removeSourceSchedule(stack.parts, source.triggerId)).toMatchObject({
      id,
      status: 'deleting',
    });
    expect(await removeSourceSchedule(stack.parts, source.triggerId)).toBeNull();
    expect(stack.schedules.list({}, {}).items).toEqual([]);
    expect(await stack.put()).toMatchObject({ id, status: 'paused', pausedReason: 'why' });
  });

  test('stays as it was when the file says something unusable', async () => {
    using stack = open();
    const first = await stack.put();
    const draft = { ...source.draft, target: 'task:nobody', when: 'x' };
    await expect(stack.put({ sourceHash: 'b', draft })).rejects.toMatchObject({
      problems: [{ member: 'when' }, { member: 'target' }],
    });
    expect(stack.schedules.get(first.id)).toEqual(first);
  });

  test('and one made by hand of the same name live side by side', async () => {
    using stack = open();
    const { id } = await stack.put();
    const other = await stack.schedules.create(source.draft, 'anna');
    expect(other.id).not.toBe(id);
    expect(stack.schedules.list({ sourceTriggerId: source.triggerId }, {}).items).toMatchObject([{ id }]);
  });
});
