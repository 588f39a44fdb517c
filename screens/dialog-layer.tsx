import { useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { MenuDialog } from '../components/menu-dialog.tsx';
import { typedTexts } from '../src/store/dialog.ts';
import { useConsole } from './console-provider.tsx';

/** The question over the screen, when there is one. */
export function DialogLayer(): ReactNode {
  const { columns, rows } = useWindowSize();
  const dialog = useConsole((state) => state.dialog);
  if (dialog === null) return null;
  const maxWidth = Math.max(20, columns - 2);
  if (dialog.isMenu === true) {
    return (
      <MenuDialog
        title={dialog.title}
        lines={dialog.lines}
        choices={dialog.choices}
        state={dialog}
        maxWidth={maxWidth}
        maxHeight={Math.max(6, rows)}
      />
    );
  }
  return (
    <ConfirmDialog
      title={dialog.title}
      lines={dialog.lines}
      choices={dialog.choices}
      fields={dialog.fields}
      problem={dialog.problem}
      heard={dialog.heard?.(typedTexts(dialog))}
      state={dialog}
      maxWidth={maxWidth}
      maxHeight={Math.max(9, rows)}
    />
  );
}
