import type { Client } from '../client/client.ts';
import { isoTime } from '../lib/clock.ts';
import { type JournalEntry, lastOfEach, maxJournalItems } from '../model/journal.ts';
import type { ConsoleModel } from './console-model.ts';
import type { ConsoleState } from './console-state.ts';
import { loadingList, withItems } from './item-list.ts';
import { type ItemState, itemStates, type Receipt } from './receipts.ts';

/** Those that went wrong are the ones that somebody looks for later. */
const worstFirst: readonly ItemState[] = ['failed', 'unknown', 'dropped', 'undone', 'sent', 'waiting'];

/** Keeps what has become of an action in the log; without one, for as long as the console runs. */
export async function logReceipt(model: ConsoleModel, receipt: Receipt): Promise<void> {
  learnWho(model);
  const { client } = model.store.getState().connection;
  const known = client === null ? null : names.get(client);
  const entry = entryOf(receipt, known ?? model.options.user ?? null);
  put(model, [entry]);
  const isKept = await model.options.journal?.append(entry);
  if (isKept !== false) return;
  model.store.setState({
    notice: { kind: 'info', message: 'The log of actions could not be written to its file.', fix: null },
  });
}

/** The names that servers have for the user; null while one is asked. */
const names = new WeakMap<Client, string | null>();

/** Asks the server, once, who is acting: the log must not wait for that. */
export function learnWho({ store }: ConsoleModel): void {
  const { client } = store.getState().connection;
  if (client === null || names.has(client)) return;
  names.set(client, null);
  client.me().then(
    ({ email }) => names.set(client, email),
    () => names.delete(client),
  );
}

/** Reads the log of earlier consoles, too; what was done meanwhile stays. */
export async function readOps(model: ConsoleModel): Promise<void> {
  const { store, options } = model;
  store.setState(({ ops }) => ({ ops: loadingList(ops) }));
  const kept = (await options.journal?.read()) ?? [];
  put(model, kept);
}

export function entryId({ id }: JournalEntry): string {
  return id;
}

/** The receipt that an entry of the log is about; null for one of an earlier console. */
export function receiptOfEntry({ receipts }: Pick<ConsoleState, 'receipts'>, id: string): Receipt | null {
  return receipts.find((receipt) => receipt.id === id) ?? null;
}

/** Brings entries into the list: of two about one action the one of this console counts, then the later one. */
function put({ store, clock }: ConsoleModel, entries: readonly JournalEntry[]): void {
  store.setState((state) => {
    const known = state.ops.items.toReversed();
    const own = known.filter(({ id }) => receiptOfEntry(state, id) !== null);
    const isOwn = new Set(own.map(entryId));
    const fresh =
      entries.length === 1
        ? [...known, ...entries]
        : [...known, ...entries.filter(({ id }) => !isOwn.has(id))];
    const items = lastOfEach(fresh).toSorted((a, b) => (a.at < b.at ? 1 : -1));
    return { ops: withItems(state.ops, entryId, items, clock.now()) };
  });
}

/** A receipt as the log keeps it. */
export function entryOf(receipt: Receipt, by: string | null): JournalEntry {
  const rank = ({ state }: { readonly state: ItemState }) => (worstFirst.indexOf(state) + 10) % 10;
  const items =
    receipt.items.length > maxJournalItems
      ? receipt.items.toSorted((a, b) => rank(a) - rank(b))
      : receipt.items;
  return {
    id: receipt.id,
    at: isoTime(receipt.askedAt),
    who: by,
    context: receipt.contextName,
    project: receipt.project,
    verb: receipt.verb,
    things: receipt.things,
    reason: receipt.reason,
    counts: Object.fromEntries(
      itemStates.flatMap((state) => (receipt.counts[state] > 0 ? [[state, receipt.counts[state]]] : [])),
    ),
    items: items.slice(0, maxJournalItems).map(({ id, runId, label, state, note }) => ({
      id,
      runId: runId === id ? null : runId,
      label,
      state,
      note,
    })),
    settledAt: receipt.settledAt === null ? null : isoTime(receipt.settledAt),
  };
}
