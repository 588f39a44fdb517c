import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { useConsole } from '../console-provider.tsx';
import { Rule } from '../rule.tsx';
import { useRow, useSource } from '../use-row.ts';
import { countsRow, shownRow } from './counts-view.ts';
import { runsSource } from './list-source.ts';
import { previewPane, previewRows } from './preview-command.ts';

/** Lower than this there is no room for a preview beside a list worth the name. */
const rowsForPreview = 16;

/** The runs: how many are in which status, the list of those that match, and a preview of one where it is wanted. */
export function RunsScreen(): ReactNode {
  const list = useSource(runsSource);
  const counts = useRow(countsRow);
  const shown = useRow(shownRow);
  const preview = useSource(previewPane);
  const { rows } = useWindowSize();
  const isPreviewed = useConsole(({ runs }) => runs.preview !== null && runs.groups === null);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Pane id="counts" source={counts} height={1} />
      <Pane id="shown" source={shown} height={1} />
      <Rule />
      <Pane id="runs" source={list} grow={1} />
      {isPreviewed && rows >= rowsForPreview ? (
        <>
          <Rule />
          <Pane id="preview" source={preview} height={previewRows} />
        </>
      ) : null}
    </Box>
  );
}
