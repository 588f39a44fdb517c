import { type TextAreaState, textAreaState, textAreaValue } from '../../components/text-area-state.ts';
import type { JsonObject } from '../../src/lib/json.ts';
import type { Target } from '../../src/model/target.ts';
import { type ConfigCheck, checkBoth, checkConfig, type SchemaCheck } from './check-config.ts';

/** The form that starts a run. */
export interface FormState {
  readonly target: Target;
  readonly area: TextAreaState;
  readonly focus: 'config' | 'start';
  /** The text that the form opened with. */
  readonly initial: string;
  /** Null until the validator is loaded. */
  readonly schemaCheck: SchemaCheck | null;
  readonly check: ConfigCheck;
  readonly sending: boolean;
  /** What the text is: the config (of a workflow the input), or a document with both as members. */
  readonly holds: 'one' | 'both';
  /** Makes sending the same text twice start one run only. */
  readonly idempotencyKey: string;
}

export function openedForm(
  target: Target,
  values: JsonObject,
  idempotencyKey: string,
  holds: FormState['holds'] = 'one',
): FormState {
  const initial = JSON.stringify(values, null, 2);
  return {
    target,
    area: textAreaState(initial),
    focus: 'config',
    initial,
    schemaCheck: null,
    check: checkText(initial, { target, holds, schemaCheck: null }),
    holds,
    sending: false,
    idempotencyKey,
  };
}

/** The form after its text or its validator changed. */
export function checked(form: FormState, change: Partial<FormState>): FormState {
  const next = { ...form, ...change };
  return { ...next, check: checkText(textAreaValue(next.area), next) };
}

function checkText(
  text: string,
  { target, holds, schemaCheck }: Pick<FormState, 'target' | 'holds' | 'schemaCheck'>,
): ConfigCheck {
  if (holds === 'one') return checkConfig(text, schemaCheck);
  return checkBoth(text, target.kind === 'workflow' ? 'input' : 'config', schemaCheck);
}

/** The form with another text. */
export function withText(form: FormState, text: string, idempotencyKey: string): FormState {
  return checked(form, { area: textAreaState(text), idempotencyKey });
}

export function isEdited(form: FormState): boolean {
  return textAreaValue(form.area) !== form.initial;
}
