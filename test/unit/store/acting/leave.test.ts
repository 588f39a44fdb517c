import { expect, test } from 'vitest';
import { askAboutUnsent } from '../../../../src/store/acting/leave-unsent.ts';
import { cancelItem } from '../../../../src/store/acting/run-items.ts';
import type { ConsoleExit } from '../../../../src/store/console-options.ts';
import { leaveConsole } from '../../../../src/store/leave.ts';
import { actingConsole, turn } from '../../../helpers/acting-console.ts';
import { runningId, seededRuns } from '../../../helpers/seeded-data.ts';

async function heldCancel() {
  const console = await actingConsole();
  const run = seededRuns().find(({ id }) => id === runningId);
  if (run === undefined) throw new Error('The seed has changed.');
  console.model.actions.begin({
    verb: 'cancel',
    question: 'Cancel?',
    lines: [],
    yes: 'cancel',
    items: [cancelItem(run)],
  });
  const exits: ConsoleExit[] = [];
  leaveConsole(console.model, (exit) => exits.push(exit));
  return { ...console, exits };
}

test('leaving asks about a cancel that is not sent yet; staying is the harmless answer', async () => {
  const { state, exits } = await heldCancel();
  expect(state().dialog).toMatchObject({ title: '1 cancel is not done yet. Leave?', focused: 0 });
  expect(state().dialog?.choices[0]).toEqual({ key: 'b', label: 'stay', harmless: true });
  expect(exits).toEqual([]);
});

test('drop leaves it unsent, and so does Ctrl-C again', async () => {
  const { client, exits, state, pass } = await heldCancel();
  expect(state().dialog?.quit).toBe('d');
  state().dialog?.answer('d', []);
  expect(exits).toEqual([{ leave: 'keep' }]);
  await pass(10_000);
  expect(client.effects).toEqual([]);
});

test('send sends it at once, waits for the answer, and leaves', async () => {
  const { client, exits, state } = await heldCancel();
  state().dialog?.answer('s', []);
  expect(exits).toEqual([]);
  await turn();
  expect(client.effects).toEqual([`cancel ${runningId}`]);
  expect(exits).toEqual([{ leave: 'keep' }]);
});

test('one whose answer was lost is looked up before', async () => {
  const { client, exits, state, pass } = await heldCancel();
  client.losing = () => 'answer';
  state().dialog?.answer('s', []);
  await turn();
  expect(exits).toEqual([]);
  await pass(2_000);
  expect(exits).toEqual([{ leave: 'keep' }]);
  expect(client.effects).toHaveLength(1);
});

test('switching contexts asks, too; Ctrl-C then asks about leaving', async () => {
  const { model, state, client, pass } = await heldCancel();
  let switched = 0;
  expect(askAboutUnsent(model, () => switched++, 'Switch to “prod”')).toBe(true);
  expect(state().dialog).toMatchObject({ title: '1 cancel is not done yet. Switch to “prod”?' });
  expect(state().dialog?.quit).toBeUndefined();
  state().dialog?.answer('d', []);
  expect(switched).toBe(1);
  await pass(10_000);
  expect(client.effects).toEqual([]);
  expect(askAboutUnsent(model, () => switched++)).toBe(false);
});
