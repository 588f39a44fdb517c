import type { ScheduleChange } from '../../src/model/schedule.ts';
import { formatDateTime } from '../format-time.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import type { EditorLook } from './look.ts';

/** True when saving resumes the schedule. */
export function resumes({ editor: { base } }: EditorLook, change: ScheduleChange): boolean {
  return base?.status === 'paused' && change.status === 'active';
}

/** What resuming starts at once, as the server tells it for the schedule that it has. */
export async function resumeLines(
  parts: ConsoleParts,
  { editor, change }: EditorLook,
): Promise<readonly string[]> {
  const { client } = stateOf(parts).connection;
  if (client === null || editor.base === null) return [];
  try {
    const { missed, startsNow, next } = await client.schedules.previewResume(
      editor.base,
      change.missedPolicy ?? undefined,
    );
    const starts = `${startsNow.length} ${startsNow.length === 1 ? 'run starts' : 'runs start'} now`;
    const of = missed === 0 ? '' : ` for ${missed} ${missed === 1 ? 'fire' : 'fires'} that passed`;
    const then = next === null ? '' : `, next ${formatDateTime(Date.parse(next))} as it was`;
    return [`it resumes: ${starts}${of}${then}`];
  } catch {
    return ['it resumes; what that starts at once could not be asked'];
  }
}
