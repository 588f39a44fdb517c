import { expect, test } from 'vitest';
import { createConsoleParts } from '../../../screens/console-parts.ts';
import { startRepainting } from '../../../screens/repaint.ts';
import { createListeners } from '../../../src/lib/listeners.ts';
import { settingsInMemory } from '../../../src/model/console-settings.ts';
import type { Run } from '../../../src/model/run.ts';
import { connect } from '../../../src/store/connect.ts';
import { openPlace, type Place } from '../../../src/store/places.ts';
import { createCompositor } from '../../../src/terminal/compositor.ts';
import { makeFakeClock } from '../../helpers/fake-clock.ts';
import { sampleRun } from '../../helpers/sample-run.ts';
import { seededClient } from '../../helpers/seeded-client.ts';

const start = Date.parse('2026-01-01T01:00:00.000Z');
const ended: Run = { ...sampleRun({ status: 'completed' }), id: 'run-1' };

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A console whose paints are counted; the clock moves only when told. */
async function repainted(runs: readonly Run[]) {
  const clock = makeFakeClock(start);
  const focused = createListeners<boolean>();
  const client = seededClient({ runs });
  let paints = 0;
  const compositor = createCompositor({
    write: () => {},
    columns: 20,
    rows: 2,
    color: 'none',
    sync: false,
    clock,
  });
  compositor.placePane(
    'counter',
    { x: 0, y: 0, width: 20, height: 1 },
    {
      rows() {
        paints++;
        return [];
      },
    },
  );
  const parts = createConsoleParts(
    {
      contextName: 'local',
      readOnly: false,
      ascii: false,
      color: false,
      settings: settingsInMemory(),
      connect: async () => ({ client, ownsExecutor: false }),
    },
    {
      compositor,
      copy: () => true,
      suspend: () => {},
      lend: async (use) => use(),
      setMouse: () => {},
      onMouse: () => () => {},
      onFocus: focused.add,
    },
    clock,
    () => {},
    async () => ({}),
  );
  const stop = startRepainting(parts);
  await connect(parts.model);
  await turn();
  return {
    client,
    focus: focused.notify,
    go: (place: Place) => parts.model.store.setState(({ places }) => ({ places: openPlace(places, place) })),
    /** How often the screen was painted in that many seconds. */
    async during(seconds: number) {
      const before = paints;
      for (let tick = 0; tick < seconds * 10; tick++) {
        clock.advance(100);
        await turn();
      }
      return paints - before;
    },
    [Symbol.dispose]() {
      stop();
      compositor.stop();
    },
  };
}

test('with nothing in motion the screen is looked at every ten seconds', async () => {
  using console = await repainted([ended]);
  const paints = await console.during(60);
  expect(paints).toBeGreaterThanOrEqual(5);
  expect(paints).toBeLessThanOrEqual(6);
});

test('a run in motion counts seconds, from the moment that it is told of', async () => {
  using console = await repainted([ended]);
  await console.during(12);
  console.client.tellRuns([{ ...ended, status: 'running', version: 2 }]);
  const paints = await console.during(10);
  expect(paints).toBeGreaterThanOrEqual(10);
  expect(paints).toBeLessThanOrEqual(12);
});

test('nothing counts seconds while the keyboard is elsewhere', async () => {
  using console = await repainted([{ ...ended, status: 'running' }]);
  await console.during(3);
  console.focus(false);
  await console.during(2);
  expect(await console.during(20)).toBeLessThanOrEqual(2);
  console.focus(true);
  expect(await console.during(5)).toBeGreaterThanOrEqual(5);
});

test('seconds of runs are not counted on a screen that shows nothing of a server', async () => {
  using console = await repainted([sampleRun({ status: 'running' })]);
  expect(await console.during(10)).toBeGreaterThanOrEqual(9);
  console.go({ screen: 'contexts' });
  await console.during(1);
  expect(await console.during(20)).toBeLessThanOrEqual(3);
});
