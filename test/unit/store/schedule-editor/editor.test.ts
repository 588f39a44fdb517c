import { describe, expect, test } from 'vitest';
import { changedFields, changeOf, draftOf } from '../../../../src/store/schedule-editor/change.ts';
import {
  chosen,
  conflictOf,
  focusedOn,
  isEdited,
  lineBeside,
  merged,
  openedEditor,
  reloaded,
  type ScheduleEditor,
  withText,
  withTheirs,
} from '../../../../src/store/schedule-editor/editor-state.ts';
import type { EditorField } from '../../../../src/store/schedule-editor/field.ts';
import { type ReadTools, readTexts, whenSent } from '../../../../src/store/schedule-editor/read-texts.ts';
import { newTexts, textsOf } from '../../../../src/store/schedule-editor/texts.ts';
import { sampleSchedule } from '../../../helpers/sample-schedule.ts';

const tools: ReadTools = {
  moment: (text) => (text === 'tomorrow' ? '2026-11-23T00:00:00.000Z' : null),
  whenProblem: () => null,
  isZone: (zone) => zone !== 'Nowhere',
  config: (text) =>
    text.startsWith('{') ? { kind: 'good', config: {} } : { kind: 'bad', problems: ['not JSON'] },
  targetProblem: () => null,
  scheduleId: (ref) => (ref === 'nightly' || ref === 'id-1' ? 'id-1' : null),
};
const all = () => true;
const base = sampleSchedule({ version: 12, missedPolicy: 'skip', maxStalenessSeconds: 93_600 });

function edited(texts: Partial<Record<EditorField, string>>): ScheduleEditor {
  let editor = openedEditor(base, textsOf(base));
  for (const [field, text] of Object.entries(texts)) editor = withText(editor, field as EditorField, text);
  return editor;
}

describe('what is typed', () => {
  test('gives back exactly the schedule that it was opened with', () => {
    const { members, problems } = readTexts(textsOf(base), tools);
    expect(problems).toEqual({});
    for (const [member, value] of Object.entries(members)) {
      expect([member, value]).toEqual([member, base[member as keyof typeof base]]);
    }
    expect(changedFields(textsOf(base), textsOf(base))).toEqual([]);
  });

  test.each<[EditorField, string]>([
    ['name', ' '],
    ['target', 'hello'],
    ['timezone', 'Nowhere'],
    ['timeout', 'soon'],
    ['timeout', ''],
    ['retries', '101'],
    ['jitter', '2d'],
    ['config', 'x'],
    ['start', 'some day'],
    ['maxRuns', '0'],
  ])('is refused in %s: %j', (field, text) => {
    const { members, problems } = readTexts({ ...textsOf(base), [field]: text }, tools);
    expect(Object.keys(problems)).toEqual([field]);
    expect(Object.keys(members)).toHaveLength(
      Object.keys(readTexts(textsOf(base), tools).members).length - 1,
    );
  });

  test('is sent byte for byte, but a duration that people write', () => {
    expect(whenSent({ kind: 'cron', when: ' 0  2 * * * ' })).toBe(' 0  2 * * * ');
    expect(whenSent({ kind: 'every', when: '90m' })).toBe('PT1H30M');
    expect(whenSent({ kind: 'every', when: 'PT90M' })).toBe('PT90M');
  });
});

describe('a change', () => {
  test('has only what differs, empty texts as null, and another kind with its rule', () => {
    const { texts } = edited({ staleness: '', end: 'tomorrow', kind: 'every', when: '15m' });
    const { members } = readTexts(texts, tools);
    expect(changeOf(texts, textsOf(base), members, all)).toEqual({
      kind: 'recurring',
      when: 'PT15M',
      maxStalenessSeconds: null,
      endAt: '2026-11-23T00:00:00.000Z',
    });
  });

  test('leaves out what the server cannot keep', () => {
    const { texts } = edited({ note: 'moved', timeout: '10m' });
    const { members } = readTexts(texts, tools);
    expect(changeOf(texts, textsOf(base), members, (field) => field !== 'note')).toEqual({
      timeoutSeconds: 600,
    });
  });

  test('of a new one is a draft once name, target and rule are there', () => {
    const texts = { ...newTexts('task:hello', 'UTC'), name: 'a', when: '0 2 * * *' };
    expect(draftOf(readTexts(texts, tools).members, all)).toMatchObject({
      name: 'a',
      target: 'task:hello',
      when: '0 2 * * *',
      concurrencyPolicy: 'Forbid',
    });
    expect(draftOf(readTexts({ ...texts, name: '' }, tools).members, all)).toBeNull();
  });
});

describe('a record that comes meanwhile', () => {
  const theirs = { ...base, timeoutSeconds: 600, note: 'theirs', version: 13 };

  test('of the same definition is only a newer base', () => {
    const newer = { ...base, version: 13, lastFireAt: '2026-11-22T12:00:00.000Z' };
    expect(withTheirs(edited({ note: 'mine' }), newer)).toMatchObject({ base: newer, theirs: null });
  });

  test('is merged: theirs where nothing was touched, mine for the rest', () => {
    const editor = withTheirs(edited({ note: 'mine', when: '0 4 * * *' }), theirs);
    expect(conflictOf(editor)).toEqual({ there: ['timeout', 'note'], both: ['note'] });
    const after = merged(editor);
    expect(after.texts).toMatchObject({ note: 'mine', when: '0 4 * * *', timeout: '10m' });
    expect(changedFields(after.texts, after.baseTexts)).toEqual(['when', 'note']);
    expect(after).toMatchObject({ base: theirs, theirs: null });
  });

  test('is loaded in place of what was typed only when that is asked for', () => {
    const editor = withTheirs(edited({ note: 'mine' }), theirs);
    expect(editor.texts.note).toBe('mine');
    expect(reloaded(editor).texts.note).toBe('theirs');
    expect(isEdited(reloaded(editor))).toBe(false);
  });

  test('waits while the schedule is being saved', () => {
    const editor = { ...edited({ note: 'mine' }), isSaving: true };
    expect(withTheirs(editor, theirs)).toBe(editor);
  });
});

describe('moving', () => {
  test('passes lines that are of no use or not kept', () => {
    const editor = focusedOn(openedEditor(base, textsOf(base)), 'when');
    expect(lineBeside(editor, 1, all)).toBe('timezone');
    expect(lineBeside(editor, 1, (field) => field !== 'timezone')).toBe('overlap');
    expect(lineBeside(focusedOn(editor, 'name'), -1, all)).toBeNull();
  });

  test('chooses around the end', () => {
    const editor = focusedOn(openedEditor(base, textsOf(base)), 'overlap');
    expect(chosen(editor, 'overlap', 1).texts.overlap).toBe('Replace');
    expect(chosen(chosen(editor, 'overlap', 1), 'overlap', 1).texts.overlap).toBe('Allow');
  });
});
