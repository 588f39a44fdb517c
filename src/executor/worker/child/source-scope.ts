/** Where sources may be transformed, and where the result is kept. */
export interface SourceScope {
  readonly projectDir: string;
  readonly cacheDir: string;
}
