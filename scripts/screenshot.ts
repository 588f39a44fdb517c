import { writeFileSync } from 'node:fs';
import { repositoryDir } from '../test/helpers/built-program.ts';
import { openStory } from '../test/helpers/story/story-console.ts';
import { tellStory } from '../test/helpers/story/story-data.ts';
import { serveStory } from '../test/helpers/story/story-server.ts';
import { take, visits } from '../test/helpers/story/visits.ts';
import { screenToSvg } from './screen-svg.ts';

/** Which visit is shown under which name; the golden frames show the same screens. */
const pictures: readonly (readonly [name: string, visit: string, title: string])[] = [
  ['screenshot-runs', 'runs-preview', 'vfjobs: the runs, and why this one failed'],
  ['screenshot-run', 'run-live', 'vfjobs: one run, its events and its log'],
  ['screenshot-batch', 'batch', 'vfjobs: a batch that fails since 11:44'],
  ['screenshot-schedule', 'schedule-editor', 'vfjobs: a schedule while it is written'],
  ['screenshot-failures', 'failures', 'vfjobs: failures by what went wrong'],
];

/** Takes the pictures of the documents: the built console on the story that the golden frames show. */
async function main(): Promise<void> {
  await using server = await serveStory(tellStory());
  for (const [name, wanted, title] of pictures) {
    const visit = visits.find((known) => known.name === wanted);
    if (visit === undefined) throw new Error(`there is no visit ${wanted}`);
    await using console = await openStory(server, { columns: 120, rows: 36 });
    await take(console, visit.keys);
    await console.see(visit.see);
    await console.pty.quiet();
    const path = `${repositoryDir}/docs/${name}.svg`;
    writeFileSync(path, screenToSvg(console.pty.view, title));
    process.stdout.write(`wrote ${path}\n`);
  }
}

await main();
