import type { TimeMode } from '../model/time-mode.ts';
import type { ConsoleModel } from './console-model.ts';

/** How a log shows times at first: what happened when says a clock, in UTC for those who asked for that. */
export function firstLogTime({ options }: ConsoleModel): TimeMode {
  return options.settings.read().time === 'utc' ? 'utc' : 'local';
}
