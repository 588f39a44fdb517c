import { type TextAreaState, textAreaState, textAreaValue } from '../../components/text-area-state.ts';
import type { JsonObject } from '../../src/lib/json.ts';
import type { Target } from '../../src/model/target.ts';
import { type ConfigCheck, checkConfig, type SchemaCheck } from './check-config.ts';

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
  /** Makes sending the same text twice start one run only. */
  readonly idempotencyKey: string;
}

export function openedForm(target: Target, config: JsonObject, idempotencyKey: string): FormState {
  const initial = JSON.stringify(config, null, 2);
  return {
    target,
    area: textAreaState(initial),
    focus: 'config',
    initial,
    schemaCheck: null,
    check: checkConfig(initial, null),
    sending: false,
    idempotencyKey,
  };
}

/** The form after its text or its validator changed. */
export function checked(form: FormState, change: Partial<FormState>): FormState {
  const next = { ...form, ...change };
  return { ...next, check: checkConfig(textAreaValue(next.area), next.schemaCheck) };
}

export function isEdited(form: FormState): boolean {
  return textAreaValue(form.area) !== form.initial;
}
