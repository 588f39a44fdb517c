/** A slice of a listing. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Hand it back to get the next slice; null at the end. */
  readonly nextCursor: string | null;
}

export interface PageRequest {
  readonly cursor?: string | undefined;
  /** 1…100. */
  readonly limit?: number | undefined;
}
