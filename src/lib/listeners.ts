/** A set of listeners for one kind of message. */
export interface Listeners<Message> {
  /** Adds a listener; answers the function that removes it. */
  add(listener: (message: Message) => void): () => void;
  /** Calls every listener, in the order they were added. */
  notify(message: Message): void;
  readonly size: number;
}

export function createListeners<Message>(): Listeners<Message> {
  const listeners = new Set<(message: Message) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    notify(message) {
      for (const listener of [...listeners]) listener(message);
    },
    get size() {
      return listeners.size;
    },
  };
}
