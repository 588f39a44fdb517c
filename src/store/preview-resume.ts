import type { Client } from '../client/client.ts';
import type { MissedPolicy, Schedule } from '../model/schedule.ts';
import type { ResumePreview } from '../model/schedule-preview.ts';

/** What resuming a schedule would do, by what is done about slots that passed meanwhile. */
export type ResumePreviews = Readonly<Record<MissedPolicy, ResumePreview>>;

/**
 * Asks what each policy would do; where nothing was missed they are alike, and asked for once.
 * @throws UserError whatever the server says
 */
export async function previewResumes(client: Client, schedule: Schedule): Promise<ResumePreviews> {
  const latest = await client.schedules.previewResume(schedule, 'latest');
  if (latest.missed === 0) return { skip: latest, latest, all: latest };
  const [skip, all] = await Promise.all([
    client.schedules.previewResume(schedule, 'skip'),
    client.schedules.previewResume(schedule, 'all'),
  ]);
  return { skip, latest, all };
}
