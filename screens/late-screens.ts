import { batchDefinition } from './batch/definition.ts';
import { batchesDefinition } from './batches/definition.ts';
import { compareDefinition } from './compare/definition.ts';
import { contextsDefinition } from './contexts/definition.tsx';
import { editContextDefinition } from './edit-context/definition.tsx';
import { failureDefinition } from './failure/definition.ts';
import { failuresDefinition } from './failures/definition.ts';
import { helpDefinition } from './help/definition.ts';
import { keysDefinition } from './keys/definition.tsx';
import { logsDefinition } from './logs/definition.tsx';
import { netDefinition } from './net/definition.tsx';
import { newRunDefinition } from './new-run/definition.ts';
import { opsDefinition } from './ops/definition.ts';
import { runDetailDefinition } from './run-detail/definition.ts';
import { scheduleDefinition } from './schedule/definition.ts';
import { scheduleEditorDefinition } from './schedule-editor/definition.ts';
import { schedulesDefinition } from './schedules/definition.ts';
import type { Screens } from './screen-set.ts';
import { targetsDefinition } from './targets/definition.ts';
import { outputDefinition } from './user-commands/definition.tsx';

/** The screens that are not needed for the first frame. */
export const lateScreens: Screens = {
  run: runDetailDefinition,
  logs: logsDefinition,
  batches: batchesDefinition,
  batch: batchDefinition,
  failures: failuresDefinition,
  failure: failureDefinition,
  schedules: schedulesDefinition,
  schedule: scheduleDefinition,
  'schedule-editor': scheduleEditorDefinition,
  targets: targetsDefinition,
  compare: compareDefinition,
  'new-run': newRunDefinition,
  contexts: contextsDefinition,
  'edit-context': editContextDefinition,
  net: netDefinition,
  keys: keysDefinition,
  output: outputDefinition,
  ops: opsDefinition,
  help: helpDefinition,
};
