import { targetRow } from '../../src/store/targets-state.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { textRow } from '../../src/terminal/row.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { windowTop } from '../window-top.ts';
import { emptyTargetsRows, targetDetailRows, targetRows } from './view.ts';

export function targetsSource(parts: ConsoleParts): PaneSource {
  let top = 0;
  return {
    rows(width, height) {
      const { targets, connection } = stateOf(parts);
      const body = Math.max(1, height - 1);
      parts.model.heights.list = body;
      const usable = targets.targets.filter((target) => target.fault === null).length;
      const broken = targets.targets.length - usable;
      const heading = ` ${usable} ${usable === 1 ? 'target' : 'targets'}${broken === 0 ? '' : `, ${broken} broken`}`;
      if (targets.targets.length === 0)
        return [textRow(''), ...emptyTargetsRows(targets, connection.phase === 'ready')];
      top = windowTop(top, targetRow(targets), targets.targets.length, body);
      return [textRow(heading, 'dim'), ...targetRows(targets, width, body, top)];
    },
  };
}

export function targetDetailSource(parts: ConsoleParts): PaneSource {
  return { rows: (width) => targetDetailRows(stateOf(parts).targets, width) };
}
