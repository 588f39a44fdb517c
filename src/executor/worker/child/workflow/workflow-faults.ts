/** Why a workflow failed: told with the place in the project's sources where that is known. */
export class WorkflowFailedError extends Error {
  override readonly name = 'WorkflowFailedError';
  readonly code = 'workflow_failed';
  readonly retry: unknown;
  readonly retryAfterSeconds: unknown;

  /** @param source what a step threw: its stack leads to the user's own line, and its wish for a retry counts */
  constructor(message: string, source: Error | null) {
    super(message);
    if (source === null) return;
    if (source.stack !== undefined) this.stack = source.stack;
    if ('retry' in source) this.retry = source.retry;
    if ('retryAfterSeconds' in source) this.retryAfterSeconds = source.retryAfterSeconds;
  }
}

/** A failure that would be the same the next time: the run is not tried again. */
export class FinalFailureError extends Error {
  override readonly name = 'FinalFailureError';
  readonly code: string;
  readonly retry = false;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
