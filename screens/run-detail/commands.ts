import type { CommandId } from '../../src/keys/command-table.ts';
import type { Run } from '../../src/model/run.ts';
import { type DetailState, type DetailTab, detailTabs } from '../../src/store/detail-state.ts';
import { actingCommands } from '../acting/run-actions.ts';
import { batchCommand } from '../batch-command.ts';
import { copyText } from '../copy-text.ts';
import { everywhereCommands } from '../everywhere-commands.ts';
import { jsonTreeCommands } from '../json/commands.ts';
import { type ConsoleParts, type ScreenCommand, type ScreenCommands, stateOf } from '../parts.ts';
import { always } from '../screen-command.ts';
import { attemptBeside } from './attempts.ts';
import { copyMenu } from './copy-menu.ts';
import { treeShown } from './documents.ts';
import { editShown } from './edit-shown.ts';
import { liveCommands } from './live-commands.ts';
import { copyHere } from './log-outlet.ts';
import { openTab } from './open-tab.ts';
import { swapBy } from './swap-run.ts';
import { stopShown, textCommands } from './text-source.ts';

/** Tabs that show a text, with things in it that can be opened. */
const textTab: ScreenCommands = {
  ...textCommands,
  open: {
    disabledReason: (parts) => (stopShown(parts) === null ? 'nothing here can be opened' : null),
    run: (parts) => stopShown(parts)?.open(parts),
  },
};

const jsonCommands = jsonTreeCommands(treeShown);

/** What the keys of the pane below the tabs do: the same key means another thing on another tab. */
const commandsOfTab: Readonly<Record<DetailTab, ScreenCommands>> = {
  overview: textTab,
  live: liveCommands,
  config: jsonCommands,
  output: jsonCommands,
  attempts: textTab,
  children: textTab,
  why: textTab,
  diff: textTab,
};

export const runDetailCommands: ScreenCommands = {
  ...byTab(),
  ...actingCommands(runShown),
  ...batchCommand(runShown),
  'tab-1': toTab('overview'),
  'tab-2': toTab('live'),
  'tab-3': toTab('config'),
  'tab-4': toTab('output'),
  'tab-5': toTab('attempts'),
  'tab-6': toTab('children'),
  'tab-7': toTab('why'),
  'tab-8': toTab('diff'),
  why: toTab('why'),
  compare: toTab('diff'),
  'next-tab': always((parts) => openTab(parts, tabBeside(stateOf(parts).detail, 1))),
  'previous-tab': always((parts) => openTab(parts, tabBeside(stateOf(parts).detail, -1))),
  'next-run': always((parts) => swapBy(parts, 1)),
  'previous-run': always((parts) => swapBy(parts, -1)),
  'next-attempt': attemptBeside(1),
  'previous-attempt': attemptBeside(-1),
  edit: editShown,
  copy: always((parts) => {
    const runId = stateOf(parts).detail?.runId;
    if (runId !== undefined && !copyHere(parts)) copyText(parts, runId, runId);
  }),
  'copy-menu': copyMenu,
};

function runShown(parts: ConsoleParts): Run | null {
  return stateOf(parts).detail?.run ?? null;
}

function toTab(tab: DetailTab): ScreenCommand {
  return always((parts) => openTab(parts, tab));
}

function tabBeside(detail: DetailState | null, step: number): DetailTab {
  const index = detailTabs.indexOf(detail?.tab ?? 'overview') + step + detailTabs.length;
  return detailTabs[index % detailTabs.length] ?? 'overview';
}

/** Every command of any tab; it does what the tab on the screen means by it. */
function byTab(): ScreenCommands {
  const ids = new Set(Object.values(commandsOfTab).flatMap((commands) => Object.keys(commands)));
  const entries = [...ids].map((id): [string, ScreenCommand] => {
    const here = (parts: ConsoleParts) =>
      commandsOfTab[stateOf(parts).detail?.tab ?? 'overview'][id as CommandId];
    return [
      id,
      {
        disabledReason: (parts) => here(parts)?.disabledReason?.(parts) ?? null,
        // What a tab does not have keeps its meaning everywhere, as Esc does.
        run: (parts) => (here(parts) ?? everywhereCommands[id as CommandId])?.run(parts),
      },
    ];
  });
  return Object.fromEntries(entries);
}
