import { helpDefinition } from './help/definition.ts';
import { newRunDefinition } from './new-run/definition.ts';
import { runDetailDefinition } from './run-detail/definition.ts';
import type { Screens } from './screen-set.ts';
import { targetsDefinition } from './targets/definition.ts';

/** The screens that are not needed for the first frame. */
export const lateScreens: Screens = {
  run: runDetailDefinition,
  targets: targetsDefinition,
  'new-run': newRunDefinition,
  help: helpDefinition,
};
