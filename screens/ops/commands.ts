import { isoTime } from '../../src/lib/clock.ts';
import type { JournalEntry } from '../../src/model/journal.ts';
import { askFirst } from '../../src/store/dialog.ts';
import { itemAtCursor, moveItemCursor } from '../../src/store/item-list.ts';
import { entryId, receiptOfEntry } from '../../src/store/ops.ts';
import type { Receipt } from '../../src/store/receipts.ts';
import { copyText } from '../copy-text.ts';
import { itemListMovement } from '../item-list-view.ts';
import { openRunFrom } from '../open-run.ts';
import { saveText } from '../outside/save-file.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { always } from '../screen-command.ts';

export const opsCommands: ScreenCommands = {
  ...itemListMovement((parts, delta) =>
    parts.model.store.setState(({ ops }) => ({ ops: moveItemCursor(ops, entryId, delta) })),
  ),
  open: {
    disabledReason: (parts) => (runOf(parts) === null ? 'no run is known of it' : null),
    run(parts) {
      const runId = runOf(parts);
      if (runId !== null) openRunFrom(parts, runId, { name: 'Actions', runIds: runsOf(parts) });
    },
  },
  copy: always((parts) => {
    const entry = atCursor(parts);
    if (entry !== null) copyText(parts, JSON.stringify(entry), 'the entry of the log');
  }),
  export: always((parts) => {
    const entries = stateOf(parts).ops.items.toReversed();
    saveText(parts, {
      name: `actions-${isoTime(parts.model.clock.now()).slice(0, 10)}.jsonl`,
      title: 'the log of actions',
      lines: () => entries.map((entry) => JSON.stringify(entry)),
    });
  }),
  cancel: {
    disabledReason: (parts) => (unsentOf(parts) === null ? 'nothing of it waits to be sent' : null),
    run(parts) {
      const receipt = unsentOf(parts);
      if (receipt !== null) askToStop(parts, receipt);
    },
  },
};

/** Asks whether what waits of all actions, or of one, is to be left unsent. */
export function askToStop(parts: ConsoleParts, receipt: Receipt | null): void {
  const labels = { yes: 'stop', no: 'go on' };
  const what =
    receipt === null ? 'all actions under way' : `${receipt.verb} ${receipt.items.length} ${receipt.things}`;
  const lines = ['What is not sent yet is not sent; what was sent stays done.'];
  const stop = () => {
    const count = parts.model.actions.abort(receipt?.number);
    const message = `Stopped: ${count} ${count === 1 ? 'was' : 'were'} not sent.`;
    parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
  };
  parts.model.store.setState({ dialog: askFirst(`Stop ${what}?`, lines, labels, stop) });
}

function atCursor(parts: ConsoleParts): JournalEntry | null {
  return itemAtCursor(stateOf(parts).ops, entryId);
}

/** The runs of all entries, in the order of the list. */
function runsOf(parts: ConsoleParts): readonly string[] {
  const ids = stateOf(parts).ops.items.map((entry) => runOf(parts, entry));
  return [...new Set(ids.filter((id) => id !== null))];
}

function runOf(parts: ConsoleParts, entry = atCursor(parts)): string | null {
  if (entry === null) return null;
  const receipt = receiptOfEntry(stateOf(parts), entry.id);
  const [item] = receipt?.items ?? entry.items;
  return item?.runId ?? (entry.things === 'runs' ? (item?.id ?? null) : null);
}

function unsentOf(parts: ConsoleParts): Receipt | null {
  const entry = atCursor(parts);
  const receipt = entry === null ? null : receiptOfEntry(stateOf(parts), entry.id);
  return receipt !== null && receipt.counts.held + receipt.counts.waiting > 0 ? receipt : null;
}
