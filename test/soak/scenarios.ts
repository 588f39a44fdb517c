import type { Scenario } from './scenario.ts';
import { clockScenario } from './scenarios/clock-jumps.ts';
import { diskScenario } from './scenarios/full-disk.ts';
import { stopScenario } from './scenarios/graceful-stops.ts';
import { killScenario } from './scenarios/kills.ts';
import { lifecycleScenario } from './scenarios/lifecycle.ts';
import { lockScenario } from './scenarios/locked-store.ts';
import { clientsScenario } from './scenarios/many-clients.ts';
import { controlScenario } from './scenarios/negative-control.ts';

/** In the order in which they are run; the control first, as the others mean nothing without it. */
export const scenarios: readonly Scenario[] = [
  controlScenario,
  killScenario,
  stopScenario,
  diskScenario,
  lockScenario,
  clockScenario,
  clientsScenario,
  lifecycleScenario,
];
