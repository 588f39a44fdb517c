/** A key that makes asking twice for the same thing safe when the first answer was lost. */
export function newIdempotencyKey(): string {
  // Not an id of ours: the library for those loads a hash, which the first frame would wait for.
  return crypto.randomUUID();
}
