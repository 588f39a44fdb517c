import './console-environment.ts';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { Client } from '../../src/client/client.ts';
import { type Clock, systemClock } from '../../src/lib/clock.ts';
import { type SettingsPort, settingsInMemory } from '../../src/model/console-settings.ts';
import { openInProcess } from '../helpers/console-in-process.tsx';
import { seededClient } from '../helpers/seeded-client.ts';
import { seededContexts } from '../helpers/seeded-contexts.ts';
import { seed, seededNow } from '../helpers/seeded-data.ts';

/** What is there as long as somebody holds on to it. */
function countedParts() {
  const open = { clients: 0, watches: 0, traffic: 0, settings: 0, timers: 0 };
  const hold = (what: keyof typeof open) => {
    open[what]++;
    let isHeld = true;
    return () => {
      if (isHeld) open[what]--;
      isHeld = false;
    };
  };
  const client = (): Client => {
    const seeded = seededClient(seed());
    const close = hold('clients');
    return {
      ...seeded,
      traffic: { ...seeded.traffic, listen: () => hold('traffic') },
      watch: (handlers) => ({ ...seeded.watch(handlers), close: hold('watches') }),
      close: async () => close(),
    };
  };
  const memory = settingsInMemory();
  const settings: SettingsPort = { ...memory, watch: () => hold('settings') };
  const clock: Clock = {
    now: () => seededNow,
    after(delayMs, callback) {
      const over = hold('timers');
      const cancel = systemClock.after(delayMs, () => {
        over();
        callback();
      });
      return () => {
        over();
        cancel();
      };
    },
  };
  return { open, client, settings, clock };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('a console that was left leaves nothing behind', { timeout: 30_000 }, async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const { open, client, settings, clock } = countedParts();
  using console = openInProcess({
    client: async () => client(),
    settings,
    clock,
    contexts: seededContexts().port,
  });
  await console.see('LIVE');
  const left: WeakRef<object>[] = [];
  const switchOnce = async (name: string) => {
    left.push(new WeakRef(console.parts.model));
    console.parts.switchTo({
      contextName: name,
      readOnly: false,
      isProduction: false,
      connect: async () => ({ client: client(), ownsExecutor: false }),
    });
    await console.see(new RegExp(`vfjobs {2}${name} .*LIVE`));
  };
  const visit = async (...screens: readonly string[]) => {
    for (const screen of screens) {
      await console.press(screen, 'j');
      await turn();
    }
  };
  await switchOnce('c0');
  await visit('3', '4', '6', '1');
  const timers = open.timers;
  for (let count = 1; count <= 50; count++) {
    await switchOnce(`c${count}`);
    if (count % 10 === 0) await visit('3', '4', '6', '1');
  }
  expect(open).toMatchObject({ clients: 1, watches: 1, traffic: 1, settings: 1 });
  expect(open.timers).toBeLessThanOrEqual(timers + 2);
  for (let times = 0; times < 5; times++) {
    await turn();
    collect();
  }
  // What was drawn last may be kept for a while by what draws.
  expect(left.filter((model) => model.deref() !== undefined).length).toBeLessThanOrEqual(3);
});

test('an answer that comes after its console was left is not taken', async () => {
  const { open, client, settings, clock } = countedParts();
  const answer = Promise.withResolvers<Client>();
  using console = openInProcess({
    client: () => answer.promise,
    settings,
    clock,
    contexts: seededContexts().port,
  });
  await console.see('connecting');
  console.parts.switchTo({
    contextName: 'other',
    readOnly: false,
    isProduction: false,
    connect: async () => ({ client: client(), ownsExecutor: false }),
  });
  await console.see(/vfjobs {2}other .*LIVE/);
  answer.resolve(client());
  await turn();
  await turn();
  expect(open).toMatchObject({ clients: 1, watches: 1, traffic: 1 });
});
