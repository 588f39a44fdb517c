import { showBatch } from '../../src/store/read-batch.ts';
import { readFailures } from '../../src/store/read-failures.ts';
import { open } from '../navigate.ts';
import { type ConsoleParts, type ScreenDefinition, stateOf } from '../parts.ts';
import { batchCommands } from './commands.ts';
import { BatchScreen } from './screen.tsx';

export const batchDefinition: ScreenDefinition = {
  Screen: BatchScreen,
  commands: batchCommands,
  scopes: () => ['batch', 'list', 'everywhere'],
  verbs: [{ name: 'batch', argument: 'ID', text: 'One batch', run: showOneBatch, complete: completeBatch }],
  enter(parts, place) {
    if (place.screen !== 'batch') return;
    showBatch(parts.model, place.batchId);
    // What failed elsewhere says whether this is new.
    if (stateOf(parts).failures.isGlance) void readFailures(parts.model);
  },
};

/** Takes an id, or the start of one that the list of batches shows. */
function showOneBatch(parts: ConsoleParts, id: string): string | null {
  if (id === '') return 'batch: which one? Type its id.';
  const known = knownIds(parts).filter((other) => other.startsWith(id));
  if (known.length > 1 && !known.includes(id))
    return `batch: ${known.length} batches are called ${id}…, type more of it`;
  open(parts, { screen: 'batch', batchId: known.includes(id) ? id : (known[0] ?? id) });
  return null;
}

function completeBatch(parts: ConsoleParts, typed: string): readonly string[] {
  return knownIds(parts)
    .filter((id) => id.startsWith(typed) && id !== typed)
    .slice(0, 4);
}

function knownIds(parts: ConsoleParts): readonly string[] {
  return stateOf(parts).batches.list.items.map(({ id }) => id);
}
