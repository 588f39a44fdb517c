import type { ScheduleChange, ScheduleDraft } from '../../model/schedule.ts';
import {
  type DefinitionField,
  definitionFields,
  type EditorField,
  type FieldTexts,
  isOfUse,
  memberOf,
} from './field.ts';

/** Lines whose text differs, and that say something of the schedule as it stands now. */
export function changedFields(texts: FieldTexts, base: FieldTexts): readonly DefinitionField[] {
  return definitionFields.filter((field) => {
    if (field === 'until' && !isOfUse(field, texts)) return isOfUse(field, base) && base.until !== '';
    return isOfUse(field, texts) && texts[field] !== base[field];
  });
}

/**
 * What is to be sent: of `members`, those whose lines differ. Another kind comes with its time rule.
 * @param isKept false for what the server has no setting for
 */
export function changeOf(
  texts: FieldTexts,
  base: FieldTexts,
  members: ScheduleChange,
  isKept: (field: EditorField) => boolean,
): ScheduleChange {
  const fields = new Set(changedFields(texts, base).filter(isKept));
  if (fields.has('kind')) fields.add('when');
  const change: Record<string, unknown> = {};
  for (const field of fields) {
    const member = memberOf[field];
    change[member] = isOfUse(field, texts) ? members[member] : null;
  }
  return change;
}

/**
 * Everything of a new schedule that was said.
 * @returns null while a member is missing without which there is none
 */
export function draftOf(
  members: ScheduleChange,
  isKept: (field: EditorField) => boolean,
): ScheduleDraft | null {
  const { name, target, when } = members;
  if (name === undefined || target === undefined || when === undefined) return null;
  const kept = definitionFields.flatMap((field) => {
    if (!isKept(field)) return [];
    const value = members[memberOf[field]];
    return value === undefined || value === null ? [] : [[memberOf[field], value] as const];
  });
  return { ...Object.fromEntries(kept), name, target, when };
}
