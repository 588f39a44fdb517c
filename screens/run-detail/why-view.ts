import { matchCommand } from '../../src/keys/match.ts';
import type { Run } from '../../src/model/run.ts';
import type { Finding } from '../../src/model/why/finding.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { findingsOf } from '../../src/store/why-input.ts';
import { copyText } from '../copy-text.ts';
import { runPalette } from '../palette/run-palette.ts';
import type { ConsoleParts } from '../parts.ts';
import { scopesOf } from '../scopes-of.ts';
import type { StopRow } from '../stop-row.ts';
import { findingRows } from '../why/finding-rows.ts';

/** The answers to why the run is where it is; Enter does what the one under the cursor says comes next. */
export function whyTabRows(state: ConsoleState, run: Run, width: number, now: number): readonly StopRow[] {
  const findings = findingsOf(state, run, now);
  const rows = findingRows(findings, run.status, width);
  let block = 0;
  return rows.map((row, index) => {
    if (row.spans.length === 0) block += 1;
    const isLast = index === rows.length - 1 || rows[index + 1]?.spans.length === 0;
    const finding = findings[block];
    if (!isLast || finding === undefined || finding.next === null) return { row };
    return { row, stop: { key: `why:${finding.rule}`, open: (parts) => takeStep(parts, finding.next) } };
  });
}

/** Does what a finding names: a key of this screen, a line of the palette, or a command line for a shell. */
function takeStep(parts: ConsoleParts, next: Finding['next']): void {
  if (next === null) return;
  const { key } = next;
  if (key.startsWith('vfjobs ')) {
    copyText(parts, key, key);
    return;
  }
  const command = key.startsWith(':') ? null : matchCommand(key, scopesOf(parts));
  if (command !== null) parts.doCommand(command.id);
  const problem = key.startsWith(':') ? runPalette(parts, key.slice(1)) : null;
  if (problem !== null)
    parts.model.store.setState({ notice: { kind: 'error', message: problem, fix: null } });
}
