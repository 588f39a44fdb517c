import { createInterface } from 'node:readline';
import type { Client, LinkState } from '../../client/client.ts';
import type { Connection } from '../../config/choose-connection.ts';
import { localContextName } from '../../config/local-context.ts';
import { systemClock } from '../../lib/clock.ts';
import { connect } from '../connect.ts';
import type { Invocation } from '../invocation.ts';
import { lateJournal } from '../late-journal.ts';
import type { LogPrinter } from '../print-log.ts';
import { userName } from '../user-name.ts';
import { createAccess } from './access.ts';
import type { LinearParts } from './linear-parts.ts';
import { createChangeTeller, linkSentence } from './tell-changes.ts';
import { doLine } from './words.ts';

/**
 * The console as lines, for screen readers and terminals that cannot move their cursor: every change is one sentence
 * with its time, and what is typed are words. Returns after the user has left.
 */
export async function openLinear(
  invocation: Invocation,
  connection: Connection,
  onConnect?: (client: Client) => void,
): Promise<void> {
  const { output, wiring, flags, env } = invocation;
  const isProduction = connection.kind === 'remote' && connection.production;
  wiring.leaveSplash();
  output.line('vfjobs, line by line. Every change is a sentence. Type help for the words, quit to leave.');
  output.line(
    connection.kind === 'local' ? 'Connecting to the local executor.' : `Connecting to ${connection.apiUrl}.`,
  );
  const { client } = await connect(connection, wiring.launcher);
  onConnect?.(client);
  const left = Promise.withResolvers<void>();
  const lines = createInterface({ input: process.stdin, terminal: false });
  const followed: { runId: string | null; log: LogPrinter | null } = { runId: null, log: null };
  let answer: ((text: string) => void) | null = null;
  const parts: LinearParts = {
    client,
    output,
    access: createAccess({
      readOnly: connection.readOnly,
      isProduction,
      isLocked: flags.readOnly,
      now: systemClock.now,
    }),
    isProduction,
    context: connection.kind === 'local' ? localContextName : connection.name,
    user: userName() ?? null,
    journal: lateJournal(env),
    now: systemClock.now,
    ask: (question) =>
      new Promise((resolve) => {
        output.line(question);
        answer = resolve;
      }),
    follow(runId, log) {
      Object.assign(followed, { runId, log });
      watch.follow(runId === null ? [] : [runId]);
    },
    quit: () => left.resolve(),
  };
  const watch = watchIn(parts, followed);
  let work = Promise.resolve();
  lines.on('line', (line) => {
    const take = answer;
    answer = null;
    if (take !== null) take(line);
    // One after the other: what was typed ahead waits for what was typed before.
    else work = work.then(() => doLine(parts, line));
  });
  lines.on('close', () => left.resolve());
  await doLine(parts, 'counts');
  await left.promise;
  lines.close();
  watch.close();
  await client.close();
}

function watchIn(
  { client, output, now }: LinearParts,
  followed: { readonly runId: string | null; readonly log: LogPrinter | null },
) {
  const teller = createChangeTeller();
  let isPrimed = false;
  let link: LinkState['kind'] = 'connecting';
  const say = (text: string) => output.line(`${new Date(now()).toTimeString().slice(0, 8)} ${text}`);
  const prime = async () => {
    const { items } = await client.runs.list({}, { limit: 100 });
    if (isPrimed) for (const sentence of teller.tell(items.toReversed())) say(sentence);
    else teller.note(items);
    isPrimed = true;
  };
  const catchUp = () => void followed.log?.catchUp().catch(() => undefined);
  return client.watch({
    onLink(state) {
      const sentence = linkSentence(state, now());
      if (sentence !== null && state.kind !== link) say(sentence);
      link = state.kind;
    },
    onRuns(runs) {
      for (const sentence of teller.tell(runs)) say(sentence);
    },
    onEvents: () => undefined,
    onLog(runId) {
      if (runId === followed.runId) catchUp();
    },
    onFollowed: catchUp,
    onResync: () => void prime().catch(() => undefined),
  });
}
