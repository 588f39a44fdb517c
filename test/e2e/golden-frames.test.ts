import { describe, test } from 'vitest';
import { openStory, type StoryConsole } from '../helpers/story/story-console.ts';
import { tellStory } from '../helpers/story/story-data.ts';
import { serveStory } from '../helpers/story/story-server.ts';
import { styledFrame } from '../helpers/story/styled-frame.ts';
import { take, visits, wayBack } from '../helpers/story/visits.ts';

const looks: readonly (readonly [look: string, options: StoryConsole])[] = [
  ['80x24', { columns: 80, rows: 24 }],
  ['120x36', { columns: 120, rows: 36 }],
  ['200x60', { columns: 200, rows: 60 }],
  ['80x24-no-colour', { columns: 80, rows: 24, env: { NO_COLOR: '1' } }],
  ['80x24-ascii', { columns: 80, rows: 24, args: ['--ascii'] }],
];

const colours = /: .*\b(red|green|yellow|blue|magenta|cyan)\b/;

/** The port of the server and the folder of the settings have other names each time, of the same length. */
function unchanging(frame: string): string {
  return frame
    .replaceAll(/127\.0\.0\.1:\d{5}/g, '127.0.0.1:45678')
    .replaceAll(/vfjobs-story-\w{6}/g, 'vfjobs-story-folder');
}

// Side by side: each of them mostly waits for its terminal to come to rest.
describe.concurrent('every screen of the program', () => {
  test.for(looks)('at %s', { timeout: 240_000 }, async ([look, options], { expect }) => {
    await using server = await serveStory(tellStory());
    await using console = await openStory(server, options);
    for (const { name, keys, see, back = [] } of visits) {
      await take(console, keys);
      await console.see(see);
      await console.pty.quiet();
      const frame = unchanging(styledFrame(console.pty.view));
      await expect.soft(frame).toMatchFileSnapshot(`__frames__/${name}-${look}.txt`);
      if (look.endsWith('ascii')) expect.soft(frame, name).toMatch(/^[\n -~]*$/);
      if (look.endsWith('no-colour')) expect.soft(frame, name).not.toMatch(colours);
      await take(console, [...back, ...wayBack]);
    }
  });
});
