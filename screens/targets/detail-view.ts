import { sparkline } from '../../components/sparkline.ts';
import { formatDuration } from '../../src/lib/format-duration.ts';
import type { Run } from '../../src/model/run.ts';
import { isTerminal } from '../../src/model/run-status.ts';
import type { Target } from '../../src/model/target.ts';
import { baselineOf } from '../../src/store/baselines.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { type TargetRuns, targetAtCursor } from '../../src/store/targets-state.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd } from '../../src/terminal/width.ts';
import { formatAge } from '../format-time.ts';
import { schemaFields } from '../schema-fields.ts';
import { statusStrip } from '../status-strip.ts';
import { wrapWords } from '../wrap-text.ts';

const openHint = 'Enter opens the form of a new run; nothing starts before ^S there.';

/** What is known of the target under the cursor. @param now epoch ms */
export function targetDetailRows(state: ConsoleState, width: number, now: number): readonly Row[] {
  const target = targetAtCursor(state.targets);
  if (target === undefined) return [];
  const room = Math.max(10, width - 2);
  const title: Row = {
    spans: [
      { text: ` ${sanitize(target.target)}`, style: 'strong' },
      { text: target.sourcePath === null ? '' : `  ${sanitize(target.sourcePath)}`, style: 'dim' },
    ],
  };
  const lines = target.description === '' ? [] : wrapWords(sanitize(target.description), room);
  const known = state.targets.runs.get(target.target);
  return [
    title,
    ...(target.fault === null ? lines.map((line) => textRow(` ${line}`)) : faultRows(target.fault, room)),
    ...dimLines(rulesText(target), room),
    ...runsRows(state, target, known, width, now),
    ...(target.fault === null ? [...dimLines(openHint, room), ...fieldRows(target)] : []),
  ];
}

function dimLines(text: string, room: number): readonly Row[] {
  return wrapWords(text, room).map((line) => textRow(` ${line}`, 'dim'));
}

/** How its runs are executed: `each run in a process of its own; at most 2 at the same time`. */
function rulesText({ isolation, concurrency, schedulable, outputSchema }: Target): string {
  const parts = [
    isolation === 'shared' ? 'its runs share a warm process' : 'each run in a process of its own',
    concurrency === null ? 'no limit of its own' : `at most ${concurrency} at the same time`,
    ...(schedulable ? ['schedulable'] : []),
    ...(outputSchema === null ? [] : ['describes its output']),
  ];
  return parts.join('; ');
}

/** How its newest runs went and how long they took, the newest at the right end. */
function runsRows(
  state: ConsoleState,
  { target }: Target,
  known: TargetRuns | undefined,
  width: number,
  now: number,
): readonly Row[] {
  if (known === undefined) return [textRow(' reading its runs…', 'dim')];
  const [newest] = known.runs;
  const of = known.lookedAt === null ? '' : ` of the newest ${known.lookedAt} of the project`;
  if (newest === undefined) return [textRow(` no runs${of}`, 'dim')];
  const shown = known.runs.slice(0, Math.min(known.runs.length, Math.max(8, width - 44)));
  const failed = known.runs.filter(({ status }) => status === 'failed').length;
  const ended = known.runs.filter(({ status }) => isTerminal(status)).length;
  const share = ended === 0 ? '' : `, ${Math.round((100 * failed) / ended)}% failed`;
  const age = formatAge(now - Date.parse(newest.createdAt));
  const baseline = baselineOf(state, target);
  const usual =
    baseline === null
      ? 'fewer than 5 completed runs seen'
      : `p50 ${formatDuration(baseline.p50Ms)}  p95 ${formatDuration(baseline.p95Ms)}  of ${baseline.runs} seen here`;
  return [
    {
      spans: [
        { text: ' runs  ', style: 'dim' },
        ...statusStrip(shown, shown.length),
        {
          text: `  newest ${age} ago; ${known.runs.length} ${known.runs.length === 1 ? 'run' : 'runs'}${of}${share}`,
          style: 'dim',
        },
      ],
    },
    {
      spans: [
        { text: ' took  ', style: 'dim' },
        { text: sparkline(shown.toReversed().map(tookMs)), style: 'active' },
        { text: `  ${usual}`, style: 'dim' },
      ],
    },
  ];
}

function tookMs({ durationMs }: Run): number {
  return durationMs ?? 0;
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
    textRow(` x broken at ${sanitize(place)}`, 'bad'),
    ...wrapWords(sanitize(fault.message), room).map((line) => textRow(` ${line}`, 'bad')),
    textRow(' Put the file right, then press r.', 'dim'),
  ];
}
