import { afterAll, beforeAll, test } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { settingsInMemory } from '../../src/model/console-settings.ts';
import { connect, disconnect } from '../../src/store/connect.ts';
import type { ConsoleModel } from '../../src/store/console-model.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { createConsoleModel } from '../../src/store/create-console-model.ts';
import { showRun } from '../../src/store/read-detail.ts';
import { runEnded } from '../helpers/run-ended.ts';
import { type Stack, startStack } from '../helpers/start-stack.ts';
import { taskSource } from '../helpers/temp-project.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    tasks: { quick: taskSource('console.log("the only line"); ctx.event("note", {}); return 1;') },
  });
});
afterAll(() => stack.stop());

function openConsole(): ConsoleModel {
  const options = {
    contextName: 'local',
    readOnly: false,
    ascii: false,
    color: true,
    settings: settingsInMemory(),
  };
  const client = stack.connect();
  return createConsoleModel(
    { ...options, connect: async () => ({ client, ownsExecutor: false }) },
    systemClock,
  );
}

function reaches({ store }: ConsoleModel, holds: (state: ConsoleState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds(store.getState())) return;
      stop();
      resolve();
    };
    const stop = store.subscribe(look);
    look();
  });
}

const quickRun = async () => (await stack.executor.createRun({ target: 'task:quick' })).run.id;

test('a console that opens while fifty runs come and go shows the end of each', async () => {
  const creating = Promise.all(Array.from({ length: 50 }, quickRun));
  const model = openConsole();
  await connect(model);
  const ids = await creating;
  await Promise.all(ids.map((id) => runEnded(stack.executor, id)));
  await reaches(model, ({ runs }) => ids.every((id) => runs.list.byId.get(id)?.status === 'completed'));
  await reaches(model, ({ runs }) => runs.counts?.completed === 50);
  await disconnect(model);
}, 60_000);

test('a run that is opened while it ends shows all its events and its whole log', async () => {
  const model = openConsole();
  await connect(model);
  await reaches(model, ({ connection }) => connection.link.kind === 'live');
  for (let round = 0; round < 20; round++) {
    const id = await quickRun();
    showRun(model, id);
    await runEnded(stack.executor, id);
    await reaches(model, ({ detail }) => detail?.events.events.at(-1)?.type === 'run.completed');
    await reaches(model, ({ detail }) => detail?.log.lines.endLine === 2);
  }
  await disconnect(model);
}, 60_000);
