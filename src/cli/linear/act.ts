import { isoTime } from '../../lib/clock.ts';
import { messageOf, UserError } from '../../model/errors.ts';
import type { JournalEntry } from '../../model/journal.ts';
import type { Run } from '../../model/run.ts';
import { isTerminal } from '../../model/run-status.ts';
import type { ActionDone, ActionItem } from '../../store/acting/action.ts';
import { isLost } from '../../store/acting/queue-parts.ts';
import { cancelItem, retryItem } from '../../store/acting/run-items.ts';
import { newIdempotencyKey } from '../../store/idempotency-key.ts';
import type { ItemState } from '../../store/receipts.ts';
import type { LinearParts } from './linear-parts.ts';
import { closed, sentenceOf } from './tell-changes.ts';

/** What is acted upon, as the log of actions names it. */
interface Thing {
  readonly id: string;
  readonly label: string;
  /** What it is one of: `runs`. */
  readonly things: string;
}

interface Asked {
  readonly verb: string;
  readonly question: string;
  readonly thing: Thing;
  readonly item: ActionItem;
}

/** Cancels or retries a run. */
export async function act(parts: LinearParts, verb: 'cancel' | 'retry', id: string): Promise<void> {
  const { client, output } = parts;
  if (isRefused(parts, verb)) return;
  const run = await client.runs.get(id);
  const question = `${verb === 'cancel' ? 'Cancel' : 'Retry'} ${sentenceOf(run)}?`;
  const thing = { id: run.id, label: run.target, things: 'runs' };
  const item = verb === 'cancel' ? cancelItem(run) : retryItem(run);
  const done = await askAndSend(parts, { verb, question, thing, item });
  if (done === 'not-done') return;
  output.line(done === null ? unknownText(run) : doneText(verb, done.runs[0] ?? run));
}

/**
 * Asks, and does it: the log of actions has it before it is sent, and what became of it after.
 * @returns null when the answer was lost and nobody can tell what came of it; `not-done` was told
 */
export async function askAndSend(parts: LinearParts, asked: Asked): Promise<ActionDone | null | 'not-done'> {
  const { output, isProduction } = parts;
  const wanted = isProduction ? asked.thing.id.slice(-4) : 'y';
  const how = isProduction ? `This is production: type ${wanted} to go ahead.` : 'Type y or n.';
  if ((await parts.ask(`${asked.question} ${how}`)).trim().toLowerCase() !== wanted.toLowerCase()) {
    output.line('Nothing was done.');
    return 'not-done';
  }
  // The armed time may have ended while it was asked.
  return isRefused(parts, asked.verb) ? 'not-done' : sendLogged(parts, asked);
}

/** Says why nothing may be changed now. */
export function isRefused({ access, output }: LinearParts, verb: string): boolean {
  const reason = access.reason();
  if (reason !== null) output.line(`${verb}: not now, ${reason}.`);
  return reason !== null;
}

/** @returns null when the answer was lost and nobody can tell what came of it */
async function sendLogged(parts: LinearParts, { verb, thing, item }: Asked): Promise<ActionDone | null> {
  const { journal } = parts;
  const key = newIdempotencyKey();
  const log = await openEntry(parts, verb, thing);
  await journal?.append(log('sent', null, null));
  try {
    const done = await sendOrLookUp(parts, item, key);
    const made = done?.runs[0]?.id ?? null;
    await journal?.append(
      done === null ? log('unknown', 'sent, no reply', null) : log('accepted', done.note, made),
    );
    return done;
  } catch (thrown) {
    await journal?.append(log('failed', messageOf(thrown), null));
    throw thrown;
  }
}

/**
 * After a lost answer the server is asked what it did; it is never sent twice.
 * @returns null when it cannot tell
 */
async function sendOrLookUp(
  { client }: LinearParts,
  item: ActionItem,
  key: string,
): Promise<ActionDone | null> {
  try {
    return await item.send(client, key);
  } catch (thrown) {
    if (!isLost(thrown, item.lookUp !== undefined)) throw thrown;
  }
  const found = await item.lookUp?.(client, key).catch(() => undefined);
  if (found === undefined) return null;
  if (found === null) throw new UserError('network', 'The request was lost on its way: nothing was done');
  return found;
}

/** @returns makes the lines of the log about one action */
async function openEntry({ client, context, user, now }: LinearParts, verb: string, thing: Thing) {
  const entryId = newIdempotencyKey();
  const at = isoTime(now());
  const { email: who } = await client.me().catch(() => ({ email: null }));
  return (state: ItemState, note: string | null, runId: string | null): JournalEntry => ({
    id: entryId,
    at,
    who: who ?? user,
    context,
    project: client.project,
    verb,
    things: thing.things,
    reason: null,
    counts: { [state]: 1 },
    items: [{ id: thing.id, runId: runId === thing.id ? null : runId, label: thing.label, state, note }],
    settledAt: state === 'sent' ? null : isoTime(now()),
  });
}

function doneText(verb: 'cancel' | 'retry', run: Run): string {
  if (verb === 'retry') return closed(`New: ${sentenceOf(run)}`);
  const hadEnded = isTerminal(run.status) && run.status !== 'cancelled';
  return closed(`${hadEnded ? 'It had ended' : 'Cancel asked for'}: ${sentenceOf(run)}`);
}

function unknownText({ id }: Run): string {
  return `No reply came: whether it was done is not known. Nothing is sent again; "show ${id.slice(-8)}" tells.`;
}
