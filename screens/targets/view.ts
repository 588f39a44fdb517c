import { formatDuration } from '../../src/lib/format-duration.ts';
import type { Target } from '../../src/model/target.ts';
import { baselineOf } from '../../src/store/baselines.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { shownTargets, type TargetsState, targetRow } from '../../src/store/targets-state.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd, padStart } from '../../src/terminal/width.ts';
import { statusStrip } from '../status-strip.ts';

const strip = 12;

/** The list of targets, a line each, around the cursor. */
export function targetRows(
  state: Pick<ConsoleState, 'targets' | 'baselines'>,
  width: number,
  height: number,
  top: number,
): readonly Row[] {
  const { targets } = state;
  const nameWidth = Math.max(12, Math.min(40, Math.floor(width * 0.3)));
  const cursor = targetRow(targets);
  return shownTargets(targets)
    .slice(top, top + height)
    .map((target, index) => {
      const selected = top + index === cursor;
      const broken = target.fault !== null;
      return {
        selected,
        spans: [
          { text: selected ? '> ' : '  ', style: 'accent' as const },
          { text: padEnd(sanitize(target.target), nameWidth), style: broken ? 'bad' : 'strong' },
          ...(width < 90 ? [] : usualSpans(state, target)),
          { text: broken ? '  x broken: ' : '  ', style: 'bad' as const },
          { text: sanitize(target.fault?.message ?? target.description), style: broken ? 'bad' : 'plain' },
        ],
      };
    });
}

/** The p95 of its runs, and how the newest of them stand; blank where neither is known. */
function usualSpans(state: Pick<ConsoleState, 'targets' | 'baselines'>, { target }: Target) {
  const baseline = baselineOf(state, target);
  return [
    {
      text: `  ${padStart(baseline === null ? '' : `p95 ${formatDuration(baseline.p95Ms)}`, 11)}  `,
      style: 'dim' as const,
    },
    ...statusStrip(state.targets.runs.get(target)?.runs, strip),
  ];
}

/** The line above the list. */
export function targetsHeading(state: TargetsState): Row {
  const shown = shownTargets(state);
  const usable = shown.filter((target) => target.fault === null).length;
  const broken = shown.length - usable;
  const of = state.filterText === '' ? '' : ` of ${state.targets.length}  /${sanitize(state.filterText)}`;
  const brokenText = broken === 0 ? '' : `, ${broken} broken`;
  return textRow(` ${usable} ${usable === 1 ? 'target' : 'targets'}${brokenText}${of}`, 'dim');
}

/** What stands where no target does: why, and what to do next. */
export function emptyTargetsRows(state: TargetsState, connected: boolean): readonly Row[] {
  if (state.targets.length > 0) {
    return [textRow(`  No target has “${sanitize(state.filterText)}” in it. Esc shows them all.`, 'dim')];
  }
  if (!connected || state.phase === 'unasked' || state.phase === 'loading')
    return [textRow('  reading the targets…', 'dim')];
  if (state.phase === 'failed') {
    return [
      textRow(`  The targets could not be read: ${sanitize(state.problem?.message ?? '')}`, 'bad'),
      textRow('  r asks again.', 'dim'),
    ];
  }
  return [
    textRow('  No targets.', 'dim'),
    textRow('  A target is a task or workflow of the project: add a file to tasks/, then press r.', 'dim'),
  ];
}
