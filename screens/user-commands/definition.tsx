import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { textRow } from '../../src/terminal/row.ts';
import { movement } from '../movement.ts';
import { type ConsoleParts, type ScreenDefinition, stateOf } from '../parts.ts';
import { Rule } from '../rule.tsx';
import { useSource } from '../use-row.ts';

/** What a program of the user printed. */
export const outputDefinition: ScreenDefinition = {
  Screen: OutputScreen,
  commands: movement((parts) => parts.model.heights.text, move),
  scopes: () => ['list', 'everywhere'],
};

function OutputScreen(): ReactNode {
  const output = useSource(outputSource);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Rule />
      <Pane id="output" source={output} grow={1} />
    </Box>
  );
}

function outputSource(parts: ConsoleParts): PaneSource {
  return {
    rows(_width, height) {
      const { output } = stateOf(parts);
      if (output === null) return [];
      const body = Math.max(1, height - 1);
      parts.model.heights.text = body;
      const { title, lines, leftOut, end } = output;
      const more = leftOut === 0 ? '' : `, ${leftOut} more were left out`;
      const heading = ` ${title}  ${end ?? 'running…'}  ${lines.length} lines${more}`;
      const top = Math.min(output.top, Math.max(0, lines.length - body));
      return [
        textRow(heading, end === null ? 'active' : 'dim'),
        ...lines.slice(top, top + body).map((line) => textRow(` ${line}`)),
      ];
    },
  };
}

function move(parts: ConsoleParts, delta: number): void {
  const { output } = stateOf(parts);
  if (output === null) return;
  const last = Math.max(0, output.lines.length - parts.model.heights.text);
  const top = Math.max(0, Math.min(output.top + delta, last));
  parts.model.store.setState({ output: { ...output, top } });
}
