import { readBatches } from '../../src/store/read-batches.ts';
import { keepBatchesRead } from '../batch/keep-read.ts';
import { goTo } from '../navigate.ts';
import { verb } from '../palette/verb.ts';
import type { ScreenDefinition } from '../parts.ts';
import { batchesCommands } from './commands.ts';
import { BatchesScreen } from './screen.tsx';

export const batchesDefinition: ScreenDefinition = {
  Screen: BatchesScreen,
  commands: batchesCommands,
  scopes: () => ['batches', 'list', 'everywhere'],
  root: { key: '2', label: () => 'Batches' },
  verbs: [verb('batches', 'The batches', (parts) => goTo(parts, { screen: 'batches' }))],
  begin: keepBatchesRead,
  enter: (parts) => void readBatches(parts.model),
};
