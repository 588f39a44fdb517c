/** A long-lived duty. `stop` resolves when nothing of it is left running; both may be called twice. */
export interface Service {
  start(): void | Promise<void>;
  stop(): void | Promise<void>;
}
