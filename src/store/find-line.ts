import type { ConsoleModel } from './console-model.ts';
import type { LineTest } from './line-index.ts';
import { cursorPlace, showLine } from './line-view.ts';
import { type LogHost, logOf } from './log-host.ts';
import { shownLines } from './log-pane.ts';

/** Milliseconds of looking between two looks at the keyboard. */
const sliceMs = 8;
const linesPerLook = 64;

/**
 * Puts the cursor on the next line below (1) or above (-1) that fulfils a test; nothing is remembered of the others.
 * @param missing said when there is none, such as “no error above”
 */
export function findLine(
  model: ConsoleModel,
  host: LogHost,
  test: LineTest,
  direction: 1 | -1,
  missing: string,
): void {
  const log = logOf(model, host);
  if (log === null) return;
  const shown = shownLines(log.pane, log.source);
  const cursor = cursorPlace(log.pane.view, shown);
  // Followers stand behind the newest line; going on below it starts at the top.
  const start = cursor ?? (direction === 1 ? -1 : shown.count);
  if (shown.count > 0) look(start + direction, cursorLine());

  function cursorLine(): number | null {
    const now = logOf(model, host);
    return now === null ? null : now.pane.view.cursor;
  }

  function look(from: number, began: number | null): void {
    const now = logOf(model, host);
    // Whoever moved on meanwhile no longer wants it.
    if (now === null || now.source !== log?.source || cursorLine() !== began) return;
    const lines = shownLines(now.pane, now.source);
    const until = performance.now() + sliceMs;
    for (let place = from, looked = 1; place >= 0 && place < lines.count; place += direction, looked++) {
      const number = lines.at(place);
      if (test(now.source.line(number), number)) {
        const height = host.height(model);
        host.patch(model, { view: showLine(now.pane.view, lines, height, number, now.source.endLine) });
        return;
      }
      if (looked % linesPerLook === 0 && performance.now() > until) {
        model.clock.after(0, () => look(place + direction, began));
        return;
      }
    }
    model.store.setState({ notice: { kind: 'info', message: `${missing}.`, fix: null } });
  }
}
