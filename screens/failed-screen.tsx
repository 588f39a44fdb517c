import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../components/pane.tsx';
import { textRow } from '../src/terminal/row.ts';
import { sanitize } from '../src/terminal/sanitize.ts';
import { type ConsoleParts, stateOf } from './parts.ts';
import { Rule } from './rule.tsx';
import { useSource } from './use-row.ts';
import { wrapWords } from './wrap-text.ts';

/** What is shown while no server answers: what happened, and what to do next. */
export function FailedScreen(): ReactNode {
  const failure = useSource(failureSource);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Rule />
      <Pane id="failure" source={failure} grow={1} />
    </Box>
  );
}

function failureSource(parts: ConsoleParts) {
  return {
    rows(width: number) {
      const { connection, contexts } = stateOf(parts);
      const { problem } = connection;
      const back = contexts.before === null ? '' : `, - goes back to ${sanitize(contexts.before)}`;
      const lines = (text: string) =>
        text.split('\n').flatMap((line) => wrapWords(sanitize(line), Math.max(10, width - 4)));
      return [
        textRow(''),
        ...lines(problem?.message ?? '').map((line) => textRow(`  ${line}`, 'bad')),
        textRow(''),
        ...lines(problem?.fix ?? '').map((line) => textRow(`  ${line}`)),
        textRow(''),
        ...lines(`r tries again, 6 shows the contexts${back}, q quits.`).map((line) =>
          textRow(`  ${line}`, 'dim'),
        ),
      ];
    },
  };
}
