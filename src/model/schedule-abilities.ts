import type { Capabilities } from './capabilities.ts';
import type { Schedule } from './schedule.ts';

/** Why a server cannot pause or resume a schedule; null when it can. */
export function pauseUnsupported(capabilities: Capabilities | null, schedule: Schedule): string | null {
  if (schedule.definedIn === 'source') {
    return `It is defined in ${schedule.sourcePath ?? 'a file of the project'}: change it there.`;
  }
  // The older generation documents a call for it; the newer one does not, and a server may offer it all the same.
  if (schedule.generation === 'cron-jobs') return null;
  const ability = capabilities?.abilities.scheduleEdit;
  return typeof ability === 'string' ? `This server has no call that pauses a schedule. ${ability}` : null;
}
