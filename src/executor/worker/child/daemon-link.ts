import type { ChildMessage } from '../protocol.ts';

// Taken before the task's code can touch it.
const send = process.send?.bind(process);

/** Tells the daemon something. Resolves when it is on its way, or when there is nobody to tell. Never rejects. */
export function tellDaemon(message: ChildMessage): Promise<void> {
  return new Promise((resolve) => {
    if (send === undefined || !process.connected) return resolve();
    send(message, undefined, undefined, () => resolve());
  });
}
