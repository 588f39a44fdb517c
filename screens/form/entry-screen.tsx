import { Box, Text, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { FormView } from '../../components/form.tsx';
import { Pane } from '../../components/pane.tsx';
import { textStyle } from '../../components/theme.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { useUi } from '../console-provider.tsx';
import { Rule } from '../rule.tsx';
import { wrapWords } from '../wrap-text.ts';

/** Title, tabs, heading, two rules, status line and hints. */
const otherRows = 7;

/** A form that is kept once it is filled in; below it what there is to know, and what trying it has found. */
export function EntryScreen({ below }: { readonly below: PaneSource }): ReactNode {
  const { columns, rows } = useWindowSize();
  const entry = useUi((state) => state.entry);
  if (entry === null) return null;
  const { rules, form } = entry;
  const formRows = Math.min(form.fields.length + 1, Math.max(2, rows - otherRows - 2));
  const notes = rules.notes.flatMap((note) => wrapWords(note, Math.max(10, columns - 2)));
  const noteRows = Math.max(0, Math.min(notes.length, rows - otherRows - formRows - 4));
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Text wrap="truncate" {...textStyle('strong')}>
        {` ${sanitize(rules.title)}`}
      </Text>
      <Rule />
      <FormView
        form={form}
        problems={entry.problems}
        action={entry.isSaving ? 'saving…' : rules.action}
        width={columns}
        height={formRows}
      />
      {entry.failure === null ? null : (
        <Text {...textStyle('bad')} wrap="wrap">
          {` x ${sanitize(entry.failure)}`}
        </Text>
      )}
      {notes.slice(0, noteRows).map((note) => (
        <Text key={note} {...textStyle('dim')} wrap="truncate">
          {` ${note}`}
        </Text>
      ))}
      <Rule />
      <Pane id="below" source={below} grow={1} />
    </Box>
  );
}
