import type { ConsoleState } from '../../src/store/console-state.ts';
import type { FieldTexts } from '../../src/store/schedule-editor/field.ts';
import { referencesIn } from '../../src/store/schedule-editor/read-texts.ts';
import { scheduleOf } from '../../src/store/schedules-state.ts';

/**
 * The id of the schedule that a name or an id means.
 * @param known ids that the edited schedule has already: those stay, though they may be gone
 * @returns null when it means none, or more than one
 */
export function dependencyId(state: ConsoleState, ref: string, known: readonly string[]): string | null {
  if (known.includes(ref) || scheduleOf(state, ref) !== null) return ref;
  const named = state.schedules.list.items.filter(({ name }) => name === ref);
  return named.length === 1 ? (named[0]?.id ?? null) : null;
}

/** The texts as people read them: what they wait for by name. */
export function readable(state: ConsoleState, texts: FieldTexts): FieldTexts {
  const names = referencesIn(texts.dependsOn).map((ref) => scheduleOf(state, ref)?.name ?? ref);
  return { ...texts, dependsOn: names.join(', ') };
}

/** What to type for a schedule: its name, or its id where the name would not be understood. */
export function referenceTo(
  state: ConsoleState,
  { id, name }: { readonly id: string; readonly name: string },
) {
  const isClear = name === name.trim() && !name.includes(',') && dependencyId(state, name, []) === id;
  return isClear ? name : id;
}
