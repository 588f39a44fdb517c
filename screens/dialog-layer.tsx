import { useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { useConsole } from './console-provider.tsx';

/** The question over the screen, when there is one. */
export function DialogLayer(): ReactNode {
  const { columns, rows } = useWindowSize();
  const dialog = useConsole((state) => state.dialog);
  if (dialog === null) return null;
  return (
    <ConfirmDialog
      title={dialog.title}
      lines={dialog.lines}
      choices={dialog.choices}
      fields={dialog.fields}
      problem={dialog.problem}
      state={dialog}
      maxWidth={Math.max(20, columns - 2)}
      maxHeight={Math.max(9, rows)}
    />
  );
}
