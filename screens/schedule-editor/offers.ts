import { nearestNames } from '../../src/lib/nearest-names.ts';
import type { ScheduleEditor } from '../../src/store/schedule-editor/editor-state.ts';
import type { EditorField } from '../../src/store/schedule-editor/field.ts';
import { reckoning, type WordsOffer } from '../../src/store/schedule-editor/reckoning.ts';
import { wordsRead } from '../../src/store/schedule-editor/time-tools.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { referenceTo } from './dependencies.ts';
import type { EditorLook } from './look.ts';

/** Something that may be taken in place of what was typed. */
export interface Offer {
  /** As it is shown in a list. */
  readonly text: string;
  readonly takes:
    | { readonly kind: 'text'; readonly field: EditorField; readonly text: string }
    | { readonly kind: 'rule'; readonly rule: WordsOffer };
}

/** Offers that a menu can have. */
const mostOffers = 9;

/** What may be taken in the focused line, best first. */
export function offersOf(parts: ConsoleParts, { editor, isKept }: EditorLook): readonly Offer[] {
  const { focus, texts } = editor;
  if (focus === 'target') return targetOffers(parts, texts.target);
  if (focus === 'timezone') return zoneOffers(texts.timezone);
  if (focus === 'dependsOn') return scheduleOffers(parts, editor);
  if (focus !== 'words') return [];
  const read = wordsRead(texts.words, texts.timezone, parts.model.clock.now());
  if (read?.kind !== 'refused') return [];
  return read.nearest
    .filter(({ kind }) => kind === 'cron' || isKept('kind'))
    .slice(0, mostOffers)
    .map((rule) => ({ text: `${rule.when}   ${rule.echo}`, takes: { kind: 'rule' as const, rule } }));
}

function targetOffers(parts: ConsoleParts, typed: string): readonly Offer[] {
  const { targets } = stateOf(parts).targets;
  const names = targets
    .filter(({ fault }) => fault === null)
    .toSorted((left, right) => Number(right.schedulable) - Number(left.schedulable))
    .map(({ target }) => target);
  return textOffers('target', matching(names, typed), typed);
}

/** Zones that have what was typed in their name, cities first: `stock`, `new york`, `sweden` finds none. */
function zoneOffers(typed: string): readonly Offer[] {
  const names = reckoning()?.zoneNames() ?? [];
  return textOffers('timezone', matching(names, typed.trim().replaceAll(' ', '_')), typed);
}

/** Other schedules, in place of the last of those that are typed. */
function scheduleOffers(parts: ConsoleParts, { scheduleId, texts }: ScheduleEditor): readonly Offer[] {
  const state = stateOf(parts);
  const others = state.schedules.list.items.filter(({ id }) => id !== scheduleId);
  const last = texts.dependsOn.lastIndexOf(',') + 1;
  const [before, typed] = [texts.dependsOn.slice(0, last), texts.dependsOn.slice(last).trim()];
  if (others.some(({ id, name }) => id === typed || name === typed)) return [];
  const found = new Set(
    matching(
      others.map(({ name }) => name),
      typed,
    ),
  );
  return others
    .filter(({ name }) => found.has(name))
    .slice(0, mostOffers)
    .map((other) => {
      const text = `${before}${before === '' ? '' : ' '}${referenceTo(state, other)}`;
      return { text: other.name, takes: { kind: 'text' as const, field: 'dependsOn' as const, text } };
    });
}

function textOffers(field: EditorField, names: readonly string[], typed: string): readonly Offer[] {
  return names
    .filter((name) => name !== typed)
    .slice(0, mostOffers)
    .map((text) => ({ text, takes: { kind: 'text' as const, field, text } }));
}

function matching(names: readonly string[], typed: string): readonly string[] {
  const wanted = typed.trim().toLowerCase();
  if (names.includes(typed.trim())) return names.filter((name) => name !== typed.trim());
  const found = names.filter((name) => name.toLowerCase().includes(wanted));
  if (found.length === 0) return nearestNames(typed.trim(), names, mostOffers);
  const rank = (name: string) => (lastPart(name).startsWith(wanted) ? 0 : 1);
  return found.toSorted((left, right) => rank(left) - rank(right));
}

function lastPart(name: string): string {
  return (name.split(/[/:]/).at(-1) ?? name).toLowerCase();
}
