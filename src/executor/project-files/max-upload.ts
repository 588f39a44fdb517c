/** Bytes that one upload through the API may have. Files that are put into the folder may be of any size. */
export const maxUploadBytes = 100_000_000;
