import type { ConsoleModel } from './console-model.ts';
import { type LogHost, logOf } from './log-host.ts';

/**
 * Reads the log up to its start, or as much of it as is kept, while a search or a filter wants it: one piece after
 * the other, so that keys and new lines come in between. On a slow link nothing is read unasked.
 */
export async function readOlder(model: ConsoleModel, host: LogHost): Promise<void> {
  if (logOf(model, host)?.pane.isReadingOlder !== false) return;
  if (model.store.getState().connection.isSlow) return;
  host.patch(model, { isReadingOlder: true });
  const { name } = logOf(model, host) ?? {};
  const isWanted = () => {
    const log = logOf(model, host);
    return log !== null && log.name === name && (log.pane.search !== null || log.pane.passing !== null);
  };
  while (isWanted() && (await host.readEarlier(model)));
  if (logOf(model, host)?.name === name) host.patch(model, { isReadingOlder: false });
}
