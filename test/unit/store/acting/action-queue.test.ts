import { describe, expect, test } from 'vitest';
import { UserError } from '../../../../src/model/errors.ts';
import type { Run } from '../../../../src/model/run.ts';
import { startRun } from '../../../../src/store/act.ts';
import type { Action, ActionItem } from '../../../../src/store/acting/action.ts';
import { cancelItem, retryItem } from '../../../../src/store/acting/run-items.ts';
import { patchSlice } from '../../../../src/store/console-state.ts';
import { actionMarkOf } from '../../../../src/store/receipts.ts';
import { actingConsole, failedRuns, turn } from '../../../helpers/acting-console.ts';
import { runningId, seededNow, seededRuns } from '../../../helpers/seeded-data.ts';

function cancelOf(...runs: readonly Run[]): Action {
  return { verb: 'cancel', question: 'Cancel?', lines: [], yes: 'cancel', items: runs.map(cancelItem) };
}

function retryOf(runs: readonly Run[], more: Partial<Action> = {}): Action {
  return { verb: 'retry', question: 'Retry?', lines: [], yes: 'retry', items: runs.map(retryItem), ...more };
}

function runningRun(): Run {
  const run = seededRuns().find(({ id }) => id === runningId);
  if (run === undefined) throw new Error('The seed has changed.');
  return run;
}

const offline = { kind: 'offline', reason: 'gone', nextTryAt: seededNow + 9_000 } as const;

describe('a cancel', () => {
  test('is held five seconds, sent, accepted, and confirmed by what the server tells', async () => {
    const { model, client, last, pass } = await actingConsole();
    model.actions.begin(cancelOf(runningRun()));
    expect(last()).toMatchObject({ counts: { held: 1 }, heldUntil: seededNow + 5_000 });
    expect(actionMarkOf(model.store.getState().receipts, runningId)).toBe('held');
    await pass(4_500);
    expect(client.effects).toEqual([]);
    await pass(1_000);
    expect(client.effects).toEqual([`cancel ${runningId}`]);
    expect(last()).toMatchObject({ counts: { confirmed: 1 }, heldUntil: null });
    expect(last()?.settledAt).not.toBeNull();
  });

  test('that is taken back in time is never sent', async () => {
    const { model, client, last, pass } = await actingConsole();
    const number = model.actions.begin(cancelOf(runningRun()));
    await pass(3_000);
    expect(await model.actions.takeBack(number)).toEqual({ dropped: 1, undone: 0, underWay: 0, kept: 0 });
    await pass(60_000);
    expect(client.effects).toEqual([]);
    expect(last()?.items).toMatchObject([{ state: 'dropped', note: 'taken back before it was sent' }]);
  });

  test('can be sent at once', async () => {
    const { model, client, clock } = await actingConsole();
    model.actions.sendNow(model.actions.begin(cancelOf(runningRun())));
    await turn();
    expect(client.effects).toEqual([`cancel ${runningId}`]);
    clock.advance(10_000);
    await turn();
    expect(client.effects).toHaveLength(1);
  });

  test('says so when the run ended by itself first', async () => {
    const { model, client, last, pass } = await actingConsole();
    model.actions.begin(cancelOf(runningRun()));
    await client.change(runningId, { status: 'completed' });
    await pass(6_000);
    expect(last()?.items).toMatchObject([{ state: 'confirmed', note: 'it had ended: completed' }]);
  });
});

describe('a lost answer', () => {
  test('makes a retry unknown, which is looked up when the link is back and confirmed: one new run', async () => {
    const { model, client, last, pass } = await actingConsole(failedRuns(1));
    client.losing = () => 'answer';
    model.actions.begin(retryOf(failedRuns(1)));
    await turn();
    expect(last()).toMatchObject({ counts: { unknown: 1 } });
    client.isDown = true;
    client.link(offline);
    await pass(20_000);
    expect(last()).toMatchObject({ counts: { unknown: 1 }, settledAt: null });
    client.isDown = false;
    client.link({ kind: 'live' });
    await pass(1_000);
    expect(last()).toMatchObject({ counts: { confirmed: 1 } });
    expect(client.effects).toHaveLength(1);
  });

  test('that is only late is told as unknown, and looked up by nobody before it has come', async () => {
    const { model, client, last, pass } = await actingConsole(failedRuns(1));
    const network = Promise.withResolvers<void>();
    const [item] = retryOf(failedRuns(1)).items;
    if (item === undefined) throw new Error('The seed has changed.');
    const late = async (...given: Parameters<typeof item.send>) => {
      await network.promise;
      return item.send(...given);
    };
    model.actions.begin(retryOf(failedRuns(1), { items: [{ ...item, send: late }] }));
    await pass(7_500);
    expect(last()).toMatchObject({ counts: { sent: 1 } });
    await pass(1_000);
    expect(last()).toMatchObject({ counts: { unknown: 1 }, settledAt: null });
    client.link(offline);
    client.link({ kind: 'live' });
    await pass(20_000);
    expect(client.effects).toEqual([]);
    network.resolve();
    await pass(500);
    expect(last()?.counts.unknown).toBe(0);
    expect(client.effects).toHaveLength(1);
  });

  test('of a request that never came is sent again, with the same key', async () => {
    const { model, client, last, pass } = await actingConsole(failedRuns(1));
    let losses = 1;
    client.losing = () => (losses-- > 0 ? 'request' : null);
    model.actions.begin(retryOf(failedRuns(1)));
    await turn();
    expect(last()).toMatchObject({ counts: { unknown: 1 } });
    await pass(2_000);
    expect(last()).toMatchObject({ counts: { confirmed: 1 } });
    expect(client.effects).toHaveLength(1);
  });

  test('of a cancel is looked up by reading the run', async () => {
    const { model, client, last, pass } = await actingConsole();
    client.losing = () => 'answer';
    model.actions.begin(cancelOf(runningRun()));
    await pass(5_000);
    expect(actionMarkOf(model.store.getState().receipts, runningId)).toBe('unknown');
    await pass(2_000);
    expect(last()).toMatchObject({ counts: { confirmed: 1 } });
    expect(client.effects).toEqual([`cancel ${runningId}`]);
  });

  test('of a cancel is settled by the stream, too, and the action ends', async () => {
    const { model, client, last, pass } = await actingConsole();
    client.losing = () => 'answer';
    let ended = 0;
    model.actions.begin({ ...cancelOf(runningRun()), onDone: () => ended++ });
    await pass(5_000);
    client.isDown = true;
    expect(last()).toMatchObject({ counts: { unknown: 1 } });
    client.tellListed([{ ...runningRun(), status: 'cancelled', version: 9 }]);
    await pass(500);
    expect(last()).toMatchObject({ counts: { confirmed: 1 }, items: [{ note: null }] });
    expect(ended).toBe(1);
  });

  test('stays unknown where nothing can be looked up, and is never sent again', async () => {
    const { model, last, pass } = await actingConsole();
    let sent = 0;
    const item = {
      id: 's',
      label: 'schedule:x',
      send: async () => {
        sent++;
        throw new UserError('timeout', 'No answer in time.');
      },
    };
    const failed: (readonly string[])[] = [];
    model.actions.begin({
      ...retryOf([]),
      verb: 'pause',
      items: [item],
      onDone: (ids) => failed.push(ids),
    });
    await pass(120_000);
    expect(sent).toBe(1);
    expect(last()).toMatchObject({ counts: { unknown: 1 } });
    expect(last()?.settledAt).not.toBeNull();
    expect(failed).toEqual([['s']]);
  });
});

describe('many items', () => {
  test('are sent a few at a time, and what fails is told once with its ids', async () => {
    const runs = failedRuns(127);
    const { model, client, last, pass, state } = await actingConsole(runs);
    let under = 0;
    let most = 0;
    const failed: (readonly string[])[] = [];
    const items = runs.map(retryItem).map((item, index) => ({
      ...item,
      async send(...given: Parameters<typeof item.send>) {
        most = Math.max(most, ++under);
        await new Promise((resolve) => setImmediate(resolve));
        under--;
        if (index % 10 === 0) throw new UserError('conflict', 'It runs already.');
        return item.send(...given);
      },
    }));
    model.actions.begin({ ...retryOf([]), items, onDone: (ids) => failed.push(ids) });
    await pass(30_000);
    expect(most).toBe(4);
    expect(last()?.counts).toMatchObject({ confirmed: 114, failed: 13 });
    expect(client.effects).toHaveLength(114);
    expect(failed).toHaveLength(1);
    expect(failed[0]).toHaveLength(13);
    expect(state().receipts).toHaveLength(1);
    expect(state().notice?.message).toBe('13 of 127 failed, the first with: It runs already.');
  });

  test('keep to their pace', async () => {
    const { model, client, pass } = await actingConsole(failedRuns(10));
    model.actions.begin(retryOf(failedRuns(10), { perMinute: 20 }));
    await pass(9_500);
    expect(client.effects).toHaveLength(4);
    await pass(60_000);
    expect(client.effects).toHaveLength(10);
  });

  test('stop when told so; what was sent stays done', async () => {
    const { model, client, last, pass } = await actingConsole(failedRuns(10));
    model.actions.begin(retryOf(failedRuns(10), { perMinute: 60 }));
    await pass(2_500);
    expect(model.actions.abort()).toBe(7);
    await pass(60_000);
    expect(client.effects).toHaveLength(3);
    expect(last()?.counts).toMatchObject({ confirmed: 3, dropped: 7 });
  });

  test('go on after the link was away', async () => {
    const { model, client, last, pass } = await actingConsole(failedRuns(6));
    model.actions.begin(retryOf(failedRuns(6), { perMinute: 60 }));
    await pass(1_500);
    client.isDown = true;
    client.link(offline);
    await pass(20_000);
    expect(client.effects).toHaveLength(2);
    client.isDown = false;
    client.link({ kind: 'live' });
    await pass(6_000);
    expect(last()?.counts).toMatchObject({ confirmed: 6 });
    expect(client.effects).toHaveLength(6);
  });

  test('go nowhere else when the context was changed', async () => {
    const { model, client, last, pass } = await actingConsole(failedRuns(6));
    model.actions.begin(retryOf(failedRuns(6), { perMinute: 60 }));
    await pass(1_500);
    patchSlice(model.store, 'connection', { contextName: 'other' });
    await pass(10_000);
    expect(client.effects).toHaveLength(2);
    expect(last()?.counts).toMatchObject({ dropped: 4 });
  });

  test('wait when the server is busy', async () => {
    const { model, last, pass } = await actingConsole(failedRuns(2));
    const [item, other] = failedRuns(2).map(retryItem);
    if (item === undefined || other === undefined) throw new Error('no item');
    let tries = 0;
    const send: typeof item.send = async (...given) => {
      if (++tries < 4) throw new UserError('busy', 'Too fast.');
      return item.send(...given);
    };
    model.actions.begin({ ...retryOf([]), items: [{ ...item, send }, other] });
    await pass(3_000);
    expect(last()?.counts).toMatchObject({ waiting: 1, confirmed: 1 });
    await pass(5_000);
    expect(last()?.counts).toMatchObject({ confirmed: 2 });
  });
});

describe('undo', () => {
  test('of a retry cancels what is still pending, and says what had started', async () => {
    const { model, client, last, pass } = await actingConsole(failedRuns(3));
    const number = model.actions.begin(retryOf(failedRuns(3)));
    await pass(1_000);
    expect(last()?.undo?.until).toBeGreaterThan(seededNow);
    await client.change('new-run-00000002', { status: 'running' });
    expect(await model.actions.takeBack(number)).toEqual({ dropped: 0, undone: 2, underWay: 0, kept: 1 });
    expect(client.effects.filter((effect) => effect.startsWith('cancel'))).toHaveLength(2);
    expect(last()?.items.map(({ state }) => state)).toEqual(['undone', 'confirmed', 'undone']);
    expect(last()?.items[1]?.note).toBe('not taken back: it had started already');
  });

  test('of what is under way takes that back, too, when its answer comes', async () => {
    const { model, client, last, pass } = await actingConsole(failedRuns(1));
    const late = Promise.withResolvers<void>();
    const [item] = failedRuns(1).map(retryItem);
    if (item === undefined) throw new Error('no item');
    const send: typeof item.send = async (...given) => {
      await late.promise;
      return item.send(...given);
    };
    const number = model.actions.begin({ ...retryOf([]), items: [{ ...item, send }] });
    await turn();
    await model.actions.takeBack(number);
    late.resolve();
    await pass(500);
    expect(last()?.items).toMatchObject([{ state: 'undone' }]);
    expect(client.effects).toEqual(['create new-run-00000001', 'cancel new-run-00000001']);
  });
});

describe('a start from the form', () => {
  test('answers the run, or null with the reason', async () => {
    const { model, client, state } = await actingConsole();
    expect(await startRun(model, { target: 'task:x' })).toMatchObject({ target: 'task:x' });
    client.losing = () => {
      throw new UserError('forbidden', 'This token may only read.', { fix: 'Log in again.' });
    };
    expect(await startRun(model, { target: 'task:x' })).toBeNull();
    await turn();
    expect(state().notice).toEqual({
      kind: 'error',
      message: 'This token may only read.',
      fix: 'Log in again.',
    });
    expect(state().receipts.at(-1)).toMatchObject({ verb: 'start', counts: { failed: 1 } });
  });

  test('that never came is not sent behind the back of the form', async () => {
    const { model, client, last, pass } = await actingConsole();
    client.losing = () => 'request';
    expect(await startRun(model, { target: 'task:x', publicId: 'k' })).toBeNull();
    client.losing = () => null;
    await pass(5_000);
    expect(client.effects).toEqual([]);
    expect(last()?.items).toMatchObject([{ state: 'failed', note: 'the server did not get it' }]);
  });

  test('whose answer was lost is found again: pressed twice, it is one run', async () => {
    const { model, client, pass } = await actingConsole();
    let losses = 1;
    client.losing = () => (losses-- > 0 ? 'answer' : null);
    expect(await startRun(model, { target: 'task:x', publicId: 'k' })).toBeNull();
    expect(await startRun(model, { target: 'task:x', publicId: 'k' })).toMatchObject({ target: 'task:x' });
    await pass(2_000);
    expect(client.effects).toHaveLength(1);
    expect(model.store.getState().receipts.map(({ counts }) => counts.confirmed)).toEqual([1, 1]);
  });
});

test('one thing does not wait until thousands that were begun before it are sent', async () => {
  const { model } = await actingConsole();
  const sent: string[] = [];
  const answers: (() => void)[] = [];
  const slow = (name: string): ActionItem => ({
    id: null,
    label: name,
    send: () => {
      sent.push(name);
      return new Promise((resolve) => answers.push(() => resolve({ runs: [], note: null })));
    },
  });
  model.actions.begin(retryOf([], { items: Array.from({ length: 1_000 }, () => slow('many')) }));
  model.actions.begin(retryOf([], { items: [slow('one')] }));
  expect(sent).toEqual(['many', 'many', 'many', 'many']);
  answers.shift()?.();
  await turn();
  expect(sent).toEqual(['many', 'many', 'many', 'many', 'one']);
  answers.shift()?.();
  await turn();
  expect(sent.at(-1)).toBe('many');
});
