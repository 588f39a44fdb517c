import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { createStripReader } from '../../src/store/read-strips.ts';
import { shownSchedules } from '../../src/store/schedules-state.ts';
import { useConsole } from '../console-provider.tsx';
import { factsPane } from '../facts-pane.ts';
import { itemListSource } from '../item-list-view.ts';
import type { ConsoleParts } from '../parts.ts';
import { Rule } from '../rule.tsx';
import { useRow, useSource } from '../use-row.ts';
import { schedulesFacts } from './facts-view.ts';
import { schedulesHeadRow, schedulesView } from './view.ts';

function listSource(parts: ConsoleParts) {
  const strips = createStripReader(parts.model);
  return itemListSource(parts, { ...schedulesView, inView: strips.want });
}

const factsSource = (parts: ConsoleParts) => factsPane(parts, schedulesFacts);

/** The schedules of the project, and what is known of the one under the cursor. */
export function SchedulesScreen(): ReactNode {
  const { rows } = useWindowSize();
  const isEmpty = useConsole((state) => shownSchedules(state).items.length === 0);
  const head = useRow(schedulesHeadRow);
  const list = useSource(listSource);
  const facts = useSource(factsSource);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Pane id="schedules-head" source={head} height={1} />
      <Rule />
      <Pane id="schedules" source={list} grow={1} />
      {isEmpty ? null : <Pane id="schedule-facts" source={facts} height={1 + factRows(rows)} />}
    </Box>
  );
}

/** Rows for the facts: of few rows most are for the list. */
function factRows(rows: number): number {
  if (rows < 16) return 2;
  return rows < 20 ? 4 : Math.floor(rows * 0.4);
}
