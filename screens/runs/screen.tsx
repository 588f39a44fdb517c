import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { useConsole } from '../console-provider.tsx';
import { Rule } from '../rule.tsx';
import { Divider } from '../run-detail/divider.tsx';
import { useRow, useSource } from '../use-row.ts';
import { countsRow, shownRow } from './counts-view.ts';
import { runsSource } from './list-source.ts';
import { previewPane } from './preview-command.ts';
import { previewCells, previewRows } from './preview-size.ts';

/** Lower than this the preview has the room, and the list a few rows. */
const rowsForPreview = 16;
/** Then: the heading, and two runs. */
const squeezedRows = 3;
/** From this width on the preview stands beside the list. */
const cellsForBeside = 180;

/** The runs: how many are in which status, the list of those that match, and a preview of one where it is wanted. */
export function RunsScreen(): ReactNode {
  const counts = useRow(countsRow);
  const shown = useRow(shownRow);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Pane id="counts" source={counts} height={1} />
      <Pane id="shown" source={shown} height={1} />
      <Rule />
      <ListAndPreview />
    </Box>
  );
}

function ListAndPreview(): ReactNode {
  const list = useSource(runsSource);
  const preview = useSource(previewPane);
  const { columns, rows } = useWindowSize();
  const isPreviewed = useConsole(({ runs }) => runs.preview !== null && runs.groups === null);
  const isBeside = columns >= cellsForBeside;
  const isSqueezed = isPreviewed && !isBeside && rows < rowsForPreview;
  return (
    <Box flexDirection={isBeside ? 'row' : 'column'} flexGrow={1}>
      <Pane id="runs" source={list} {...(isSqueezed ? { height: squeezedRows } : { grow: 1 })} />
      {isPreviewed && isBeside ? (
        <>
          <Divider />
          <Box width={previewCells} flexShrink={0}>
            <Pane id="preview" source={preview} />
          </Box>
        </>
      ) : null}
      {isPreviewed && !isBeside ? (
        <>
          <Rule />
          <Pane id="preview" source={preview} {...(isSqueezed ? { grow: 1 } : { height: previewRows })} />
        </>
      ) : null}
    </Box>
  );
}
