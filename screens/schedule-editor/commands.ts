import type { TimesPreview } from '../../src/model/schedule-preview.ts';
import {
  focusedOn,
  lineBeside,
  type ScheduleEditor,
  withText,
} from '../../src/store/schedule-editor/editor-state.ts';
import { changeEditor } from '../../src/store/schedule-editor/open-editor.ts';
import { withRule } from '../../src/store/schedule-editor/time-tools.ts';
import { sanitizeBlock } from '../../src/terminal/sanitize.ts';
import { choose } from '../choose.ts';
import { copyText } from '../copy-text.ts';
import { movement } from '../movement.ts';
import { editText } from '../outside/edit-text.ts';
import type { ConsoleParts, ScreenCommand, ScreenCommands } from '../parts.ts';
import { scheduleActingCommands } from '../schedules/acting.ts';
import { always } from '../screen-command.ts';
import { timesNow } from './change-text.ts';
import { codeText } from './code-text.ts';
import { commandText } from './command-text.ts';
import { leaveEditor } from './leave.ts';
import { leaveLine, toFirstLine, toLineBeside, withOffer } from './lines.ts';
import { type EditorLook, lookAt } from './look.ts';
import { offersOf } from './offers.ts';
import { resolveCommand } from './resolve.ts';
import { saveEditor } from './save.ts';

const acting = scheduleActingCommands((parts) => lookAt(parts)?.editor.base ?? null);

/** What keys do in the form alone. */
export const scheduleFormCommands: ScreenCommands = {
  'next-field': changing((parts, editor, { isKept }) => toLineBeside(parts, editor, 1, isKept)),
  'previous-field': changing((parts, editor, { isKept }) => toLineBeside(parts, editor, -1, isKept)),
  'take-offer': {
    disabledReason: (parts) => (offersHere(parts).length === 0 ? 'nothing is offered here' : null),
    run: takeOffer,
  },
};

/** What the keys of the editor do, in its form and beside it. */
export const scheduleEditorCommands: ScreenCommands = {
  ...movement(({ model }) => model.heights.text, scrollPreview),
  save: always(saveEditor),
  back: always(leaveEditor),
  resolve: resolveCommand,
  'other-pane': changing((parts, editor, { isKept }) => {
    if (editor.pane === 'form') return { ...leaveLine(parts, editor), pane: 'preview' };
    return isKept(editor.focus) ? { ...editor, pane: 'form' } : toFirstLine(editor, 1, isKept);
  }),
  edit: {
    disabledReason: whyFixed,
    run: (parts) => void editConfig(parts),
  },
  'take-safer': {
    disabledReason: (parts) =>
      whyFixed(parts) ?? (timesOf(parts)?.safer == null ? 'no safer time is offered' : null),
    ...changing((_parts, editor, look) => taking(editor, timesNow(look)?.safer ?? null)),
  },
  'take-quieter': {
    disabledReason: (parts) =>
      whyFixed(parts) ?? (timesOf(parts)?.load?.quieter == null ? 'no quieter minute is offered' : null),
    ...changing((_parts, editor, look) => taking(editor, timesNow(look)?.load?.quieter ?? null)),
  },
  copy: {
    disabledReason: (parts) => (copied(parts) === null ? 'nothing is changed yet' : null),
    run(parts) {
      const found = copied(parts);
      if (found !== null) copyText(parts, found.text, found.what);
    },
  },
  ...onlyOf(acting, 'trigger', 'backfill'),
};

function onlyOf(commands: ScreenCommands, ...ids: readonly (keyof ScreenCommands)[]): ScreenCommands {
  return Object.fromEntries(ids.flatMap((id) => (commands[id] === undefined ? [] : [[id, commands[id]]])));
}

function changing(
  change: (parts: ConsoleParts, editor: ScheduleEditor, look: EditorLook) => ScheduleEditor,
): ScreenCommand {
  return always((parts) => {
    const look = lookAt(parts);
    if (look !== null)
      changeEditor(parts.model, look.editor.scheduleId, (editor) => change(parts, editor, look));
  });
}

function whyFixed(parts: ConsoleParts): string | null {
  const look = lookAt(parts);
  if (look === null) return 'nothing is open';
  return look.readOnly ?? (look.editor.isSaving ? 'it is being saved' : null);
}

/** What is offered for the rule as it is typed now; null while the server is asked about another one. */
function timesOf(parts: ConsoleParts): TimesPreview | null {
  const look = lookAt(parts);
  return look === null ? null : timesNow(look);
}

/** A suggestion is a cron, with its zone. */
function taking(
  editor: ScheduleEditor,
  rule: { readonly when: string; readonly timezone: string } | null,
): ScheduleEditor {
  if (rule === null) return editor;
  const changed = withRule(editor, { kind: 'cron', when: rule.when });
  return withText(changed, 'timezone', rule.timezone);
}

function offersHere(parts: ConsoleParts) {
  const look = lookAt(parts);
  return look === null ? [] : offersOf(parts, look);
}

function takeOffer(parts: ConsoleParts): void {
  const look = lookAt(parts);
  const offers = offersHere(parts);
  const [first] = offers;
  if (look === null || first === undefined) return;
  const take = (index: number) => () => {
    const offer = offers[index];
    if (offer !== undefined)
      changeEditor(parts.model, look.editor.scheduleId, (editor) => withOffer(editor, offer));
  };
  if (offers.length === 1) {
    take(0)();
    return;
  }
  const choices = offers.map(({ text }, index) => ({
    key: String(index + 1),
    label: text,
    take: take(index),
  }));
  choose(parts, 'Take which?', choices);
}

/** Has the input edited in the user's editor; whatever fails there, what was typed before stays. */
async function editConfig(parts: ConsoleParts): Promise<void> {
  const look = lookAt(parts);
  if (look === null) return;
  const { scheduleId, texts } = look.editor;
  const text = await editText(parts, { text: `${laidOut(texts.config)}\n`, suffix: '.json' });
  if (text === null) return;
  const typed = sanitizeBlock(text.replace(/\n$/, '')).join('\n');
  // Laid out for the eye only: it is no other text.
  if (typed !== laidOut(texts.config)) {
    changeEditor(parts.model, scheduleId, (editor) =>
      editor.isSaving ? editor : withText(editor, 'config', typed),
    );
  }
}

/** JSON of one line in many; anything else as it is. */
function laidOut(text: string): string {
  if (text.includes('\n')) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function copied(parts: ConsoleParts): { readonly text: string; readonly what: string } | null {
  const look = lookAt(parts);
  if (look === null) return null;
  const { base } = look.editor;
  if (base !== null && look.readOnly !== null) return { text: codeText(base), what: 'the schedule as code' };
  const text = commandText(look);
  return text === null ? null : { text, what: 'the command that does the same' };
}

function scrollPreview(parts: ConsoleParts, delta: number): void {
  const { text, textLines } = parts.model.heights;
  const most = Math.max(0, textLines - text);
  const look = lookAt(parts);
  if (look === null) return;
  if (look.editor.pane === 'form') {
    // A form that is looked at only scrolls by its lines.
    const step = delta > 0 ? 1 : -1;
    changeEditor(parts.model, look.editor.scheduleId, (editor) => {
      const next = lineBeside(editor, step, look.isKept);
      return next === null ? editor : focusedOn(editor, next);
    });
    return;
  }
  changeEditor(parts.model, look.editor.scheduleId, (editor) => ({
    ...editor,
    previewTop: Math.max(0, Math.min(Math.min(editor.previewTop, most) + delta, most)),
  }));
}
