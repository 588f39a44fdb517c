import type { Target } from '../../src/model/target.ts';
import type { TargetsState } from '../../src/store/targets-state.ts';
import { targetAtCursor, targetRow } from '../../src/store/targets-state.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd } from '../../src/terminal/width.ts';
import { schemaFields } from '../schema-fields.ts';
import { wrapWords } from '../wrap-text.ts';

/** The list of targets, a line each, around the cursor. */
export function targetRows(state: TargetsState, width: number, height: number, top: number): readonly Row[] {
  const nameWidth = Math.max(12, Math.min(40, Math.floor(width * 0.4)));
  const cursor = targetRow(state);
  return state.targets.slice(top, top + height).map((target, index) => {
    const selected = top + index === cursor;
    const broken = target.fault !== null;
    return {
      selected,
      spans: [
        { text: selected ? '> ' : '  ', style: 'accent' },
        { text: padEnd(sanitize(target.target), nameWidth), style: broken ? 'bad' : 'strong' },
        { text: broken ? '  x broken: ' : '  ', style: 'bad' },
        { text: sanitize(target.fault?.message ?? target.description), style: broken ? 'bad' : 'plain' },
      ],
    };
  });
}

/** What stands where no target does: why, and what to do next. */
export function emptyTargetsRows(state: TargetsState, connected: boolean): readonly Row[] {
  if (!connected || state.phase === 'unasked' || state.phase === 'loading')
    return [textRow('  reading the targets…', 'dim')];
  if (state.phase === 'failed') {
    return [
      textRow(`  The targets could not be read: ${state.problem?.message ?? ''}`, 'bad'),
      textRow('  r asks again.', 'dim'),
    ];
  }
  return [
    textRow('  No targets.', 'dim'),
    textRow('  A target is a task or workflow of the project: add a file to tasks/, then press r.', 'dim'),
  ];
}

const openHint = textRow(' Enter opens the form of a new run; nothing starts before ^S there.', 'dim');

/** What is known of the target under the cursor. */
export function targetDetailRows(state: TargetsState, width: number): readonly Row[] {
  const target = targetAtCursor(state);
  if (target === undefined) return [];
  const room = Math.max(10, width - 2);
  const title: Row = {
    spans: [
      { text: ` ${sanitize(target.target)}`, style: 'strong' },
      { text: target.sourcePath === null ? '' : `  ${sanitize(target.sourcePath)}`, style: 'dim' },
    ],
  };
  const lines = target.description === '' ? [] : wrapWords(sanitize(target.description), room);
  const description = lines.map((line) => textRow(` ${line}`));
  return [
    title,
    ...(target.fault === null
      ? [...description, openHint, ...fieldRows(target)]
      : faultRows(target.fault, room)),
  ];
}

/** The members that a config of the target may have. */
export function fieldRows(target: Target): readonly Row[] {
  const fields = schemaFields(target.inputSchema);
  if (fields.length === 0) return [textRow(' config: any JSON object', 'dim')];
  const nameWidth = Math.min(24, Math.max(...fields.map((field) => field.name.length)));
  return fields.map((field) => ({
    spans: [
      { text: field.required ? ' * ' : '   ', style: 'accent' },
      { text: padEnd(sanitize(field.name), nameWidth) },
      { text: `  ${sanitize(field.type)}`, style: 'active' },
      {
        text: field.preset === undefined ? '' : `  default ${sanitize(JSON.stringify(field.preset))}`,
        style: 'dim',
      },
      { text: `  ${sanitize(field.description)}`, style: 'dim' },
    ],
  }));
}

function faultRows(fault: NonNullable<Target['fault']>, room: number): readonly Row[] {
  const place = `${fault.file}${fault.line === null ? '' : `:${fault.line}`}`;
  return [
    textRow(` x broken at ${place}`, 'bad'),
    ...wrapWords(sanitize(fault.message), room).map((line) => textRow(` ${line}`, 'bad')),
    textRow(' Put the file right, then press r.', 'dim'),
  ];
}
