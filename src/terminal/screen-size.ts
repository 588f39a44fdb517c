import type { WriteStream } from 'node:tty';
import type { Clock } from '../lib/clock.ts';

/** The size of the screen in cells. */
export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** A drag of the window's edge sends dozens of sizes; one paint per tick is enough. */
const tickMs = 33;

/** The size that a terminal reports; 80x24 when it reports none, as some serial lines do. */
export function sizeOf(stdout: { readonly columns?: number; readonly rows?: number }): ScreenSize {
  return { columns: stdout.columns || 80, rows: stdout.rows || 24 };
}

/**
 * Watches the size, one call per tick at most.
 * @returns the function that ends the watch
 */
export function watchSize(
  stdout: Pick<WriteStream, 'columns' | 'rows' | 'on' | 'off'>,
  clock: Clock,
  onSize: (size: ScreenSize) => void,
): () => void {
  let cancel: (() => void) | null = null;
  const onResize = () => {
    cancel ??= clock.after(tickMs, () => {
      cancel = null;
      onSize(sizeOf(stdout));
    });
  };
  stdout.on('resize', onResize);
  return () => {
    cancel?.();
    stdout.off('resize', onResize);
  };
}
