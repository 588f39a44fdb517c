import './console-environment.ts';
import { expect, test } from 'vitest';
import { draftTestName } from '../../src/store/read-contexts.ts';
import { openInProcess } from '../helpers/console-in-process.tsx';
import { seededClient } from '../helpers/seeded-client.ts';
import { seededContexts } from '../helpers/seeded-contexts.ts';
import { seed, seededNow } from '../helpers/seeded-data.ts';

function open() {
  const contexts = seededContexts();
  const console = openInProcess({ client: seededClient(seed()), now: seededNow, contexts: contexts.port });
  return { ...contexts, console };
}

test('the contexts are listed, with where each token comes from and never the token', async () => {
  const { console } = open();
  using _ = console;
  await console.see('LIVE');
  await console.press('6');
  await console.see(/\* local/);
  await console.press('j');
  const shown = await console.see('kept in the settings file, not shown');
  expect(shown).toContain('starts read-only, production');
});

test('Enter switches, the title says where, and - leads back', async () => {
  const { console } = open();
  using _ = console;
  await console.see('LIVE');
  await console.press('6');
  await console.see(/\* local/);
  await console.press('j', 'enter');
  await console.see('prod-eu / acme-web (production)');
  await console.see('READ');
  await console.see('. pending');
  await console.press('-');
  await console.see(/vfjobs {2}local/);
  await console.see('WRITE');
});

test('a context that can’t be reached says so, and there is a way back', async () => {
  const { console } = open();
  using _ = console;
  await console.see('LIVE');
  await console.press(':');
  await console.type('ctx down');
  await console.press('enter');
  const shown = await console.see('connection refused');
  expect(shown).toContain('NO SERVER');
  expect(shown).toContain('goes back to local');
  await console.press('6');
  await console.see(/\* down/);
  await console.press('-');
  await console.press('-');
  await console.see('LIVE');
});

test('a context that is not there is told, and the one in use stays', async () => {
  const { console } = open();
  using _ = console;
  await console.see('LIVE');
  await console.press(':');
  await console.type('ctx nowhere');
  await console.press('enter');
  await console.see('Not switched: There is no context "nowhere"');
  await console.see('LIVE');
});

test('the cursor begins on the context in use', async () => {
  const { console } = open();
  using _ = console;
  await console.see('LIVE');
  console.parts.doLine('ctx prod-eu');
  await console.see('prod-eu / acme-web');
  await console.press('6');
  await console.see(/> \* prod-eu/);
});

test('r reads the settings file again', async () => {
  const { console, port } = open();
  using _ = console;
  await console.see('LIVE');
  await console.press('6');
  await console.see('down');
  const { read } = port;
  port.read = async () => (await read()).filter(({ name }) => name !== 'down');
  await console.press('r');
  await console.gone('down');
});

test('t tries a context and shows each step', async () => {
  const { console, done } = open();
  using _ = console;
  await console.see('LIVE');
  await console.press('6');
  await console.see(/\* local/);
  await console.press('j', 't');
  await console.see('x token');
  await console.see('The token is not known.');
  expect(done).toEqual(['test prod-eu']);
});

test('n adds a context: checked by line, the token masked, saved with ^S', async () => {
  const { console, drafts } = open();
  using _ = console;
  await console.see('LIVE');
  await console.press('6');
  await console.see(/\* local/);
  await console.press('n');
  await console.see('New context');
  await console.press('ctrl-s');
  await console.see('up to 64 letters');
  await console.type('office');
  await console.press('tab');
  await console.type('http://127.0.0.1:4870');
  await console.press('enter');
  await console.type('acme');
  await console.press('down');
  console.terminal.type('\x1b[200~s3cret-token\n\x1b[201~');
  await console.see('************');
  await console.press('tab', 'tab');
  await console.press('space', 'tab', 'right', 'ctrl-t');
  await console.see('x token');
  await console.press('ctrl-s');
  await console.see(/\* local/);
  expect(drafts).toEqual([
    {
      name: 'office',
      apiUrl: 'http://127.0.0.1:4870',
      project: 'acme',
      token: 's3cret-token',
      tokenCommand: '',
      readOnly: true,
      production: true,
    },
  ]);
  expect(console.terminal.writes.join('')).not.toContain('s3cret');
});

test('what could not be saved stays as it was typed, and leaving asks', async () => {
  const { console, drafts } = open();
  using _ = console;
  await console.see('LIVE');
  await console.press('6');
  await console.see(/\* local/);
  await console.press('j', 'e');
  await console.see('Edit the context prod-eu');
  await console.press('ctrl-u');
  await console.type('taken');
  await console.press('ctrl-s');
  await console.see('There is a context "taken" already');
  await console.see('https://api.veryfront.com');
  expect(drafts).toEqual([]);
  await console.press('escape');
  await console.see('What you typed is lost.');
  await console.press('n', 'escape', 'y');
  await console.see(/\* local/);
});

test('D asks before a context is forgotten, and refuses what is not kept', async () => {
  const { console, done } = open();
  using _ = console;
  await console.see('LIVE');
  await console.press('6');
  await console.see(/\* local/);
  await console.press('D');
  await console.see('it is not in the settings file');
  await console.press('j', 'D');
  await console.see('Forget the context');
  await console.see('Its token is forgotten');
  await console.press('enter');
  await console.gone('Its token is forgotten');
  expect(done).toEqual([]);
  await console.press('D');
  await console.see('Its token is forgotten');
  await console.press('y');
  await console.see('forgot the context');
  expect(done).toEqual(['remove prod-eu']);
});

test('the context in use goes on as it was after an edit, until Enter opens it again', async () => {
  const { console } = open();
  using _ = console;
  await console.see('LIVE');
  console.parts.doLine('ctx prod-eu');
  await console.see('prod-eu / acme-web');
  await console.press('6');
  await console.see(/> \* prod-eu/);
  await console.press('t');
  await console.see('x token');
  await console.press('e');
  await console.see('Edit the context prod-eu');
  await console.press('ctrl-s');
  await console.see('this console goes on as before until you press Enter on it');
  // What was tried is no word about what is kept now.
  await console.see('not tried yet');
  const before = console.parts;
  await console.press('enter');
  await console.see(/prod-eu \/ acme-web .*LIVE/);
  await console.see('. pending');
  expect(console.parts).not.toBe(before);
  expect(console.parts.model.store.getState().contexts.before).toBe('local');
});

test('what trying one draft finds does not show below another', async () => {
  const { console, port } = open();
  using _ = console;
  const late = Promise.withResolvers<void>();
  port.test = async (_subject, onStep) => {
    await late.promise;
    onStep({ name: 'server', state: 'failed', text: 'of the first draft' });
  };
  await console.see('LIVE');
  await console.press('6');
  await console.see(/\* local/);
  await console.press('n', 'ctrl-t');
  await console.see('trying');
  await console.press('escape');
  await console.see(/\* local/);
  await console.press('n');
  await console.see('not tried yet');
  late.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  const { tests } = console.parts.model.store.getState().contexts;
  expect(tests[draftTestName]?.steps).toEqual([]);
});
