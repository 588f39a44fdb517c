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

/** How many schedules are asked about at most before all of them are resumed. */
export const mostPreviewed = 50;

/**
 * How many runs each of some schedules would start at once, by what it says itself of slots that passed; those that
 * would start none are left out.
 * @throws UserError whatever the server says
 */
export async function previewStarts(
  client: Client,
  schedules: readonly Schedule[],
): Promise<readonly { readonly name: string; readonly runs: number }[]> {
  const starts: { name: string; runs: number }[] = [];
  // One after the other: they must not become a burst of requests.
  for (const schedule of schedules) {
    const { startsNow } = await client.schedules.previewResume(schedule);
    if (startsNow.length > 0) starts.push({ name: schedule.name, runs: startsNow.length });
  }
  return starts;
}
