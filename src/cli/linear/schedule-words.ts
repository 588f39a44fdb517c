import type { Client } from '../../client/client.ts';
import type { Schedule } from '../../model/schedule.ts';
import type { ActionItem } from '../../store/acting/action.ts';
import { pauseItem, resumeItem, triggerItem } from '../../store/acting/schedule-items.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import { findSchedule } from '../schedules/find-schedule.ts';
import { askAndSend, isRefused } from './act.ts';
import type { LinearParts } from './linear-parts.ts';
import { closed, sentenceOf } from './tell-changes.ts';

/** More than this nobody listens to. */
const listedSchedules = 50;

type Verb = 'trigger' | 'pause' | 'resume';

/** A sentence for each schedule. @param text only those that have it in their name or target */
export async function listSchedules({ client, output, now }: LinearParts, text: string): Promise<void> {
  // What prints schedules loads what puts crons into words.
  const { scheduleRow } = await import('../schedules/print-schedule.ts');
  const wanted = text.toLowerCase();
  const all = await client.schedules.list();
  const found = all.filter(({ name, target }) => `${name} ${target}`.toLowerCase().includes(wanted));
  if (found.length === 0)
    output.line(all.length === 0 ? 'No schedules.' : 'None of the schedules is like that.');
  for (const schedule of found.slice(0, listedSchedules)) {
    const { name, state, when, zone, target, next, note } = scheduleRow(schedule, now());
    const parts = [`${name}: ${state}`, `${when} ${zone}`, target, next && `next ${next}`, note];
    output.line(closed(sanitize(parts.filter(Boolean).join(', ')).replaceAll('\n', ' ')));
  }
  const left = found.length - listedSchedules;
  if (left > 0) output.line(`And ${left} more: add a part of the name.`);
}

/** Starts a run of a schedule, pauses it, or resumes it; asks first, and says what a resume starts at once. */
export async function actOnSchedule(parts: LinearParts, verb: Verb, ref: string): Promise<void> {
  const { client, output } = parts;
  if (isRefused(parts, verb)) return;
  const schedule = await findSchedule(client, ref);
  const name = `"${sanitize(schedule.name).replaceAll('\n', ' ')}"`;
  const question = {
    trigger: `Start a run of ${name} now?`,
    pause: `Pause ${name}?`,
    resume: `Resume ${name}${verb === 'resume' ? await startsText(client, schedule) : ''}?`,
  }[verb];
  const thing = { id: schedule.id, label: schedule.name, things: 'schedules' };
  const done = await askAndSend(parts, { verb, question, thing, item: itemOf(verb, schedule) });
  if (done === 'not-done') return;
  if (done === null) {
    return output.line(
      `No reply came: whether it was done is not known. Nothing is sent again; "schedules" tells.`,
    );
  }
  const [run] = done.runs;
  if (verb === 'trigger')
    return output.line(closed(run === undefined ? `New: ${done.note}` : `New: ${sentenceOf(run)}`));
  output.line(closed(`${name} ${done.note ?? (verb === 'pause' ? 'is paused' : 'is active')}`));
}

function itemOf(verb: Verb, schedule: Schedule): ActionItem {
  const onChanged = () => undefined;
  if (verb === 'trigger') return triggerItem(schedule);
  return verb === 'pause' ? pauseItem(schedule, onChanged) : resumeItem(schedule, onChanged);
}

/** ` and start 3 runs at once`; nothing where nothing starts, or the server cannot tell. */
async function startsText(client: Client, schedule: Schedule): Promise<string> {
  const { abilities } = await client.capabilities();
  if (abilities.schedulePreview !== true) return '';
  const { startsNow } = await client.schedules.previewResume(schedule);
  if (startsNow.length === 0) return '';
  return ` and start ${startsNow.length === 1 ? '1 run' : `${startsNow.length} runs`} at once`;
}
