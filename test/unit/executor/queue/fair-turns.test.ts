import { describe, expect, test } from 'vitest';
import { newId } from '../../../../src/lib/id.ts';
import { type ExecutorProject, openProject } from '../../../helpers/executor-project.ts';
import { createRemoteTasks, type RemoteAttempt, type RemoteTasks } from '../../../helpers/remote-task.ts';

/** The first one alone: until the target is known, creations may overtake each other. */
async function createMany(project: ExecutorProject, count: number, name: string, batchId?: string) {
  const create = (n: number) => project.create({ config: { name: `${name}${n}` }, batchId });
  await create(0);
  await Promise.all(Array.from({ length: count - 1 }, (_, n) => create(n + 1)));
}

/** Finishes one attempt after the other; the names of those that began. */
async function begun(remote: RemoteTasks, count: number, end = (attempt: RemoteAttempt) => attempt.finish()) {
  const names: unknown[] = [];
  for (let n = 0; n < count; n++) {
    const attempt = await remote.next();
    names.push(attempt.config['name']);
    end(attempt);
  }
  return names;
}

describe('turns', () => {
  test('let a single run and a second batch in while a batch of 1,000 is pending', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ hello: remote.source }, { concurrency: 1 });
    await createMany(project, 1000, 'a', newId());
    const first = await remote.next();
    await createMany(project, 1, 'single');
    await createMany(project, 3, 'b', newId());
    first.finish();
    expect(first.config['name']).toBe('a0');
    expect(await begun(remote, 7)).toEqual(['single0', 'b0', 'a1', 'b1', 'a2', 'b2', 'a3']);
  });

  test('are kept over a restart', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ hello: remote.source }, { concurrency: 1 });
    await createMany(project, 20, 'a', newId());
    expect(await begun(remote, 5)).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
    await project.reopen({ concurrency: 0 });
    await createMany(project, 3, 'b', newId());
    await project.reopen({ concurrency: 1 });
    const next = await begun(remote, 7);
    // One of the first batch was put back by the stop: it stands in the lane of those that come back.
    expect(next.filter((name) => String(name).startsWith('b'))).toEqual(['b0', 'b1', 'b2']);
  });

  test('of retries do not keep a run out that was created later', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ hello: remote.source }, { concurrency: 0 });
    const batch = newId();
    await createMany(project, 10, 'a', batch);
    await project.reopen({ concurrency: 10 });
    const attempts = await Promise.all(Array.from({ length: 10 }, () => remote.next()));
    // All ten go back to the queue at once.
    await project.reopen({ concurrency: 0 });
    await Promise.all(attempts.map((attempt) => attempt.gone));
    await createMany(project, 2, 'single');
    await project.reopen({ concurrency: 1 });
    const names = await begun(remote, 4);
    expect(names.filter((name) => String(name).startsWith('single'))).toEqual(['single0', 'single1']);
  });
});
