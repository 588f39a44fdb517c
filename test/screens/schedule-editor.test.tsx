import './console-environment.ts';
import { expect, test } from 'vitest';
import { open } from '../../screens/navigate.ts';
import { type InProcessOptions, openInProcess } from '../helpers/console-in-process.tsx';
import { type Seed, seededClient } from '../helpers/seeded-client.ts';
import { seededNow, seededTargets } from '../helpers/seeded-data.ts';
import { seededSchedules } from '../helpers/seeded-schedules.ts';

function ago(seconds: number): string {
  return new Date(seededNow - seconds * 1000).toISOString();
}

const schedules = seededSchedules(ago);
const [invoices] = schedules;
const scheduleId = invoices?.id ?? '';

async function opened(seed: Partial<Seed> = {}, options: Partial<InProcessOptions> = {}, id: string | null = scheduleId) {
  const client = seededClient({ runs: [], schedules, targets: seededTargets(), ...seed });
  const console = openInProcess({ client, now: seededNow, columns: 140, rows: 44, ...options });
  await console.see('LIVE');
  open(console.parts, { screen: 'schedule-editor', scheduleId: id });
  await console.see(id === null ? '> new' : '> edit');
  return Object.assign(console, { client });
}

test('shows', async () => {
  using console = await opened();
  console.terminal;
  await console.type('every night at 2:30');
  await new Promise((r) => setTimeout(r, 600));
  process.stdout.write(`${await console.see('CHANGE')}\n`);
  await console.press('enter');
  await new Promise((r) => setTimeout(r, 600));
  process.stdout.write(`${await console.see('CHANGE')}\n`);
  expect(1).toBe(1);
});
