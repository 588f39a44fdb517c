import type { JsonValue } from '../../lib/json.ts';

/**
 * An ingest that failed. The worker reads `output` (kept on the record) and `retry` (the same documents
 * would fail again); both are getters, so that the log shows the sentence and not all of the result.
 */
export class IngestError extends Error {
  override readonly name = 'IngestError';
  readonly #output: JsonValue;

  constructor(message: string, output: JsonValue = null) {
    super(message);
    this.#output = output;
    // It goes to the log, where lines of ours help nobody.
    this.stack = `${this.name}: ${message}`;
  }

  get code(): string {
    return 'knowledge_ingest_failed';
  }

  get output(): JsonValue {
    return this.#output;
  }

  get retry(): boolean {
    return false;
  }
}
