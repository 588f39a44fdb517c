import { statusStyle } from '../../components/status-badge.ts';
import type { ListTimeMode } from '../../src/model/time-mode.ts';
import { groupAt, groupRow } from '../../src/store/group-runs.ts';
import type { Grouping, RunGroup } from '../../src/store/run-groups.ts';
import type { GroupsShown } from '../../src/store/runs-state.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { cut, padEnd, padStart } from '../../src/terminal/width.ts';
import { formatCount, formatTime, timeWidth } from '../format-time.ts';
import { windowTop } from '../window-top.ts';

interface GroupsLook {
  readonly width: number;
  readonly body: number;
  readonly top: number;
  readonly time: ListTimeMode;
  readonly now: number;
}

const countWidth = 7;
const shareWidth = 6;

/** The groups in view, the largest first. */
export function groupRows(
  shown: GroupsShown,
  look: GroupsLook,
): { readonly rows: Row[]; readonly top: number } {
  const { groups } = shown;
  const count = groups.rows.entries.length;
  const cursor = groupRow(shown);
  const top = windowTop(look.top, cursor, count, look.body);
  const rows: Row[] = [heading(groups.by, look)];
  if (count === 0) {
    const none = groups.by === 'failure' ? 'No run that is loaded failed.' : 'No runs to group.';
    rows.push(textRow(''), textRow(`  ${none} Esc shows the runs.`, 'dim'));
  }
  for (let row = top; row < Math.min(count, top + look.body); row++) {
    const group = groupAt(shown, row);
    if (group !== undefined) rows.push(groupLine(groups.by, group, look, row === cursor));
  }
  return { rows, top };
}

function nameWidth({ width, time }: GroupsLook): number {
  return Math.max(8, width - 2 - countWidth - shareWidth - Math.max(4, timeWidth[time]) - 4);
}

function heading(by: Grouping, look: GroupsLook): Row {
  const name = padEnd(by.toUpperCase(), nameWidth(look));
  const numbers = `${padStart('RUNS', countWidth)}${padStart('FAILED', shareWidth + 1)}`;
  return textRow(`  ${name}${numbers}  ${padStart('LAST', Math.max(4, timeWidth[look.time]))}`, 'dim');
}

function groupLine(by: Grouping, group: RunGroup, look: GroupsLook, selected: boolean): Row {
  const last = formatTime(Date.parse(group.lastAt), look.time, look.now);
  const name = cut(sanitize(group.name === '' ? `(no ${by})` : group.name), nameWidth(look));
  return {
    spans: [
      { text: selected ? '> ' : '  ', style: 'accent' },
      { text: padEnd(name, nameWidth(look)), style: group.name === '' ? 'dim' : 'strong' },
      { text: padStart(formatCount(group.count), countWidth) },
      {
        text: ` ${padStart(`${Math.round((100 * group.failed) / group.count)}%`, shareWidth)}`,
        style: group.failed === 0 ? 'dim' : statusStyle('failed'),
      },
      { text: `  ${padStart(last, Math.max(4, timeWidth[look.time]))}` },
    ],
    selected,
  };
}
