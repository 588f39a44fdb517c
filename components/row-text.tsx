import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Row } from '../src/terminal/row.ts';
import { sanitize } from '../src/terminal/sanitize.ts';
import { textStyle } from './theme.ts';

/** A row of spans as chrome: for headers and dialogs, what a `Pane` is for live rows. */
export function RowText({ row }: { readonly row: Row }): ReactNode {
  return (
    <Text wrap="truncate" inverse={row.selected === true}>
      {row.spans.map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity but their place
        <Text key={index} {...textStyle(span.style)}>
          {sanitize(span.text)}
        </Text>
      ))}
    </Text>
  );
}
