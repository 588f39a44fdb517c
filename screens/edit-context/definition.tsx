import type { ReactNode } from 'react';
import {
  chosenField,
  type FormField,
  type FormProblems,
  type FormValues,
  openForm,
  typedField,
} from '../../components/form-state.ts';
import type { ContextDraft, ContextInfo } from '../../src/store/contexts-port.ts';
import type { Place } from '../../src/store/places.ts';
import { draftTestName, patchContexts, readContexts, testContext } from '../../src/store/read-contexts.ts';
import { testRows } from '../contexts/view.ts';
import { type EntryRules, openedEntry } from '../form/entry-form.ts';
import { EntryScreen } from '../form/entry-screen.tsx';
import { pressInEntry } from '../form/press-in-entry.ts';
import { type ConsoleParts, type ScreenDefinition, stateOf } from '../parts.ts';
import { useSource } from '../use-row.ts';

export const editContextDefinition: ScreenDefinition = {
  Screen: EditContextScreen,
  commands: {},
  scopes: () => ['entry'],
  enter: openContextForm,
  leave(parts) {
    parts.ui.setState({ entry: null });
  },
  press(parts, press) {
    pressInEntry(parts, press);
    return true;
  },
};

function EditContextScreen(): ReactNode {
  return <EntryScreen below={useSource(draftTestSource)} />;
}

function draftTestSource(parts: ConsoleParts) {
  return { rows: (width: number) => testRows(stateOf(parts).contexts.tests[draftTestName], width) };
}

const access = ['read and write', 'read-only'] as const;
const stages = ['no', 'yes'] as const;

/** Fills the form: for a new context, or with what is kept of one; its token is never among that. */
function openContextForm(parts: ConsoleParts, place: Place): void {
  // The form is still there when a question or the help lay over it.
  if (place.screen !== 'edit-context' || parts.ui.getState().entry !== null) return;
  const { tests, list } = stateOf(parts).contexts;
  patchContexts(parts.model, { tests: { ...tests, [draftTestName]: { steps: [], isRunning: false } } });
  const context = list.items.find(({ name }) => name === place.name) ?? null;
  const rules = contextRules(parts, context);
  parts.ui.setState({ entry: openedEntry(rules, openForm(contextFields(context))) });
}

function contextFields(context: ContextInfo | null): readonly FormField<string>[] {
  const kept =
    context?.token === 'context'
      ? 'one is kept; type another to replace it'
      : 'none: environment or veryfront login';
  return [
    typedField('name', 'name', context?.name ?? '', { placeholder: 'prod-eu' }),
    typedField('apiUrl', 'API URL', context?.apiUrl ?? '', { placeholder: 'https://api.veryfront.com' }),
    typedField('project', 'project', context?.project ?? '', { placeholder: 'its slug or id' }),
    typedField('token', 'token', '', { masked: true, placeholder: kept }),
    typedField('tokenCommand', 'or a command', context?.tokenCommand ?? '', {
      placeholder: 'prints the token, such as: pass show veryfront',
    }),
    chosenField('access', 'access', access, context?.readOnly === true ? 'read-only' : 'read and write'),
    chosenField('production', 'production', stages, context?.production === true ? 'yes' : 'no'),
  ];
}

function contextRules(parts: ConsoleParts, context: ContextInfo | null): EntryRules {
  const { model } = parts;
  return {
    title: context === null ? 'New context' : `Edit the context ${context.name}`,
    action: 'save',
    notes: [
      `Kept in ${model.options.contexts?.path ?? ''}, for you alone (mode 0600). What is typed as the token is never shown.`,
      'A command is run without a shell with each connection; its first line is the token. Production starts read-only: :rw arms writing.',
    ],
    check: checkContext,
    async save(values) {
      await model.options.contexts?.put(draftOf(values), context?.name ?? null);
      const name = draftOf(values).name;
      const isHere = stateOf(parts).connection.contextName === context?.name;
      // What was tried before is no word about what is kept now.
      forgetTests(parts, [name, context?.name ?? name]);
      if (isHere) patchContexts(model, { isOutdated: true });
      await readContexts(model);
      const here = isHere ? '; this console goes on as before until you press Enter on it' : '';
      const message = `kept the context “${name}”${here}`;
      model.store.setState({ notice: { kind: 'info', message, fix: null } });
      return null;
    },
    test: (values) => void testContext(model, draftOf(values)),
  };
}

function forgetTests(parts: ConsoleParts, names: readonly string[]): void {
  const tests = Object.entries(stateOf(parts).contexts.tests).filter(([name]) => !names.includes(name));
  patchContexts(parts.model, { tests: Object.fromEntries(tests) });
}

/** What can be told at once; the settings file checks the rest when it is saved. */
function checkContext(values: FormValues<string>): FormProblems<string> {
  const { name = '', apiUrl = '', project = '', token = '', tokenCommand = '' } = values;
  return {
    ...(/^[\w][\w.@-]{0,63}$/.test(name.trim()) ? {} : { name: 'up to 64 letters, digits, . - _ @' }),
    ...(/^https?:\/\/\S+$/.test(apiUrl.trim()) ? {} : { apiUrl: 'begins with http:// or https://' }),
    ...(project.trim() === '' ? { project: 'a slug or an id' } : {}),
    ...(/\s/.test(token.trim()) ? { token: 'has blanks in it' } : {}),
    ...(token.trim() !== '' && tokenCommand.trim() !== ''
      ? { tokenCommand: 'a token or a command, not both' }
      : {}),
  };
}

function draftOf(values: FormValues<string>): ContextDraft {
  const { name = '', apiUrl = '', project = '', token = '', tokenCommand = '' } = values;
  return {
    name: name.trim(),
    apiUrl: apiUrl.trim(),
    project: project.trim(),
    token: token.trim(),
    tokenCommand: tokenCommand.trim(),
    readOnly: values['access'] === 'read-only',
    production: values['production'] === 'yes',
  };
}
