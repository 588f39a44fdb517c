import { UserError } from '../../model/errors.ts';
import { isOffline } from '../connection-state.ts';
import type { ConsoleModel } from '../console-model.ts';
import type { ConsoleState } from '../console-state.ts';
import { problemOf } from '../problem.ts';
import { type EditorPreview, type ScheduleEditor, withTheirs } from './editor-state.ts';
import { isOfUse, kindOf } from './field.ts';
import { changeEditor, editorShown, recordOf } from './open-editor.ts';
import { whenSent } from './read-texts.ts';
import { readWho } from './read-who.ts';
import { loadReckoning, type RuleAsked } from './reckoning.ts';
import { textsInForce, timeTools } from './time-tools.ts';

/** The server is asked once nothing was typed for so long, in ms. */
const pauseMs = 200;
const fires = 8;
/** Times are asked anew once the first of them has passed, but no sooner than this after the answer, in ms. */
const againMs = 30_000;
/** Far fires: looked at so late at most, as timers hold no more (ms). */
const mostAheadMs = 86_400_000;

/**
 * Keeps the editor on the screen in step: when its rule fires, as whoever will fire it reckons, and what becomes of
 * its schedule on the server meanwhile. Answers that come late are dropped.
 */
export function followEditor(model: ConsoleModel): void {
  const { store, clock, life } = model;
  let disarm = (): void => {};
  const again = createAskAgain(model);
  life.signal.addEventListener('abort', () => {
    disarm();
    again.stop();
  });
  store.subscribe((state) => {
    const editor = editorShown(state);
    if (editor === null) return;
    if (takeTheirs(model, state, editor)) return;
    const rule = ruleAsked(editor, clock.now());
    const reason = hereReason(state);
    const asked = JSON.stringify([rule, reason]);
    const { preview, scheduleId } = editor;
    if (asked === preview.asked) {
      if ((preview.askAgainAt ?? Number.POSITIVE_INFINITY) <= clock.now()) again.when(scheduleId, asked);
      return;
    }
    disarm();
    const isFirst = preview.asked === null;
    disarm = clock.after(isFirst ? 0 : pauseMs, () => {
      void ask(model, scheduleId, rule, asked).then(() => again.when(scheduleId, asked));
    });
    changeEditor(model, editor.scheduleId, (now) => ({ ...now, preview: { ...now.preview, asked } }));
  });
}

/** Has times asked for anew once the first of them has passed: what is shown as the next ones is not to be the past. */
function createAskAgain(model: ConsoleModel) {
  const { clock } = model;
  let stop = (): void => {};
  const when = (scheduleId: string | null, asked: string): void => {
    stop();
    changeEditor(model, scheduleId, (editor) => {
      const at = editor.preview.askAgainAt;
      if (editor.preview.asked !== asked || at === null) return editor;
      const left = at - clock.now();
      if (left <= 0) return { ...editor, preview: { ...editor.preview, asked: null, askAgainAt: null } };
      stop = clock.after(Math.min(left, mostAheadMs), () => when(scheduleId, asked));
      return editor;
    });
  };
  return { when, stop: () => stop() };
}

/** Takes note of a newer record of the schedule. @returns true when the editor has changed by it */
function takeTheirs(model: ConsoleModel, state: ConsoleState, editor: ScheduleEditor): boolean {
  const record = recordOf(state, editor);
  if (record === null || !isNewer(record, editor)) return false;
  const newer = withTheirs(editor, record);
  if (newer === editor) return false;
  changeEditor(model, editor.scheduleId, () => newer);
  if (newer.theirs !== null) void readWho(model, newer.theirs);
  return true;
}

/** An older record may come late. */
function isNewer(
  record: { version: number | null; updatedAt: string },
  { base, theirs }: ScheduleEditor,
): boolean {
  if (record === base || record === theirs) return false;
  const known = theirs ?? base;
  if (known === null) return false;
  if (record.version !== null && known.version !== null) return record.version >= known.version;
  return record.updatedAt >= known.updatedAt;
}

/** The time rule as it is typed now. What of its bounds is no time says nothing. */
export function ruleAsked(editor: ScheduleEditor, now: number): RuleAsked {
  const texts = textsInForce(editor, now);
  const { moment } = timeTools(now);
  const at = (text: string) => (text.trim() === '' ? null : moment(text.trim(), texts.timezone));
  const maxRuns = /^\d{1,9}$/.test(texts.maxRuns.trim()) ? Number(texts.maxRuns) : null;
  return {
    kind: kindOf(texts),
    when: whenSent(texts),
    timezone: texts.timezone.trim(),
    startAt: at(texts.start),
    endAt: at(texts.end),
    maxRuns,
    until: isOfUse('until', texts) && texts.until.trim() !== '' ? texts.until.trim() : null,
  };
}

/** Why the server is not asked; null when it is. */
function hereReason({ connection }: ConsoleState): string | null {
  const { capabilities } = connection;
  if (isOffline(connection)) return 'it can’t be reached now';
  if (capabilities === null) return 'it has not answered yet';
  const ability = capabilities.abilities.schedulePreview;
  return typeof ability === 'string' ? 'it tells no times' : null;
}

async function ask(
  model: ConsoleModel,
  scheduleId: string | null,
  rule: RuleAsked,
  asked: string,
): Promise<void> {
  const answer: Partial<EditorPreview> =
    rule.when.trim() === '' ? {} : await timesOf(model, scheduleId, rule).catch(failed);
  const before = await timesBefore(model, scheduleId);
  changeEditor(model, scheduleId, (editor) => {
    if (editor.preview.asked !== asked) return editor;
    const [first] = answer.times?.fires ?? [];
    const passesAt = first === undefined ? Number.NaN : Date.parse(first) + 1_000;
    const preview = {
      ...editor.preview,
      times: null,
      reckonedHere: null,
      problem: null,
      askAgainAt: Number.isNaN(passesAt) ? null : Math.max(passesAt, model.clock.now() + againMs),
      ...answer,
    };
    return { ...editor, before: editor.before ?? before, preview: { ...preview, answered: asked } };
  });
}

function failed(thrown: unknown): Partial<EditorPreview> {
  return { problem: problemOf(thrown).message };
}

async function timesOf(
  model: ConsoleModel,
  scheduleId: string | null,
  rule: RuleAsked,
): Promise<Partial<EditorPreview>> {
  const state = model.store.getState();
  const reason = hereReason(state);
  const { client } = state.connection;
  if (reason !== null || client === null) return reckonedHere(model, scheduleId, rule, reason);
  try {
    const of = scheduleId === null ? {} : { scheduleId };
    return { times: await client.schedules.preview({ draft: rule, count: fires, ...of }) };
  } catch (thrown) {
    const isMissing =
      thrown instanceof UserError && ['unsupported', 'network', 'timeout'].includes(thrown.kind);
    if (!isMissing) throw thrown;
    return reckonedHere(
      model,
      scheduleId,
      rule,
      thrown.kind === 'unsupported' ? 'it tells no times' : 'it did not answer',
    );
  }
}

async function reckonedHere(
  { clock, store }: ConsoleModel,
  scheduleId: string | null,
  rule: RuleAsked,
  reason: string | null,
): Promise<Partial<EditorPreview>> {
  const { previewTimes } = await loadReckoning();
  const { items } = store.getState().schedules.list;
  const others = items.filter(({ id, status }) => id !== scheduleId && status === 'active');
  return {
    times: previewTimes(rule, clock.now(), fires, others),
    reckonedHere: reason ?? 'it was not asked',
  };
}

/** How often the schedule fires as it is on the server: what a change is measured by. */
async function timesBefore(
  { store, clock }: ConsoleModel,
  scheduleId: string | null,
): Promise<ScheduleEditor['before']> {
  const editor = editorShown(store.getState());
  if (editor === null || editor.base === null || editor.scheduleId !== scheduleId) return null;
  if (editor.before !== null) return editor.before;
  const { previewTimes } = await loadReckoning();
  return previewTimes(editor.base, clock.now(), 1);
}
