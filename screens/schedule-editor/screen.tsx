import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { editorShown } from '../../src/store/schedule-editor/open-editor.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { useConsole } from '../console-provider.tsx';
import type { ConsoleParts } from '../parts.ts';
import { Rule } from '../rule.tsx';
import { Divider } from '../run-detail/divider.tsx';
import { useSource } from '../use-row.ts';
import { bottomSource, headSource } from './bottom-rows.ts';
import { formSource } from './form-source.ts';
import { lookAt } from './look.ts';
import { previewRows } from './preview-rows.ts';

/** From so many columns on form and next fires stand side by side. */
const sideBySide = 100;
/** From so many rows on they stand one above the other; below that the one with the keys is shown. */
const bothRows = 34;

/** A schedule while it is written: its form, when it would fire, and what saving would do. */
export function ScheduleEditorScreen(): ReactNode {
  const { columns, rows } = useWindowSize();
  const pane = useConsole((state) => editorShown(state)?.pane ?? 'form');
  const [head, form, preview, bottom] = [
    useSource(headSource),
    useSource(formSource),
    useSource(previewSource),
    useSource(bottomSource),
  ];
  const isWide = columns >= sideBySide;
  const isBoth = isWide || rows >= bothRows;
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Pane id="editor" source={head} height={1} />
      <Rule />
      <Box flexDirection={isWide ? 'row' : 'column'} flexGrow={1} flexShrink={1} minHeight={0}>
        {isBoth || pane === 'form' ? <Pane id="form" source={form} grow={isWide ? 0.96 : 1.2} /> : null}
        {isBoth ? isWide ? <Divider /> : <Rule /> : null}
        {isBoth || pane === 'preview' ? <Pane id="fires" source={preview} grow={1} /> : null}
      </Box>
      {rows < 20 ? null : <Rule />}
      <Pane id="saving" source={bottom} height={bottomHeight(rows)} />
    </Box>
  );
}

function bottomHeight(rows: number): number {
  if (rows >= 34) return 6;
  if (rows >= 28) return 5;
  return rows >= 20 ? 3 : 2;
}

function previewSource(parts: ConsoleParts): PaneSource {
  return {
    rows(width, height) {
      const look = lookAt(parts);
      if (look === null) return [];
      const rows = previewRows(parts, look, width);
      parts.model.heights.text = height;
      parts.model.heights.textLines = rows.length;
      const top = Math.max(0, Math.min(look.editor.previewTop, rows.length - height));
      return rows.slice(top, top + height);
    },
  };
}
