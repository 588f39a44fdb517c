import type { ConsoleState } from '../../src/store/console-state.ts';
import type { ContextInfo, ContextToken } from '../../src/store/contexts-port.ts';
import { type ContextTest, contextNameOf } from '../../src/store/contexts-state.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd } from '../../src/terminal/width.ts';
import type { ItemListView, ItemLook } from '../item-list-view.ts';
import { wrapWords } from '../wrap-text.ts';

/** How the list of contexts looks. */
export const contextsView: ItemListView<ContextInfo> = {
  listOf: (state) => state.contexts.list,
  idOf: contextNameOf,
  name: 'contexts',
  heading: (width) => textRow(`    ${columnTexts(columnsFor(width), headings).join(' ')}`, 'dim'),
  row: contextRow,
  empty: () => [textRow('  No contexts. n adds one.', 'dim')],
};

const headings = ['CONTEXT', 'API', 'PROJECT', 'ACCESS'] as const;

type Columns = readonly [number, number, number, number];

/** When narrow, the API goes first, then the project. */
function columnsFor(width: number): Columns {
  const access = width >= 60 ? 28 : 10;
  const rest = width - access - 8;
  const name = Math.max(12, Math.min(24, Math.floor(rest * 0.3)));
  const project = width >= 60 ? Math.min(24, Math.floor(rest * 0.3)) : 0;
  return [name, width >= 60 ? Math.max(0, rest - name - project) : 0, project, access];
}

function columnTexts(columns: Columns, texts: readonly string[]): readonly string[] {
  return columns.flatMap((width, index) => (width === 0 ? [] : [padEnd(texts[index] ?? '', width)]));
}

/** One context as a line: the one in use, the one that is used where none is named. */
function contextRow(context: ContextInfo, { width, selected, state }: ItemLook): Row {
  const isHere = context.name === state.connection.contextName;
  const [name = '', ...rest] = columnTexts(columnsFor(width), [
    sanitize(context.name),
    sanitize(context.apiUrl ?? 'the executor of this folder'),
    sanitize(context.project ?? '-'),
    accessText(context, isHere, state),
  ]);
  const style = context.production ? 'warn' : 'plain';
  return {
    selected,
    spans: [
      { text: selected ? '> ' : '  ', style: 'accent' },
      { text: isHere ? '* ' : '  ', style: 'ok' },
      { text: name, style: isHere ? 'strong' : 'plain' },
      { text: ` ${rest.join(' ')}`, style },
    ],
  };
}

function accessText(context: ContextInfo, isHere: boolean, { arming }: ConsoleState): string {
  if (isHere && arming.armed?.contextName === context.name) return 'armed';
  const access = context.readOnly ? 'read-only' : context.production ? 'starts read-only' : 'read, write';
  return context.production ? `${access}, production` : access;
}

const tokenTexts: Readonly<Record<ContextToken, string>> = {
  executor: 'that of the executor, found by itself',
  context: 'kept in the settings file, not shown',
  command: 'printed by a command',
  environment: 'VERYFRONT_API_TOKEN of the environment',
  login: 'that of veryfront login',
  none: 'none: type one with e, set VERYFRONT_API_TOKEN, or log in with veryfront login',
};

/** What is known of the context under the cursor. */
export function contextRows(context: ContextInfo, state: ConsoleState, width: number): readonly Row[] {
  const isHere = context.name === state.connection.contextName;
  const marks = [
    ...(isHere ? ['in use'] : []),
    ...(context.isDefault ? ['used where none is named'] : []),
    ...(context.isKept ? [] : ['not in the settings file']),
    ...(context.production ? ['production'] : []),
  ];
  const lines: readonly (readonly [string, string])[] = [
    ['API', context.apiUrl ?? 'the executor of this folder, started when it is needed'],
    ['project', context.project ?? '-'],
    ['access', accessText(context, isHere, state)],
    ['token', tokenText(context)],
  ];
  return [
    {
      spans: [
        { text: ` ${sanitize(context.name)}`, style: 'strong' },
        {
          text: marks.length === 0 ? '' : `  ${marks.join(', ')}`,
          style: context.production ? 'warn' : 'dim',
        },
      ],
    },
    ...lines.flatMap(([label, text]) => labelled(label, text, width, 'plain')),
    textRow(''),
    ...testRows(state.contexts.tests[context.name], width),
  ];
}

function tokenText({ token, tokenCommand }: ContextInfo): string {
  return tokenCommand === null ? tokenTexts[token] : `printed by: ${tokenCommand}`;
}

const marksOf = { ok: '+', failed: 'x', note: '!' } as const;
const stylesOf = { ok: 'ok', failed: 'bad', note: 'warn' } as const;

/** What trying a context has found, a line for each step. */
export function testRows(test: ContextTest | undefined, width: number): readonly Row[] {
  if (test === undefined || (test.steps.length === 0 && !test.isRunning)) {
    return [textRow(' not tried yet', 'dim')];
  }
  const rows = test.steps.flatMap(({ name, state, text }) =>
    labelled(`${marksOf[state]} ${name}`, text, width, stylesOf[state]),
  );
  return test.isRunning ? [...rows, textRow(' trying…', 'dim')] : rows;
}

const labelWidth = 15;

function labelled(
  label: string,
  text: string,
  width: number,
  style: NonNullable<Span['style']>,
): readonly Row[] {
  const lines = wrapWords(sanitize(text), Math.max(10, width - labelWidth - 2));
  return lines.map((line, index) => ({
    spans: [
      { text: padEnd(index === 0 ? ` ${sanitize(label)}` : '', labelWidth), style },
      { text: ` ${line}`, style: style === 'ok' ? 'plain' : style },
    ],
  }));
}
