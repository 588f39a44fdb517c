import type { KeyPress } from '../src/terminal/key-press.ts';
import { type TextFieldState, textFieldReducer, textFieldState } from './text-field-state.ts';

/** A line of a form that is typed. */
export interface TypedField<Id extends string> {
  readonly kind: 'text';
  readonly id: Id;
  readonly label: string;
  readonly text: TextFieldState;
  /** What is typed is never shown. */
  readonly masked?: boolean | undefined;
  /** Shown while nothing is typed. */
  readonly placeholder?: string | undefined;
}

/** A line of a form that has one of a few values. */
export interface ChosenField<Id extends string> {
  readonly kind: 'choice';
  readonly id: Id;
  readonly label: string;
  readonly options: readonly string[];
  readonly index: number;
}

export type FormField<Id extends string> = TypedField<Id> | ChosenField<Id>;

/** A form of labelled lines with a button below them. */
export interface Form<Id extends string> {
  readonly fields: readonly FormField<Id>[];
  /** Index of the focused field; their number stands for the button. */
  readonly focus: number;
  /** The values that the form opened with. */
  readonly initial: FormValues<Id>;
}

/** What is typed or chosen, by field. */
export type FormValues<Id extends string> = Readonly<Record<Id, string>>;

/** What is wrong, by field; one sentence each. */
export type FormProblems<Id extends string> = Readonly<Partial<Record<Id, string>>>;

/** What a form hands to whoever takes the values. */
export function formValues<Id extends string>({ fields }: Pick<Form<Id>, 'fields'>): FormValues<Id> {
  const entries = fields.map((field) => [field.id, valueIn(field)]);
  return Object.fromEntries(entries);
}

export function openForm<Id extends string>(fields: readonly FormField<Id>[]): Form<Id> {
  return { fields, focus: 0, initial: formValues({ fields }) };
}

/** A line to type into, with the cursor behind what it holds. */
export function typedField<Id extends string>(
  id: Id,
  label: string,
  value: string,
  more: Pick<TypedField<Id>, 'masked' | 'placeholder'> = {},
): TypedField<Id> {
  return { kind: 'text', id, label, text: textFieldState(value), ...more };
}

/** @param chosen one of the options; any other counts as the first */
export function chosenField<Id extends string>(
  id: Id,
  label: string,
  options: readonly string[],
  chosen: string,
): ChosenField<Id> {
  return { kind: 'choice', id, label, options, index: Math.max(0, options.indexOf(chosen)) };
}

export function isFormEdited<Id extends string>(form: Form<Id>): boolean {
  return form.fields.some((field) => valueIn(field) !== form.initial[field.id]);
}

export function isOnButton<Id extends string>({ fields, focus }: Form<Id>): boolean {
  return focus >= fields.length;
}

/** The next or the previous field, around the end. */
export function moveFocus<Id extends string>(form: Form<Id>, step: 1 | -1): Form<Id> {
  const stops = form.fields.length + 1;
  return { ...form, focus: (form.focus + step + stops) % stops };
}

/** The form with the focus on a field, as one that is wrong. */
export function focusOn<Id extends string>(form: Form<Id>, id: Id): Form<Id> {
  const index = form.fields.findIndex((field) => field.id === id);
  return index < 0 ? form : { ...form, focus: index };
}

/**
 * The form after a key: text goes into the focused line, arrows and Space choose, Enter and the arrows up and
 * down change the field. Answers the same object when the key is not for it; Enter on the button is not.
 */
export function formReducer<Id extends string>(form: Form<Id>, key: KeyPress): Form<Id> {
  const field = form.fields[form.focus];
  if (key.paste !== true) {
    if (key.name === 'down') return moveFocus(form, 1);
    if (key.name === 'up') return moveFocus(form, -1);
    if (key.name === 'enter' && field !== undefined) return moveFocus(form, 1);
  }
  if (field === undefined) return form;
  const next = field.kind === 'text' ? typedInto(field, key) : chosenBy(field, key);
  if (next === field) return form;
  return { ...form, fields: form.fields.with(form.focus, next) };
}

function valueIn<Id extends string>(field: FormField<Id>): string {
  return field.kind === 'text' ? field.text.value : (field.options[field.index] ?? '');
}

function typedInto<Id extends string>(field: TypedField<Id>, key: KeyPress): TypedField<Id> {
  const text = textFieldReducer(field.text, key);
  return text === field.text ? field : { ...field, text };
}

function chosenBy<Id extends string>(field: ChosenField<Id>, key: KeyPress): ChosenField<Id> {
  if (key.paste === true || key.ctrl || key.alt) return field;
  const step = key.name === 'right' || key.input === ' ' ? 1 : key.name === 'left' ? -1 : 0;
  if (step === 0) return field;
  const count = field.options.length;
  return { ...field, index: (field.index + step + count) % count };
}
