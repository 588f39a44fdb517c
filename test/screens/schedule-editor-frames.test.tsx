import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import { open } from '../../screens/navigate.ts';
import type { LoadPreview } from '../../src/model/schedule-preview.ts';
import { type InProcessConsole, openInProcess } from '../helpers/console-in-process.tsx';
import { seededClient } from '../helpers/seeded-client.ts';
import { seededNow, seededTargets } from '../helpers/seeded-data.ts';
import { seededSchedules } from '../helpers/seeded-schedules.ts';

const sizes = [
  { columns: 200, rows: 60 },
  { columns: 120, rows: 36 },
  { columns: 80, rows: 24 },
  { columns: 40, rows: 14 },
];

const load: LoadPreview = {
  minutes: [
    { at: '2026-11-23T01:30:00.000Z', names: ['nightly-backup', 'embed-docs', 'index-search'], starts: 6 },
    { at: '2026-11-24T01:30:00.000Z', names: ['nightly-backup'], starts: 2 },
  ],
  quieter: { when: '41 2 * * *', timezone: 'Europe/Stockholm', text: '02:41, nothing else starts then' },
};

const schedules = seededSchedules((seconds) => new Date(seededNow - seconds * 1000).toISOString());

async function opened(options: { columns: number; rows: number; ascii?: boolean; id?: string | null }) {
  const client = seededClient({ runs: [], schedules, targets: seededTargets() });
  const { preview } = client.schedules;
  Object.assign(client.schedules, {
    preview: async (request: Parameters<typeof preview>[0]) => ({ ...(await preview(request)), load }),
  });
  const console = openInProcess({ client, now: seededNow, ...options });
  await console.see('LIVE');
  await console.press('3');
  await console.see('every-15m');
  const { id = schedules[0]?.id ?? null } = options;
  open(console.parts, { screen: 'schedule-editor', scheduleId: id });
  await console.see('Schedules > ');
  return console;
}

/** The preview is that of what is typed. */
async function answered({ parts, see }: InProcessConsole): Promise<void> {
  const editor = () => [...parts.model.store.getState().scheduleEditors.values()][0];
  await expect.poll(() => editor()?.preview.times?.firesInYear).toBe(365);
  await expect.poll(() => editor()?.before?.firesInYear).toBe(35_040);
  parts.terminal.compositor.paintNow();
  await see(/96 (fires )?a day/);
}

function frame({ terminal }: InProcessConsole): string {
  return `${terminal.screen
    .lines()
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}

describe('golden frames', () => {
  for (const { columns, rows } of sizes) {
    test(`the form at ${columns}x${rows}`, async () => {
      using console = await opened({ columns, rows });
      await console.type('every night at 2:30');
      await answered(console);
      await console.see('understood as');
      await expect(frame(console)).toMatchFileSnapshot(`__frames__/schedule-editor-${columns}x${rows}.txt`);
    });

    test(`the next fires at ${columns}x${rows}`, async () => {
      using console = await opened({ columns, rows });
      await console.type('every night at 2:30');
      await console.press('enter', 'ctrl-p');
      await answered(console);
      await console.see(/CLOCK CHANGE|NEXT FIRES/);
      await console.see('Mon 23 Nov 02:30');
      await expect(frame(console)).toMatchFileSnapshot(`__frames__/schedule-fires-${columns}x${rows}.txt`);
    });
  }

  test('in ASCII every cell is ASCII', async () => {
    using console = await opened({ columns: 80, rows: 24, ascii: true });
    await console.type('every night at 2:30');
    await answered(console);
    expect(frame(console)).toMatch(/^[\n -~]*$/);
    await console.press('ctrl-p');
    await console.see('NEXT FIRES');
    expect(frame(console)).toMatch(/^[\n -~]*$/);
  });
});
