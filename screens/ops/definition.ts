import { readOps } from '../../src/store/ops.ts';
import { open } from '../navigate.ts';
import { verb } from '../palette/verb.ts';
import { type ConsoleParts, type PaletteVerb, type ScreenDefinition, stateOf } from '../parts.ts';
import { armVerbs } from './arm-verbs.ts';
import { askToStop, opsCommands } from './commands.ts';
import { OpsScreen } from './screen.tsx';

const abort: PaletteVerb = {
  name: 'abort',
  argument: '',
  text: 'Stop actions under way: what is not sent yet is not sent',
  run(parts) {
    const unsent = stateOf(parts).receipts.filter(({ counts }) => counts.held + counts.waiting > 0);
    if (unsent.length === 0) return 'nothing waits to be sent';
    askToStop(parts, null);
    return null;
  },
};

const send: PaletteVerb = {
  name: 'send',
  argument: '',
  text: 'Send what is held back now',
  run(parts) {
    const held = stateOf(parts).receipts.filter(({ counts }) => counts.held > 0);
    for (const { number } of held) parts.model.actions.sendNow(number);
    return held.length === 0 ? 'nothing is held back' : null;
  },
};

/** The log of actions. */
export const opsDefinition: ScreenDefinition = {
  Screen: OpsScreen,
  commands: opsCommands,
  scopes: () => ['ops', 'list', 'everywhere'],
  verbs: [
    verb('ops', 'What was done from here, and how it went', (parts: ConsoleParts) =>
      open(parts, { screen: 'ops' }),
    ),
    abort,
    send,
    ...armVerbs,
  ],
  enter: (parts) => void readOps(parts.model),
};
