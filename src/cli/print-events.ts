import { eventToWire } from '../api/event.ts';
import type { Client } from '../client/client.ts';
import { sanitize } from '../terminal/sanitize.ts';
import type { Output } from './output.ts';

const pageSize = 500;

/** Prints the events of one run, oldest first, as they come. */
export interface EventPrinter {
  /** Prints what has been added since the last call. */
  catchUp(): Promise<void>;
}

/** With --json each event is one line in its wire form. */
export function createEventPrinter(client: Client, runId: string, output: Output): EventPrinter {
  let lastId = 0;
  return {
    async catchUp() {
      for (;;) {
        const events = await client.runs.events(runId, lastId, pageSize);
        for (const event of events) {
          lastId = event.id;
          if (output.json) output.value(eventToWire(event));
          else output.line(`${event.createdAt}  ${sanitize(event.type)}  ${sanitize(event.message)}`);
        }
        if (events.length < pageSize) return;
      }
    },
  };
}
