import type { Client } from '../../client/client.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { Schedule } from '../../model/schedule.ts';
import type { ScheduleEvent } from '../../model/schedule-event.ts';
import type { ConsoleModel } from '../console-model.ts';
import { changeEditor } from './open-editor.ts';

const eventsAtOnce = 100;
const mostPages = 10;

/** Asks who has made a record what it is, where the server keeps that, and tells the editor. */
export async function readWho(model: ConsoleModel, theirs: Schedule): Promise<void> {
  const { client } = model.store.getState().connection;
  const edit = client === null ? null : await newestEdit(client, theirs.id).catch(() => null);
  const by = edit !== null && isJsonObject(edit.payload) ? edit.payload['by'] : null;
  if (typeof by !== 'string') return;
  changeEditor(model, theirs.id, (editor) =>
    editor.theirs === theirs ? { ...editor, theirsBy: by } : editor,
  );
}

async function newestEdit(client: Client, id: string): Promise<ScheduleEvent | null> {
  let newest: ScheduleEvent | null = null;
  let afterId = 0;
  for (let page = 0; page < mostPages; page++) {
    const events = await client.schedules.events(id, afterId, eventsAtOnce);
    newest = events.findLast(({ type }) => type === 'schedule.edited') ?? newest;
    const last = events.at(-1);
    if (last === undefined || events.length < eventsAtOnce) return newest;
    afterId = last.id;
  }
  return newest;
}
