import type { ReactNode } from 'react';
import { Pane } from '../components/pane.tsx';
import { heardAt, isLinkLost } from '../src/store/connection-state.ts';
import type { ConsoleState } from '../src/store/console-state.ts';
import type { Row } from '../src/terminal/row.ts';
import { sanitize } from '../src/terminal/sanitize.ts';
import { useConsole } from './console-provider.tsx';
import { formatAge } from './format-time.ts';
import { useRow } from './use-row.ts';

/** One line while the link is lost: what happened, how old what is shown is, and what to do next. */
export function LinkBand(): ReactNode {
  const isLost = useConsole(({ connection }) => isLinkLost(connection));
  const band = useRow(linkBandRow);
  return isLost ? <Pane id="link" source={band} height={1} /> : null;
}

export function linkBandRow(state: ConsoleState, _width: number, now: number): Row {
  const { link } = state.connection;
  if (link.kind !== 'offline' && link.kind !== 'refused') return { spans: [] };
  const at = heardAt(state.connection);
  const age = at === null ? '' : `  shown: ${formatAge(Math.max(0, now - at))} old`;
  const reason = sanitize(link.reason).replace(/\.$/, '');
  if (link.kind === 'offline') {
    return {
      spans: [
        { text: ` x ${reason}`, style: 'bad' },
        { text: `  r tries now${age}`, style: 'dim' },
      ],
    };
  }
  return {
    spans: [
      { text: ` x Token refused: ${reason}`, style: 'bad' },
      { text: '  6 Contexts: e gives a new one; then r', style: 'plain' },
      { text: age, style: 'dim' },
    ],
  };
}
