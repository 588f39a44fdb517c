import type { Command } from './command.ts';
import { batchCommands } from './commands/batch.ts';
import { batchesCommands } from './commands/batches.ts';
import { compareCommands } from './commands/compare.ts';
import { contextsCommands } from './commands/contexts.ts';
import { dialogCommands } from './commands/dialog.ts';
import { entryCommands } from './commands/entry.ts';
import { everywhereCommands } from './commands/everywhere.ts';
import { failureCommands } from './commands/failure.ts';
import { failuresCommands } from './commands/failures.ts';
import { formCommands } from './commands/form.ts';
import { jsonCommands } from './commands/json.ts';
import { listCommands } from './commands/list.ts';
import { logCommands } from './commands/log.ts';
import { logsCommands } from './commands/logs.ts';
import { netCommands } from './commands/net.ts';
import { opsCommands } from './commands/ops.ts';
import { runCommands } from './commands/run.ts';
import { runsCommands } from './commands/runs.ts';
import { scheduleCommands } from './commands/schedule.ts';
import { scheduleEditorCommands } from './commands/schedule-editor.ts';
import { schedulesCommands } from './commands/schedules.ts';
import { targetsCommands } from './commands/targets.ts';

/** The one table of keys: matching, footer, help screen and README are all made from it. */
export const commandTable = [
  ...everywhereCommands,
  ...listCommands,
  ...runsCommands,
  ...runCommands,
  ...logCommands,
  ...logsCommands,
  ...jsonCommands,
  ...compareCommands,
  ...batchesCommands,
  ...batchCommands,
  ...failuresCommands,
  ...failureCommands,
  ...schedulesCommands,
  ...scheduleCommands,
  ...scheduleEditorCommands,
  ...targetsCommands,
  ...contextsCommands,
  ...opsCommands,
  ...netCommands,
  ...formCommands,
  ...entryCommands,
  ...dialogCommands,
] as const satisfies readonly Command[];

export type CommandId = (typeof commandTable)[number]['id'];
export type CommandRow = Command<CommandId>;
