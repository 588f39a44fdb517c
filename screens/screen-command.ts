import type { ConsoleParts, ScreenCommand } from './parts.ts';

/** A command that can always be done. */
export function always(run: (parts: ConsoleParts) => void): ScreenCommand {
  return { run };
}
